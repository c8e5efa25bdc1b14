package io.lambdagrid.node.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Hazelcast Management Center may do with a node. Its console and its scripts, which run any code, are off and
 * cannot be turned on.
 *
 * @param dataAccess whether it may show rows: its SQL browser and its map browser
 * @param trustedInterfaces from which addresses it is answered; with none, from all that reach the node
 */
public record ManagementCenterSection(boolean dataAccess, List<String> trustedInterfaces) {
    public static final ManagementCenterSection DEFAULTS = new ManagementCenterSection(true, List.of());

    private static final String INTERFACE = "an IPv4 address such as 10.0.0.7, 10.0.0.* or 10.0.0.4-18";
    private static final String PART = "(\\d{1,3}|\\d{1,3}-\\d{1,3}|\\*)";
    private static final Pattern FORM = Pattern.compile(PART + "(\\." + PART + "){3}");

    public ManagementCenterSection {
        trustedInterfaces = List.copyOf(trustedInterfaces);
    }

    static ManagementCenterSection read(SettingReader settings) {
        return new ManagementCenterSection(
                settings.trueOrFalse("data-access", DEFAULTS.dataAccess),
                settings.list(
                        "trusted-interfaces",
                        DEFAULTS.trustedInterfaces,
                        INTERFACE,
                        text -> Optional.of(text)
                                .filter(address -> FORM.matcher(address).matches())));
    }
}
