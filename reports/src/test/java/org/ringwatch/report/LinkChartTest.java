// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.SampleRings;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;

class LinkChartTest {
    @TempDir
    Path folder;

    @Test
    void drawsEveryMemberOfASmallRing() throws IOException {
        LinkChart chart = LinkChart.of(record(SampleRings.full()));
        assertThat(chart.nodes())
                .extracting(node -> node.type() + " " + node.ids())
                .containsExactly("ACCOUNT [alice]", "ACCOUNT [bob]", "DEVICE [phone]", "BENEFICIARY [alice]");
        assertThat(chart.edges())
                .extracting(edge -> edge.account() + "-" + edge.resource())
                .containsExactly("0-2", "0-3", "1-2");
        assertThat(chart.leftOut()).isZero();
    }

    @Test
    void accountsWithTheSameLinksAreOneNodeInALargeRing() throws IOException {
        LinkChart chart = LinkChart.of(record(SampleOutput.large(2_000)));
        assertThat(chart.nodes()).extracting(node -> node.ids().size()).containsExactly(20, 1_980, 1, 1);
        assertThat(chart.edges()).hasSize(3);
        assertThat(chart.leftOut()).isZero();
    }

    @Test
    void leavesOutWhoIsTiedLeastBeyondWhatCanBeRead() throws IOException {
        List<Member> members = new ArrayList<>();
        List<RingLink> links = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            String id = String.format("%03d", i);
            members.add(SampleRings.member(EntityType.ACCOUNT, id, Role.UNKNOWN));
            links.add(SampleRings.link(id, EntityType.DEVICE, id));
            links.add(SampleRings.link(id, EntityType.DEVICE, "700"));
        }
        for (int i = 0; i <= 700; i++) {
            members.add(SampleRings.member(EntityType.DEVICE, String.format("%03d", i), Role.UNKNOWN));
        }
        LinkChart chart =
                LinkChart.of(record(SampleRings.withMembers("R-WIDE22222222", 900_000, true, members, links)));
        assertThat(chart.nodes()).hasSize(LinkChart.MAX_NODES).anyMatch(node -> node.ids()
                .contains("700"));
        assertThat(chart.leftOut()).isEqualTo(1_401 - LinkChart.MAX_NODES);
    }

    @Test
    void placesNodesInTheSameWayEveryTimeAndInsideTheDrawing() throws IOException {
        LinkChart chart = LinkChart.of(record(SampleRings.named(SampleRings.NASTY_IDS)));
        List<ChartLayout.Place> places = ChartLayout.of(chart, 900, 600);
        assertThat(places).isEqualTo(ChartLayout.of(chart, 900, 600)).hasSameSizeAs(chart.nodes());
        assertThat(places).allMatch(place -> place.x() >= 0 && place.x() <= 900 && place.y() >= 0 && place.y() <= 600);
        assertThat(places).doesNotHaveDuplicates();
    }

    private RingRecord record(Ring ring) throws IOException {
        List<RingRecord> records = new ArrayList<>();
        new RingFolder(SampleOutput.write(folder.resolve("out"), List.of(ring)))
                .forEachRing((record, line, events) -> records.add(record));
        return records.get(0);
    }
}
