package io.lambdagrid.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The package tree is the architecture. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.lambdagrid");

    @Test
    void arrows_point_towards_the_view_model() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.lambdagrid..")
                .layer("wire")
                .definedBy("io.lambdagrid.client.wire..")
                .layer("view")
                .definedBy("io.lambdagrid.view..")
                .layer("sql")
                .definedBy("io.lambdagrid.sql..")
                .layer("record")
                .definedBy("io.lambdagrid.record..")
                .layer("kafka")
                .definedBy("io.lambdagrid.kafka..")
                .layer("master")
                .definedBy("io.lambdagrid.master..")
                .layer("cassandra")
                .definedBy("io.lambdagrid.cassandra..")
                .layer("serving")
                .definedBy("io.lambdagrid.serving..")
                .layer("batch")
                .definedBy("io.lambdagrid.batch..")
                .layer("speed")
                .definedBy("io.lambdagrid.speed..")
                .layer("control")
                .definedBy("io.lambdagrid.control..")
                .whereLayer("control")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sql")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("batch")
                .mayOnlyBeAccessedByLayers("control")
                .whereLayer("speed")
                .mayOnlyBeAccessedByLayers("control")
                .whereLayer("serving")
                .mayOnlyBeAccessedByLayers("control", "batch", "speed")
                .whereLayer("master")
                .mayOnlyBeAccessedByLayers("control", "batch")
                .whereLayer("cassandra")
                .mayOnlyBeAccessedByLayers("control", "batch")
                .whereLayer("kafka")
                .mayOnlyBeAccessedByLayers("control", "speed", "master")
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("speed", "master")
                .check(CLASSES);
    }

    @Test
    void calcite_lives_in_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lambdagrid.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    @Test
    void iceberg_and_hadoop_stay_with_the_master_dataset() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.lambdagrid.master..", "io.lambdagrid.batch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.iceberg..", "org.apache.hadoop..", "org.apache.parquet..")
                .check(CLASSES);
    }

    @Test
    void the_cassandra_driver_stays_with_its_connector() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lambdagrid.cassandra..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.datastax..")
                .check(CLASSES);
    }

    @Test
    void hazelcast_internals_are_used_by_the_serving_layer_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lambdagrid.serving..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hazelcast.map.impl..", "com.hazelcast.spi.impl..", "com.hazelcast.internal..")
                .check(CLASSES);
    }

    @Test
    void the_view_model_knows_no_engine() {
        noClasses()
                .that()
                .resideInAPackage("io.lambdagrid.view..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.hazelcast..", "org.apache.kafka..", "org.slf4j..", "java.net..", "java.nio.file..")
                .check(CLASSES);
    }
}
