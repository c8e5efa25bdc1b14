package io.lambdagrid.node.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.stack.StackError;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of error codes is complete, and is what the program has of it. */
class ErrorPageTest {
    private final ErrorPage page = ErrorPage.read();

    @Test
    void every_code_there_is_has_its_place_on_the_page_and_no_other_has() {
        List<String> codes = Stream.concat(
                        Arrays.stream(GridError.values()).map(GridError::code),
                        Arrays.stream(StackError.values()).map(StackError::code))
                .sorted()
                .toList();

        assertThat(page.explanations()).extracting(Explanation::code).isEqualTo(codes);
    }

    @Test
    void each_explanation_says_why_and_what_to_do() {
        assertThat(page.explanations())
                .allSatisfy(explanation ->
                        assertThat(explanation.text()).containsSubsequence("Usual causes:\n\n- ", "What to do:\n\n- "));
        assertThat(page.explanations()).extracting(Explanation::title).doesNotHaveDuplicates();
    }

    @Test
    void the_program_has_the_page_of_the_documentation() throws IOException {
        assertThat(page.explanations())
                .isEqualTo(ErrorPage.parse(Files.readString(Path.of("../docs/errors.md")))
                        .explanations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LG-312", "lg-312", "LG312", "312", " LG-312 "})
    void a_code_is_found_however_it_is_written(String code) {
        assertThat(page.find(code)).map(Explanation::code).contains("LG-312");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LG-", "LG-100", "LG-3120", "XLG-312", "LG-312 LG-313"})
    void what_is_no_code_is_not_found(String code) {
        assertThat(page.find(code)).isEmpty();
    }
}
