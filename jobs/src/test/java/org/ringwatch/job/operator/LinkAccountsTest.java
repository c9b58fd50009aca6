// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.Shares;
import org.ringwatch.link.TrustedPlaces;

class LinkAccountsTest {

    private static final String HEADER =
            "event_id,event_time,event_type,account_id,device_id,wallet,product_id,amount_minor,currency";
    private static final int SHARES = 3;

    @TempDir
    Path folder;

    @Test
    void eachAccountIsLinkedOnceWithEachOfItsResources() throws Exception {
        Stage.Given<RowBlock> given = link(List.of(
                "e1,2024-05-01T00:00:00Z,SIGN_IN,a,d1,,,,",
                "e2,2024-05-02T00:00:00Z,SIGN_IN,a,d1,,,,",
                "e3,2024-05-02T00:00:00Z,PURCHASE,a,d2,card:w,,100,USD",
                "e1,2024-05-01T00:00:00Z,SIGN_IN,b,d1,,,,"));
        assertThat(rows(given)).hasSize(4);
        assertThat(given.fact(Facts.ACCOUNTS)).isEqualTo(2);
        assertThat(baseline(given).events()).isEqualTo(4);
    }

    @Test
    void anEqualLineIsADuplicateAndChangesNothing() throws Exception {
        String line = "e1,2024-05-01T00:00:00Z,SIGN_IN,a,d1,,,,";
        Stage.Given<RowBlock> once = link(List.of(line));
        Stage.Given<RowBlock> thrice = link(List.of(line, line, line));
        assertThat(rows(thrice)).isEqualTo(rows(once)).hasSize(1);
        assertThat(thrice.fact(Facts.DUPLICATES)).isEqualTo(2);
        assertThat(thrice.fact(Facts.CONFLICTING)).isZero();
        assertThat(thrice.fact(Facts.DIGEST_HIGH)).isEqualTo(once.fact(Facts.DIGEST_HIGH));
        assertThat(thrice.fact(Facts.DIGEST_LOW)).isEqualTo(once.fact(Facts.DIGEST_LOW));
    }

    @Test
    void ofConflictingLinesTheEarliestCounts() throws Exception {
        String early = "e1,2024-05-01T00:00:00Z,SIGN_IN,a,early,,,,";
        String late = "e1,2024-05-01T00:00:01Z,SIGN_IN,a,late,,,,";
        for (List<String> lines : List.of(List.of(early, late), List.of(late, early))) {
            Stage.Given<RowBlock> given = link(lines);
            assertThat(rows(given)).isEqualTo(rows(link(List.of(early))));
            assertThat(given.fact(Facts.CONFLICTING)).isEqualTo(1);
            assertThat(given.fact(Facts.DUPLICATES)).isZero();
        }
    }

    @Test
    void ofConflictingLinesAtOneTimeTheSmallerBytesCount() throws Exception {
        String smaller = "e1,2024-05-01T00:00:00Z,SIGN_IN,a,d-a,,,,";
        String greater = "e1,2024-05-01T00:00:00Z,SIGN_IN,a,d-b,,,,";
        for (List<String> lines :
                List.of(List.of(smaller, greater), List.of(greater, smaller), List.of(greater, smaller, greater))) {
            Stage.Given<RowBlock> given = link(lines);
            assertThat(rows(given)).isEqualTo(rows(link(List.of(smaller))));
            assertThat(given.fact(Facts.CONFLICTING)).isEqualTo(1);
            assertThat(given.fact(Facts.DUPLICATES)).isEqualTo(lines.size() - 2);
        }
    }

    @Test
    void theSameEventIdOfAnotherAccountIsAnotherEvent() throws Exception {
        Stage.Given<RowBlock> given =
                link(List.of("e1,2024-05-01T00:00:00Z,SIGN_IN,a,d1,,,,", "e1,2024-05-01T00:00:00Z,SIGN_IN,b,d1,,,,"));
        assertThat(given.fact(Facts.DUPLICATES) + given.fact(Facts.CONFLICTING)).isZero();
        assertThat(rows(given)).hasSize(2);
    }

