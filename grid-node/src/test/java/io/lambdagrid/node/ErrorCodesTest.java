package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.ErrorCode;
import io.lambdagrid.stack.StackError;
import io.lambdagrid.view.GridError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One code means one thing, wherever it comes from. */
class ErrorCodesTest {
    @Test
    void no_code_is_given_twice() {
        List<String> codes = Stream.concat(
                        Arrays.stream(GridError.values()).map(GridError::code),
                        Arrays.stream(StackError.values()).map(StackError::code))
                .toList();

        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void clients_use_the_names_and_codes_of_the_grid() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(GridError.valueOf(code.name()).code()).isEqualTo(code.code());
        }
    }
}
