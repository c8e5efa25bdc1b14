package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledAggregatesTest {
    @Test
    void functions_of_the_class_path_join_the_standard_ones() {
        assertThat(InstalledAggregates.all())
                .containsAll(StandardAggregates.all())
                .extracting(AggregateFunction::name)
                .contains("WEIGHTED_AVG");
    }

    @Test
    void a_function_that_cannot_be_loaded_is_named(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(AggregateFunction.class.getName()), "shop.NoSuchFunction");
        URL[] classPath = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, AggregateFunction.class.getClassLoader())) {
            assertThatThrownBy(() -> InstalledAggregates.with(ServiceLoader.load(AggregateFunction.class, loader)))
                    .isInstanceOf(GridException.class)
                    .hasMessageStartingWith("LG-111  An aggregate function on the class path cannot be loaded: '")
                    .hasMessageContaining("shop.NoSuchFunction");
        }
    }
}
