package io.lambdagrid.node.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
public final class ProductVersion implements IVersionProvider {
    /** Returns the version, or {@code development} when run from a folder of classes. */
    public static String version() {
        return Objects.requireNonNullElse(ProductVersion.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"lambda-grid " + version()};
    }
}
