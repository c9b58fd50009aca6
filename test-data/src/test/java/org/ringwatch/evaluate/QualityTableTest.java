// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTableTest {

    @TempDir
    private Path folder;

    @Test
    void tellsMeanAndWorstOfTheWorldsOfARow() throws IOException {
        String line = line("easy", "leiden", "a", measures(0.5, 3, 0.25, "{\"household\":2}"))
                + line("easy", "leiden", "b", measures(1.0, 1, 0.75, "{\"family\":1,\"household\":1}"));

        String text = table(line);

        assertThat(text)
                .contains("| easy | leiden | 2 | – | – | 0.750 (0.500) | – | – | – | – | – | 2.000 (3.000) | – |");
        assertThat(text).contains("| pattern | easy leiden |\n|---|---|\n| farm | 0.500 (0.250) |\n");
        assertThat(text).contains("| family | 1 |\n| household | 3 |\n");
    }

    /** One world too sure, the other too unsure in the same bin: together they are right. */
    @Test
    void putsTheScoresOfAllWorldsTogether() throws IOException {
        String text = table(line("easy", "leiden", "a", bins(10, 0.5, 0.25))
                + line("easy", "leiden", "b", bins(30, 0.25, 1 / 3.0)));

        assertThat(text)
                .contains(
                        "| score | easy leiden |\n|---|---|\n| 0.2–0.3 | 0.31 (0.31, 40) |\n| calibration error | 0.000 |\n");
    }

    @Test
    void addsUpTheTablesOfParts() throws IOException {
        String world =
                "{\"roles\":{\"accounts\":{\"suspect\":{\"fraudster\":2},\"unknown\":{\"honest\":1,\"fraudster\":3}}}}";

        String text = table(line("easy", "leiden", "a", world) + line("easy", "leiden", "b", world));

        assertThat(text)
                .contains("Accounts of flagged rings by the part they are given, down, and by what is true, across;"
                        + " easy, leiden, all worlds together.\n\n"
                        + "| part | fraudster | honest |\n|---|---|---|\n| suspect | 4 | 0 |\n| unknown | 6 | 2 |\n")
                .doesNotContain("Devices of flagged rings");
    }

    private static String bins(int rings, double meanScore, double shareReal) {
        return "{\"calibration\":{\"bins\":[{\"from\":0.2,\"to\":0.3,\"rings\":" + rings + ",\"mean_score\":"
                + meanScore + ",\"share_real\":" + shareReal + "}]}}";
    }

    @Test
    void keepsLevelsAndWaysInTheOrderInWhichTheyCome() throws IOException {
        String text = table(line("medium", "second", "a", measures(0.5, 0, 0, "{}"))
                + line("medium", "first", "b", measures(0.25, 0, 0, "{}"))
                + line("easy", "first", "c", measures(1, 0, 0, "{}")));

        assertThat(text).contains("| pattern | medium second | medium first | easy first |");
    }

    @Test
    void refusesALineOfOtherFields() {
        assertThatThrownBy(() -> table("easy\tleiden\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("list:1: must be level, way and file but had 2 fields");
    }

    private String line(String level, String way, String name, String measures) throws IOException {
        Path file = Files.writeString(folder.resolve(name), measures);
        return level + "\t" + way + "\t" + file + "\n";
    }

    private static String measures(double f1, int falseRings, double recall, String groups) {
        return "{\"accounts\":{\"f1\":" + f1 + ",\"precision\":null},\"rings\":{\"false_per_10k\":" + falseRings
                + "},\"patterns\":{\"farm\":{\"account_recall\":" + recall + "}},\"false_by_group\":" + groups + "}";
    }

    private String table(String list) throws IOException {
        return QualityTable.read(Files.writeString(folder.resolve("list"), list))
                .toMarkdown();
    }
}
