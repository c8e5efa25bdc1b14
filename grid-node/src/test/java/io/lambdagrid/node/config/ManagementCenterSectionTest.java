package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section of the settings that says what Management Center may do. */
class ManagementCenterSectionTest {
    @TempDir
    Path path;

    @Test
    void trusted_addresses_are_single_ones_and_ranges() {
        WrittenFolder folder = new WrittenFolder(path);
        folder.write("lambda-grid.yaml", """
                management-center:
                  data-access: false
                  trusted-interfaces: [10.0.0.7, 10.0.1.*, 10.0.2.4-18]
                """);

        ManagementCenterSection section = folder.read().settings().managementCenter();

        assertThat(section.dataAccess()).isFalse();
        assertThat(section.trustedInterfaces()).containsExactly("10.0.0.7", "10.0.1.*", "10.0.2.4-18");
    }

    @Test
    void what_is_no_address_and_what_cannot_be_turned_on_is_refused_all_at_once() {
        WrittenFolder folder = new WrittenFolder(path);
        folder.write("lambda-grid.yaml", """
                management-center:
                  data-access: sometimes
                  trusted-interfaces: [10.0.0.7:8080, office]
                  scripting: true
                """);

        assertThat(folder.errors())
                .contains("line 2, column 16  LG-111  'management-center.data-access' must be true or false, but is"
                        + " 'sometimes'.")
                .contains(
                        "line 3, column 24  LG-111  'management-center.trusted-interfaces' must be an IPv4 address such as"
                                + " 10.0.0.7, 10.0.0.* or 10.0.0.4-18, but is '10.0.0.7:8080'.")
                .contains("but is 'office'.")
                .contains("LG-110  Unknown setting 'management-center.scripting'.");
    }
}
