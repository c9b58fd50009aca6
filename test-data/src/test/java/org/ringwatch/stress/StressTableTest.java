// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StressTableTest {

    private static final String HEADER = "ring_id,flagged,entity_type,entity_id,role\n";

    @TempDir
    Path folder;

    private int runs;

    /** One world with a ring of four, all of them found. */
    private String without() throws IOException {
        return run("none", 1.0, "a", "b", "c", "d");
    }

    @Test
    void comparesEveryRingWithTheBestOfThoseFoundUnderAFault() throws IOException {
        String text = table(without() + run("drop=0.1", 0.5, "a", "b", "c"));
        assertThat(text)
                .contains(
                        "| events lost | 0.1 share | 0.750 (0.750) | 1.000 (1.000) | 0.500 (0.500) | 0.500 (0.500) |\n");
    }

    @Test
    void tellsWhatIsLeftOfRecallAndWhatEachAccountPaid() throws IOException {
        String text = table(without() + run("own-device=0.5", 0.75, "a") + run("own-device=1", 0.25, "a"));
        assertThat(text)
                .contains(
                        "| one device per account | 0.5 share of accounts | 0.750 (0.750) | 0.75 | 1.5 | – | – | 0.5 | – |\n")
                .contains("| one device per account | 0.75 share of accounts | 1 share of accounts | 0.25 |\n");
    }

    @Test
    void countsTargetsOfRingsThatAreFoundOnly() throws IOException {
        String found = run("frame-gift=3", 1, "a", "b", "target");
        String lost = run("frame-gift=3", 1, "a", "target");
        assertThat(table(without() + found))
                .contains("| 3 accounts at most | 1 | 1 (1.00) | 1 (1.00) | 4.0 | 0.0 | 2.0 |\n");
        assertThat(table(without() + lost)).contains("| 3 accounts at most | 0 | – | – |");
    }

    @Test
    void refusesAWorldThatWasNotJudgedWithoutStress() {
        assertThatThrownBy(() -> table(run("drop=0.1", 0.5, "a")))
                .hasMessage("a world must also be judged without stress but was not: seed 7");
    }

    private String run(String spec, double quality, String... flagged) throws IOException {
        Path world = Files.createDirectory(folder.resolve("run" + runs++));
        Files.writeString(
                world.resolve("measures"),
                "{\"accounts\":{\"recall\":" + quality + ",\"f1\":" + quality + "},\"rings\":{\"planted\":1}}");
        StringBuilder members = new StringBuilder(HEADER);
        for (String account : flagged) {
            members.append("R,true,account,").append(account).append(",suspect\n");
        }
        members.append("S,false,account,other,suspect\n");
        Files.writeString(world.resolve("ring_members.csv"), members);
        Files.writeString(
                world.resolve("bill.json"),
                "{\"actors\":4,\"accounts\":0,\"things\":6,\"events\":0,\"payments\":2,\"days\":0}");
        Files.writeString(world.resolve("framed.csv"), "ring_id,entity_type,entity_id\nP,account,target\n");
        StringBuilder truth = new StringBuilder("account_id,ring_id,pattern,role,group\n");
        for (String account : List.of("a", "b", "c", "d")) {
            truth.append(account).append(",P,farm,fraudster,\n");
        }
        Files.writeString(world.resolve("truth.csv"), truth.append("target,,,honest,\n"));
        return String.join(
                "\t", "medium", "7", spec, world.toString(), world.toString(), world.resolve("measures") + "\n");
    }

    private String table(String list) throws IOException {
        return new StressTable("medium", StressRun.read(Files.writeString(folder.resolve("list"), list))).toMarkdown();
    }
}
