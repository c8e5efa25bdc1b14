package io.lambdagrid.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What a node shows to the world stays apart from how it is shown. */
class NodeArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.lambdagrid.node");

    @Test
    void the_http_server_is_known_by_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lambdagrid.node.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void status_and_metrics_know_nothing_of_http() {
        noClasses()
                .that()
                .resideInAnyPackage("io.lambdagrid.node.status..", "io.lambdagrid.node.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lambdagrid.node.http..", "io.lambdagrid.node.command..")
                .check(CLASSES);
    }

    @Test
    void routes_ask_through_the_sdk_and_the_status() {
        noClasses()
                .that()
                .resideInAPackage("io.lambdagrid.node.http..")
                .and()
                .doNotHaveSimpleName("NodeHttp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hazelcast..")
                .check(CLASSES);
    }
}
