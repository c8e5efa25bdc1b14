package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.master.BreakingOperations.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the answer to a commit is lost, whether or not the commit happened. */
class LostAnswerTest {
    @TempDir
    Path folder;

    @BeforeEach
    void create() {
        intact().createIfAbsent(Orders.coverage(Map.of(0, 0L)));
    }

    private MasterTable intact() {
        return new MasterTable(Orders.location(folder), Orders.DATASET);
    }

    private MasterTable over(BreakingOperations operations) {
        return new MasterTable(Orders.DATASET, Orders.location(folder).table(Orders.DATASET), operations);
    }

    private BreakingOperations breaking(Loss loss, boolean staysDown) {
        return new BreakingOperations(
                MasterTable.operations(Orders.location(folder), Orders.DATASET), loss, () -> staysDown);
    }

    private static TableSnapshot append(MasterTable table, WrittenFile file) {
        return table.append(List.of(file), CoverageAdvance.of(file.ranges()));
    }

    @Test
    void commit_that_happened_is_recognized() {
        MasterTable table = over(breaking(Loss.AFTER_IT_HAPPENED, false));

        TableSnapshot added = append(table, Orders.file(intact(), 0, 0, 3));

        assertThat(added).isEqualTo(intact().current());
        assertThat(TableFiles.offsets(intact(), 0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void commit_that_did_not_happen_is_reported_and_can_be_repeated() {
        MasterTable table = over(breaking(Loss.BEFORE_IT_HAPPENED, false));
        WrittenFile file = Orders.file(intact(), 0, 0, 3);

        assertThatThrownBy(() -> append(table, file)).hasMessageStartingWith("LG-302");
        assertThat(intact().coverage().end(0)).isZero();

        append(table, file);
        assertThat(TableFiles.offsets(intact(), 0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void commit_that_nobody_can_ask_about_is_unknown_and_found_again_later() {
        BreakingOperations operations = breaking(Loss.AFTER_IT_HAPPENED, true);
        MasterTable table = over(operations);
        WrittenFile file = Orders.file(intact(), 0, 0, 3);

        assertThatThrownBy(() -> append(table, file))
                .hasMessageMatching("LG-402  Whether a commit to the master dataset at '.*' happened is not known:"
                        + " timed out\\. Expected an answer; nothing is deleted, and the same commit is safe to"
                        + " repeat\\.");

        operations.repair();
        append(table, file);
        assertThat(intact().coverage().end(0)).isEqualTo(3);
        assertThat(TableFiles.offsets(intact(), 0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void commit_that_nobody_can_ask_about_and_that_did_not_happen_is_repeated() {
        BreakingOperations operations = breaking(Loss.BEFORE_IT_HAPPENED, true);
        MasterTable table = over(operations);
        WrittenFile file = Orders.file(intact(), 0, 0, 3);

        assertThatThrownBy(() -> append(table, file)).hasMessageStartingWith("LG-402");

        operations.repair();
        append(table, file);
        assertThat(TableFiles.offsets(intact(), 0)).containsExactly(0L, 1L, 2L);
    }
}
