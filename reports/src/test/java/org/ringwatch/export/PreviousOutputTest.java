// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;

class PreviousOutputTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeRings() throws IOException {
        RingFiles.write(folder, List.of(SampleRings.full(), SampleRings.grown("R-AAAAAAAAAAAA")), List.of());
        Manifest.seal(folder);
    }

    @Test
    void readsWhatLineageNeeds() throws IOException {
        EarlierRings earlier = PreviousOutput.read(folder);

        assertThat(earlier.isGiven()).isTrue();
        assertThat(earlier.name()).isEqualTo(folder.toString());
        assertThat(earlier.sha256()).isEqualTo(Manifest.sha256(folder.resolve("rings.jsonl")));
        assertThat(earlier.rings()).extracting(EarlierRing::caseId).containsExactly("R-CASE22222222", "R-ABCDEFGHIJ22");
        EarlierRing full = earlier.rings().get(1);
        assertThat(full)
                .isEqualTo(new EarlierRing(
                        "R-ABCDEFGHIJ22",
                        "R-ABCDEFGHIJ22",
                        RingJson.version(SampleRings.full()),
                        true,
                        987_654,
                        SampleRings.full().firstSeen(),
                        List.of("alice", "bob"),
                        List.of(new EarlierRing.Decided(SampleRings.full().firstSeen(), "Li", List.of()))));
    }

    @Test
    void refusesWhatIsIncompleteOrChanged() throws IOException {
        Files.writeString(folder.resolve("hubs.csv"), "entity_type\n");
        refused("an output that is what its manifest-sha256.txt says but was " + folder
                + ": hubs.csv must be what manifest-sha256.txt says but is not");
        Files.writeString(folder.resolve("manifest-sha256.txt"), "");
        refused("an output whose manifest-sha256.txt lists rings.jsonl but was " + folder);
        Files.delete(folder.resolve("manifest-sha256.txt"));
        refused("an output that is what its manifest-sha256.txt says but was " + folder + ": " + folder
                + "/manifest-sha256.txt");
        Files.delete(folder.resolve("_SUCCESS"));
        refused("a complete output of detect, with _SUCCESS in it, but was " + folder);
    }

    @Test
    void refusesRingsThatNoRunWrote() throws IOException {
        String line = RingJson.line(SampleRings.full());
        rings(line, line);
        refused("an output of detect with rings that can be read but was " + folder
                + ": rings must have names, cases and accounts of their own but R-ABCDEFGHIJ22 shares a name");
        rings(line.replace(
                "\"case_id\":\"R-ABCDEFGHIJ22\",\"ring_version\":\"" + RingJson.version(SampleRings.full()),
                "\"case_id\":\"../../x\",\"ring_version\":\""));
        refused("an output of detect with rings that can be read but was " + folder
                + ": a ring id must be R- and 12 letters or digits but was ../../x");
        for (String broken : List.of("{", "{}", "7", line.replace("2026-01-02T", "yesterday T"))) {
            rings(broken);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PreviousOutput.read(folder))
                    .withMessageStartingWith("--previous must be an output of detect with rings that can be read");
        }
    }

    private void rings(String... lines) throws IOException {
        Files.write(folder.resolve("rings.jsonl"), List.of(lines));
        Manifest.seal(folder);
    }

    private void refused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PreviousOutput.read(folder))
                .withMessage("--previous must be " + message);
    }
}
