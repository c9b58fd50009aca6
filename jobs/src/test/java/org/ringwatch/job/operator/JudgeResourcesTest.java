// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.HubReason;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.TrustedPlaces;

class JudgeResourcesTest {

    private static final String HEADER = "event_id,event_time,event_type,account_id,device_id,amount_minor,currency";
    private static final LinkParameters LINKS = LinkParameters.defaults();

    @TempDir
    Path folder;

    @Test
    void theBaselineMayComeBeforeOrBehindTheLinks() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add(purchase("a" + i, "d" + i % 6));
        }
        Stage.Given<RowBlock> links = links(lines);
        Stage.Given<RowBlock> before = judge(links, true);
        Stage.Given<RowBlock> behind = judge(links, false);
        assertThat(rows(before)).isEqualTo(rows(behind)).hasSize(6 * pairsOf(5));
        assertThat(before.fact(Facts.LINKS)).isEqualTo(30);
    }

    @Test
    void aDeviceAtItsCapLinksAndAboveItIsAHubThatLinksAsManyAtATime() throws Exception {
        assertThat(rows(judge(links(sharing(LINKS.deviceCap())), true))).hasSize(pairsOf(LINKS.deviceCap()));
        Stage.Given<RowBlock> above = judge(links(sharing(LINKS.deviceCap() + 1)), true);
        assertThat(rows(above)).hasSize(pairsOf(LINKS.deviceCap()));
        assertThat(above.side(JudgeResources.HUBS)).singleElement().satisfies(hub -> {
            assertThat(hub.type()).isEqualTo(ResourceType.DEVICE);
            assertThat(hub.accounts()).isEqualTo(LINKS.deviceCap() + 1);
            assertThat(hub.events()).isEqualTo(LINKS.deviceCap() + 1);
            assertThat(hub.reason()).isEqualTo(HubReason.DEVICE_CAP);
        });
        assertThat(above.fact(Facts.HUBS)).isEqualTo(1);
    }

    @Test
    void aDeviceOfOneAccountIsNoEvidence() throws Exception {
        Stage.Given<RowBlock> given = judge(links(sharing(1)), true);
        assertThat(given.values()).isEmpty();
        assertThat(given.side(JudgeResources.HUBS)).isEmpty();
    }

    @Test
    void linksWithoutABaselineAreOurFault() throws Exception {
        Stage.Given<RowBlock> links = links(sharing(2));
        assertThatThrownBy(() -> Stage.run(harness(), links.values(), List.of(), false))
                .hasStackTraceContaining("the resources came without a baseline");
    }

    private static int pairsOf(int accounts) {
        return accounts * (accounts - 1) / 2;
    }

    private static List<String> sharing(int accounts) {
        List<String> lines = new ArrayList<>();
        for (int a = 0; a < accounts; a++) {
            lines.add(purchase("a" + a, "one"));
        }
        return lines;
    }

    private static String purchase(String account, String device) {
        return "e,2024-05-01T00:00:00Z,PURCHASE," + account + "," + device + ",100,USD";
    }

    private Stage.Given<RowBlock> links(List<String> lines) throws Exception {
        PackedEvents events = PackedEvents.of(folder.resolve("events.csv"), HEADER, lines);
        LinkAccounts operator = new LinkAccounts(
                events.files(),
                ColumnMapping.identity(),
                EventRules.defaults(),
                TrustedPlaces.NONE,
                1,
                Inquiry.nobody());
        return Stage.run(
                new OneInputStreamOperatorTestHarness<>(operator),
                events.rows().stream().map(row -> new RowBlock(0, row)).toList());
    }

    private static TwoInputStreamOperatorTestHarness<RowBlock, long[], RowBlock> harness() throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(new JudgeResources(LINKS, 2, Inquiry.nobody()));
    }

    private static Stage.Given<RowBlock> judge(Stage.Given<RowBlock> links, boolean baselineBefore) throws Exception {
        return Stage.run(harness(), links.values(), links.side(LinkAccounts.BASELINE), baselineBefore);
    }

    private static List<String> rows(Stage.Given<RowBlock> given) {
        return Stage.rows(given.values(), (words, at) -> PairRow.LENGTH);
    }
}
