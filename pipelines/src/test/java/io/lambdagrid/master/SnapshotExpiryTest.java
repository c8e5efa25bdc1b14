package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotExpiryTest {
    private static final Duration KEEP = Duration.ofHours(2);

    @TempDir
    Path folder;

    private SmallFiles small;
    private List<DataFile> replaced;
    private long beforeCompaction;

    @BeforeEach
    void create() {
        small = SmallFiles.in(folder);
        small.append(6, new SplittableRandom(7));
        replaced = small.files();
        beforeCompaction = small.table().current().id();
        small.compaction().run();
    }

    private int expire(Set<Long> pinned, Instant now) {
        return new SnapshotExpiry(small.table()).run(pinned, KEEP, now);
    }

    private static Instant later(Duration duration) {
        return Instant.now().plus(duration);
    }

    private static boolean exists(DataFile file) {
        return Files.exists(Path.of(URI.create(file.location())));
    }

    @Test
    void what_was_replaced_long_ago_goes_with_the_files_only_it_had() {
        assertThat(expire(Set.of(), later(KEEP.plusMinutes(1)))).isEqualTo(7);

        assertThat(replaced).noneMatch(SnapshotExpiryTest::exists);
        assertThat(small.files()).hasSize(1).allMatch(SnapshotExpiryTest::exists);
        assertThatThrownBy(() -> small.table().snapshot(beforeCompaction)).hasMessageStartingWith("LG-103");
        small.assertSound();
    }

    @Test
    void archive_and_compaction_go_on_without_the_history() {
        expire(Set.of(), later(KEEP.plusMinutes(1)));

        small.append(6, new SplittableRandom(8));
        small.assertSound();
        assertThat(small.compaction().run().newFiles()).isEqualTo(1);
        small.assertSound();
    }

    @Test
    void what_was_replaced_just_now_stays_however_old_it_is() {
        assertThat(expire(Set.of(), later(Duration.ofMinutes(1)))).isZero();

        assertThat(small.table().snapshot(beforeCompaction).id()).isEqualTo(beforeCompaction);
    }

    @Test
    void newest_snapshot_stays_for_ever() {
        expire(Set.of(), later(Duration.ofDays(3650)));

        assertThat(small.table().table().snapshots()).hasSize(1);
        small.assertSound();
    }

    @Test
    void pinned_snapshot_stays_readable_however_old_it_is() {
        assertThat(expire(Set.of(beforeCompaction), later(Duration.ofDays(3650))))
                .isEqualTo(6);

        assertThat(replaced).allMatch(SnapshotExpiryTest::exists);
        assertThat(new MasterVerification(Orders.location(folder), Orders.DATASET, 3)
                        .verify(beforeCompaction, MasterVerification.Depth.ROWS)
                        .problems())
                .isEmpty();
        assertThat(expire(Set.of(), later(Duration.ofDays(3650)))).isEqualTo(1);
        assertThat(replaced).noneMatch(SnapshotExpiryTest::exists);
        small.assertSound();
    }
}