    @Test
    void blocksMayComeInAnyOrder() throws Exception {
        PackedEvents events = events(manyLines());
        List<RowBlock> blocks = blocks(events);
        Stage.Given<RowBlock> forward = link(events, blocks);
        Collections.reverse(blocks);
        Stage.Given<RowBlock> backward = link(events, blocks);
        assertThat(rows(backward)).isEqualTo(rows(forward)).hasSizeGreaterThan(20);
        assertThat(baseline(backward)).isEqualTo(baseline(forward));
    }

    @Test
    void oneBlockOfAllRowsIsAsGoodAsOneForEach() throws Exception {
        PackedEvents events = events(manyLines());
        long[] all =
                events.rows().stream().flatMapToLong(java.util.Arrays::stream).toArray();
        assertThat(rows(link(events, List.of(new RowBlock(0, all))))).isEqualTo(rows(link(events, blocks(events))));
    }

    @Test
    void linksGoToTheShareOfTheirResource() throws Exception {
        List<RowBlock> blocks = link(manyLines()).values();
        assertThat(blocks.stream().map(RowBlock::share).distinct()).hasSize(SHARES);
        for (RowBlock block : blocks) {
            for (int at = 0; at < block.rows().length; at += linkLength(block.rows(), at)) {
                assertThat(Shares.of(block.rows()[at + 1], SHARES)).isEqualTo(block.share());
            }
        }
    }

    @Test
    void aPurchaseAtTheVeryTimeOfTheSignUpIsAQuickStart() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int a = 0; a < 20; a++) {
            lines.add("p,2024-05-01T00:00:00Z,PURCHASE,a" + a + ",d,,,100,USD");
            lines.add("s,2024-05-01T00:00:00Z,SIGN_UP,a" + a + ",d,,,,");
        }
        assertThat(baseline(link(lines)).behaviours().get(Behaviour.QUICK_START.ordinal()))
                .isEqualTo(20);
    }

    @Test
    void nobodyGivesAnEmptyBaseline() throws Exception {
        Stage.Given<RowBlock> given = link(List.of());
        assertThat(given.values()).isEmpty();
        assertThat(baseline(given)).isEqualTo(Baseline.empty());
    }

    private static List<String> manyLines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add(String.format(
                    "e%d,2024-05-01T00:%02d:00Z,PURCHASE,a%d,d%d,card:w%d,,%d,USD",
                    i, i, i % 13, i % 7, i % 5, 100 + i));
        }
        return lines;
    }

    private PackedEvents events(List<String> lines) throws Exception {
        return PackedEvents.of(folder.resolve("events.csv"), HEADER, lines);
    }

    private static List<RowBlock> blocks(PackedEvents events) {
        return new ArrayList<>(
                events.rows().stream().map(row -> new RowBlock(0, row)).toList());
    }

    private Stage.Given<RowBlock> link(List<String> lines) throws Exception {
        PackedEvents events = events(lines);
        return link(events, blocks(events));
    }

    private static Stage.Given<RowBlock> link(PackedEvents events, List<RowBlock> blocks) throws Exception {
        LinkAccounts operator = new LinkAccounts(
                events.files(),
                ColumnMapping.identity(),
                EventRules.defaults(),
                TrustedPlaces.NONE,
                SHARES,
                Inquiry.nobody());
        return Stage.run(new OneInputStreamOperatorTestHarness<>(operator), blocks);
    }

    private static Baseline baseline(Stage.Given<RowBlock> given) {
        return Stream.of(given.side(LinkAccounts.BASELINE))
                .flatMap(List::stream)
                .map(Baseline::ofWords)
                .reduce(Baseline.empty(), Baseline::plus);
    }

    private static List<String> rows(Stage.Given<RowBlock> given) {
        return Stage.rows(given.values(), LinkAccountsTest::linkLength);
    }

    private static int linkLength(long[] words, int at) {
        return (int) words[at] & 0xffff;
    }
}
