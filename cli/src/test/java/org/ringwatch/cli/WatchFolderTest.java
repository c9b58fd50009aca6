// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.link.IdHasher;

class WatchFolderTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temp.resolve("watch");
    }

    private static StateParameters parameters(String secret) throws IOException {
        return parameters(secret, 45, DetectionParameters.defaults(), List.of());
    }

    private static StateParameters parameters(
            String secret, int days, DetectionParameters detection, List<SideInputFile> lists) throws IOException {
        return StateParameters.of("a folder", Optional.empty(), days, detection, lists, Optional.empty(), secret);
    }

    private static SideInputFile list(String option, String digit) {
        return new SideInputFile(option, "list.csv", 1, digit.repeat(64), 1, 0, List.of());
    }

    private static DetectionParameters with(ClusteringMethod method, double minScore) {
        DetectionParameters defaults = DetectionParameters.defaults();
        return new DetectionParameters(
                defaults.columns(),
                defaults.rules(),
                defaults.links(),
                method,
                defaults.clustering(),
                defaults.scoring(),
                defaults.priors(),
                minScore);
    }

    @Test
    void theKeyOfIdsStaysForAllRunsAndIsItsOwnersOnly() throws IOException {
        IdHasher first;
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            first = opened.hasher();
        }
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            assertThat(opened.hasher()).usingRecursiveComparison().isEqualTo(first);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/watch.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("changes.schema.json")).isRegularFile();
    }

    @Test
    void twoAtATimeAreRefused() throws IOException {
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WatchFolder.open(opened.folder(), List.of(), WatchFolderTest::parameters))
                    .withMessage("--output must not be in use by another watch but was " + opened.folder());
        }
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/watch.json"), "{\"format\": \"mine\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchFolder.open(folder, List.of(), WatchFolderTest::parameters))
                .withMessage(
                        "--output must be absent, empty or a folder that watch wrote (it holds our state/watch.json)"
                                + " but was " + folder);
        assertThat(folder.resolve("state/lock")).doesNotExist();
    }

    @Test
    void aWatchThatDiedInItsFirstMomentBeginsAgain() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.createFile(folder.resolve("state/lock"));
        WatchFolder.open(folder, List.of(), WatchFolderTest::parameters).close();
        assertThat(folder.resolve("state/watch.json")).isRegularFile();
    }

    @Test
    void theOutputMustNotHoldTheInput() throws IOException {
        Path input = Files.createDirectories(folder.resolve("in"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchFolder.open(folder, List.of(input), WatchFolderTest::parameters))
                .withMessageStartingWith("--output must not hold the input");
    }

    private void requireRefused(WatchFolder.Fingerprint before, WatchFolder.Fingerprint now, String message)
            throws IOException {
        WatchFolder.open(folder, List.of(), before).close();
        assertThatThrownBy(() -> WatchFolder.open(folder, List.of(), now))
                .isInstanceOf(UsageException.class)
                .hasMessage(message + "; to change it, watch into a new folder");
        WatchFolder.open(folder, List.of(), before).close();
    }

    @Test
    void anotherClusteringIsRefused() throws IOException {
        requireRefused(
                WatchFolderTest::parameters,
                secret -> parameters(secret, 45, with(ClusteringMethod.COMPONENTS, 0.5), List.of()),
                "clustering.method must be what the state in --output was made with, \"leiden\", but was \"components\"");
    }

    @Test
    void anotherRetentionIsRefused() throws IOException {
        requireRefused(
                WatchFolderTest::parameters,
                secret -> parameters(secret, 30, DetectionParameters.defaults(), List.of()),
                "--retention must be what the state in --output was made with, 45d, but was 30d");
    }

    @Test
    void aListThatWasLeftOutIsRefused() throws IOException {
        WatchFolder.open(
                        folder,
                        List.of(),
                        secret ->
                                parameters(secret, 45, DetectionParameters.defaults(), List.of(list("--trusted", "a"))))
                .close();
        assertThatThrownBy(() -> WatchFolder.open(folder, List.of(), WatchFolderTest::parameters))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching(
                        "--trusted must be what the state in --output was made with, list [0-9a-f]{12}, but was"
                                + " not given; to change it, watch into a new folder");
    }

    @Test
    void whatCountsInScoresAloneMayChange() throws IOException {
        WatchFolder.open(folder, List.of(), WatchFolderTest::parameters).close();
        WatchFolder.open(
                        folder,
                        List.of(),
                        secret -> parameters(
                                secret, 45, with(ClusteringMethod.LEIDEN, 0.7), List.of(list("--confirmed", "b"))))
                .close();
    }

    @Test
    void theLatestCompleteStateIsTheOneToGoOnFrom() throws IOException {
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            assertThat(opened.latest()).isEmpty();
            checkpoint(opened, "checkpoints/job/chk-9", 1000);
            checkpoint(opened, "checkpoints/job/chk-10", 1000);
            Files.createDirectories(opened.state().resolve("checkpoints/job/chk-11"));
            assertThat(opened.latest()).contains(opened.state().resolve("checkpoints/job/chk-10"));
            checkpoint(opened, "savepoints/savepoint-1", 2000);
            assertThat(opened.latest()).contains(opened.state().resolve("savepoints/savepoint-1"));
        }
    }

    @Test
    void aStateIsSavedByASavepointThatIsNew() throws IOException {
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            assertThat(opened.isSavedSince(Optional.empty())).isFalse();
            checkpoint(opened, "savepoints/savepoint-1", 1000);
            assertThat(opened.isSavedSince(Optional.empty())).isTrue();
            Optional<Path> from = opened.latest();
            assertThat(opened.isSavedSince(from)).isFalse();
            checkpoint(opened, "checkpoints/job/chk-1", 2000);
            assertThat(opened.isSavedSince(from)).isFalse();
            checkpoint(opened, "savepoints/savepoint-2", 3000);
            assertThat(opened.isSavedSince(from)).isTrue();
        }
    }

    @Test
    void whatNoLaterStateNeedsIsDeleted() throws IOException {
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            checkpoint(opened, "savepoints/savepoint-1", 1000);
            checkpoint(opened, "checkpoints/job/chk-1", 2000);
            opened.forgetAllBut(opened.latest().orElseThrow());
            assertThat(opened.state().resolve("savepoints/savepoint-1"))
                    .as("the checkpoint may share its files")
                    .exists();
            assertThat(opened.latest()).contains(opened.state().resolve("checkpoints/job/chk-1"));
            checkpoint(opened, "savepoints/savepoint-2", 3000);
            opened.forgetAllBut(opened.latest().orElseThrow());
            assertThat(opened.state().resolve("savepoints/savepoint-1")).doesNotExist();
            assertThat(opened.state().resolve("checkpoints")).doesNotExist();
            assertThat(opened.latest()).contains(opened.state().resolve("savepoints/savepoint-2"));
        }
    }

    private static void checkpoint(WatchFolder opened, String name, long millis) throws IOException {
        Path file = Files.createDirectories(opened.state().resolve(name)).resolve("_metadata");
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void aWatchAtItsEndIsRefused() throws IOException {
        try (WatchFolder opened = WatchFolder.open(folder, List.of(), WatchFolderTest::parameters)) {
            opened.complete();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchFolder.open(folder, List.of(), WatchFolderTest::parameters))
                .withMessage("--output must not be a watch that read all of its input (--once) but was " + folder
                        + "; watch into a new folder");
    }
}
