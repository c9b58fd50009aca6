// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTableTest {

    @TempDir
    private Path folder;

    @Test
    void tellsMeanAndWorstOfTheWorldsOfARow() throws IOException {
        String list = line("easy", 1000, "leiden", "a", measures(0.5, 3, 0.25))
                + line("easy", 1000, "leiden", "b", measures(1.0, 1, 0.75));

        assertThat(table(list, "overview"))
                .contains(
                        "| easy | leiden | 2 | – | – | 0.750 (0.500) | – | – | – | – | – | – | 2.000 (3.000) | – |\n");
        assertThat(table(list, "measures"))
                .startsWith("Every measure, mean (worst), easy.\n\n| measure | leiden |\n|---|---|\n")
                .contains("| `accounts.f1` | 0.750 (0.500) |\n| `accounts.average_precision` | – |\n");
        assertThat(table(list, "patterns"))
                .contains("| farm `account_recall` | 0.500 (0.250) |\n| farm `recovered_share` | – |\n");
    }

    /** One world too sure, the other too unsure in the same bin: together they are right. */
    @Test
    void putsTheScoresOfAllWorldsTogether() throws IOException {
        String list = line("easy", 1000, "leiden", "a", bins(10, 0.5, 0.25))
                + line("easy", 1000, "leiden", "b", bins(30, 0.25, 1 / 3.0));

        assertThat(table(list, "reliability"))
                .contains("| score | easy |\n|---|---|\n| from 0.2 | 0.31 (0.31, 40) |\n"
                        + "| calibration error | 0.000 |\n");
    }

    @Test
    void keepsLevelsAndWaysInTheOrderInWhichTheyCome() throws IOException {
        String text = table(
                line("medium", 1000, "second", "a", bins(1, 0.5, 0.5))
                        + line("medium", 1000, "first", "a", bins(1, 0.5, 0.5))
                        + line("easy", 1000, "first", "a", bins(1, 0.5, 0.5)),
                "overview");

        assertThat(text).containsSubsequence("| medium | second |", "| medium | first |", "| easy | first |");
    }

    /** Worlds are met by name, not by place. */
    @Test
    void comparesTheFirstWayWithTheOthersWorldByWorld() throws IOException {
        StringBuilder list = new StringBuilder();
        for (int world = 0; world < 6; world++) {
            list.append(line("hard", 1000, "ours", "w" + world, measures(0.5 + 0.01 * world, 0, 0)));
        }
        for (int world = 5; world >= 0; world--) {
            list.append(line("hard", 1000, "theirs", "w" + world, measures(0.4 + 0.02 * world, 0, 0)));
        }

        assertThat(table(list.toString(), "paired"))
                .contains("| level | against | `accounts.f1` |")
                .contains("| hard | theirs | +0.075 [+0.050, +0.100] 6–0–0 | – | – | – | – |\n");
    }

    @Test
    void saysNothingOfPairsWhenThereIsOneWay() throws IOException {
        assertThat(table(line("easy", 1000, "leiden", "a", measures(1, 0, 0)), "paired", "sizes"))
                .isEmpty();
    }

    @Test
    void tellsHowFarALargerWorldIsFromTheFirstSize() throws IOException {
        String list = line("hard", 1000, "leiden", "a", measures(0.75, 0, 0))
                + line("hard", 2_000_000, "leiden", "a", measures(0.5, 0, 0));

        assertThat(table(list, "sizes", "overview"))
                .contains("| hard | leiden | 1,000 | 1 | 0.750 (0.750) | +0.000 |\n")
                .contains("| hard | leiden | 2,000,000 | 1 | 0.500 (0.500) | -0.250 |\n")
                .contains("| hard, 2,000,000 events | leiden | 1 |");
    }

    @Test
    void countsWhoBearsFalseAccusations() throws IOException {
        String groups = "{\"groups\":{\"all\":{\"accounts\":50000,\"flagged\":5,\"suspects\":2},"
                + "\"child\":{\"accounts\":5000,\"flagged\":1,\"suspects\":0}}}";
        String list = line("easy", 1000, "ours", "a", groups)
                + line("hard", 1000, "ours", "a", groups)
                + line("hard", 1000, "theirs", "a", groups);

        assertThat(table(list, "fairness"))
                .contains("| all | 100,000 | 10 | 10.0 | 1.0 | 4 | 4.0 | 9.2 | 1.0 |\n")
                .contains("| child | 10,000 | 2 | 20.0 | 2.0 | 0 | 0.0 | 30.0 | 0.0 |\n");
        assertThat(table(list, "groups")).contains("| child | 1, 20.0 (20.0) | 1, 20.0 (20.0) |\n");
    }

    @Test
    void boundsTheRateOfFalseRings() throws IOException {
        String none = "{\"accounts\":{\"total\":1000000},\"rings\":{\"predicted\":7,\"false\":0,"
                + "\"precision_at\":{\"100\":1.0}}}";

        assertThat(table(line("hard", 1000, "ours", "a", none), "false-rings"))
                .contains("| hard | ours | 1,000,000 | 7 | 0 | 0.00 | 3.00 | 1.000 | 1.000 (1.000) |\n");
    }

    @Test
    void addsUpTheTablesOfPartsOfTheFirstWay() throws IOException {
        String world =
                "{\"roles\":{\"accounts\":{\"suspect\":{\"fraudster\":2},\"unknown\":{\"honest\":1,\"fraudster\":3}}}}";
        String list = line("easy", 1000, "leiden", "a", world)
                + line("easy", 1000, "leiden", "b", world)
                + line("easy", 1000, "components", "b", world);

        assertThat(table(list, "roles"))
                .startsWith("Accounts of flagged rings by the part they are given, down, and by what is true, across;"
                        + " easy, leiden, all worlds together.\n\n"
                        + "| part | fraudster | honest |\n|---|---|---|\n| suspect | 4 | 0 |\n| unknown | 6 | 2 |\n")
                .doesNotContain("Devices of flagged rings", "components");
    }

    @Test
    void drawsWhatTheReliabilityTableSays() throws IOException {
        List<MeasuredRow> rows = rows(line("easy", 1000, "leiden", "a", bins(40, 0.5, 0.25))
                + line("easy", 1000, "components", "a", bins(10, 0.5, 0.25)));

        assertThat(ReliabilityPicture.svg(rows))
                .startsWith("<svg xmlns=")
                .contains("<title>40 candidates, mean score 0.50, 0.25 real</title>", "easy, worlds: 1", "error 0.250")
                .doesNotContain("<title>10 candidates");
    }

    @Test
    void refusesALineOfOtherFields() {
        assertThatThrownBy(() -> table("easy\tleiden\n", "overview"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("list:1: must be level, events, way, world and file but had 2 fields");
    }

    @Test
    void refusesATableThatThereIsNot() {
        assertThatThrownBy(() -> QualityTable.sections(List.of("overviews")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tables must be of overview, paired, ")
                .hasMessageEndingWith(" but had overviews");
    }

    private String line(String level, long events, String way, String world, String measures) throws IOException {
        Path file = Files.writeString(folder.resolve(level + events + way + world), measures);
        return level + "\t" + events + "\t" + way + "\t" + world + "\t" + file + "\n";
    }

    private static String bins(int rings, double meanScore, double shareReal) {
        return "{\"calibration\":{\"bins\":[{\"from\":0.2,\"to\":0.3,\"rings\":" + rings + ",\"mean_score\":"
                + meanScore + ",\"share_real\":" + shareReal + "}]}}";
    }

    private static String measures(double f1, int falseRings, double recall) {
        return "{\"accounts\":{\"f1\":" + f1 + ",\"precision\":null},\"rings\":{\"false_per_10k\":" + falseRings
                + "},\"patterns\":{\"farm\":{\"account_recall\":" + recall + "}}}";
    }

    private List<MeasuredRow> rows(String list) throws IOException {
        return MeasuredRow.read(Files.writeString(folder.resolve("list"), list));
    }

    private String table(String list, String... sections) throws IOException {
        return new QualityTable(rows(list)).toMarkdown(QualityTable.sections(List.of(sections)));
    }
}
