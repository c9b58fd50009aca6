// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {

    @Test
    void whatWasKilledOrStoppedIsNotAlive() throws IOException, InterruptedException {
        ClusterProcess killed = ClusterProcess.of("a", new ProcessBuilder("sleep", "1000").start());
        ClusterProcess stopped = ClusterProcess.of("b", new ProcessBuilder("sleep", "1000").start());
        assertThat(killed.isAlive()).isTrue();

        killed.kill();
        stopped.stop(Duration.ofSeconds(10));

        assertThat(killed.isAlive()).isFalse();
        assertThat(stopped.isAlive()).isFalse();
    }

    @Test
    void anotherProcessThatGotTheSameIdIsLeftAlone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "1000").start();
        try {
            ClusterProcess other = new ClusterProcess("a", process.pid(), 1);
            assertThat(other.isAlive()).isFalse();
            other.kill();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aClusterTakesNoFolderOfOtherPeople(@TempDir Path folder) throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.tex"), "years of work");
        ClusterSettings settings = new ClusterSettings(1, 1, "1g", false, Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalCluster.create(folder, Path.of("lib"), settings))
                .withMessage("folder must be absent, empty or that of a cluster but was " + folder);
        assertThat(thesis).hasContent("years of work");

        LocalCluster.create(folder.resolve("new"), Path.of("lib"), settings);
        LocalCluster found =
                LocalCluster.find(folder.resolve("new"), Path.of("lib")).orElseThrow();
        assertThat(found.isRunning()).isFalse();
        assertThat(found.status()).hasToString("{\"rest\":null,\"jobmanager\":null,\"taskmanagers\":[]}");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings(0, 1, "1g", false, Map.of()))
                .withMessage("taskmanagers must be between 1 and 64 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings(1, 65, "1g", false, Map.of()))
                .withMessage("slots must be between 1 and 64 but was 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings(1, 1, "512m", false, Map.of()))
                .withMessage("memory must be at least 1g but was 512m");
    }

    @Test
    void theConfigurationIsBoundToThisMachineAndHasTheLastWordOfTheUser(@TempDir Path folder) {
        ClusterSettings settings =
                new ClusterSettings(2, 3, "2g", true, Map.of("heartbeat.timeout", "9 s", "a.key", "it's"));
        ClusterState state = new ClusterState(settings, 11, 22, 33, 0, null, null, List.of());
        String yaml = FlinkConfigurationFile.yaml(FlinkConfigurationFile.keys(folder, state));
        assertThat(yaml.lines())
                .contains(
                        "rest.bind-address: '127.0.0.1'",
                        "jobmanager.bind-host: '127.0.0.1'",
                        "taskmanager.bind-host: '127.0.0.1'",
                        "high-availability.zookeeper.quorum: '127.0.0.1:33'",
                        "parallelism.default: '6'",
                        "heartbeat.timeout: '9 s'",
                        "a.key: 'it''s'");
    }
}
