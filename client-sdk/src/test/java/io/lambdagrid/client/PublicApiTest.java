package io.lambdagrid.client;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lambdagrid.client");

    @Test
    void no_public_signature_mentions_the_transport() {
        List<JavaClass> visible = visibleClasses();

        assertThat(visible).extracting(JavaClass::getSimpleName).contains("LambdaGrid", "View", "Row", "SqlResult");
        assertThat(visible.stream().flatMap(PublicApiTest::mentioned).filter(name -> name.startsWith("com.hazelcast")))
                .isEmpty();
    }

    @Test
    void signatures_of_the_implementation_are_seen_to_mention_it() {
        assertThat(mentioned(CLIENT.get(Part.class))
                        .filter(name -> name.startsWith("com.hazelcast"))
                        .count())
                .as("the rule above can fail")
                .isZero();
        assertThat(CLIENT.get(Part.class).getMethods().stream()
                        .flatMap(PublicApiTest::mentioned)
                        .anyMatch(name -> name.startsWith("com.hazelcast")))
                .isTrue();
    }

    @Test
    void the_public_types_are_these() {
        Set<String> names = visibleClasses().stream()
                .filter(type -> type.getPackageName().equals("io.lambdagrid.client"))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names)
                .containsExactly(
                        "BatchRun",
                        "BatchRuns",
                        "Column",
                        "ErrorCode",
                        "Freshness",
                        "Key",
                        "LambdaGrid",
                        "LambdaGridBuilder",
                        "LambdaGridException",
                        "Reason",
                        "Rejection",
                        "Rejections",
                        "Replay",
                        "Result",
                        "Row",
                        "RowDifference",
                        "RowListener",
                        "Rows",
                        "SqlResult",
                        "Subscription",
                        "View",
                        "ViewChange",
                        "ViewDifference",
                        "ViewState",
                        "Views");
    }

    private static List<JavaClass> visibleClasses() {
        return CLIENT.stream()
                .filter(type -> type.getModifiers().contains(PUBLIC))
                .toList();
    }

    /** Names of all types that a user of the class meets: supertypes, and signatures of visible members. */
    private static Stream<String> mentioned(JavaClass type) {
        Stream<String> supertypes = Stream.concat(
                        type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .map(JavaClass::getName);
        Stream<String> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(PUBLIC)
                        || member.getModifiers().contains(PROTECTED))
                .flatMap(PublicApiTest::mentioned);
        return Stream.concat(supertypes, members);
    }

    private static Stream<String> mentioned(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream().map(JavaClass::getName);
    }
}
