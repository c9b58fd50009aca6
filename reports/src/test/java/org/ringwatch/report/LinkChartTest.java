// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventType;
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
        LinkChart chart = chart(SampleRings.full());
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
        LinkChart chart = chart(SampleOutput.large(2_000));
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
        LinkChart chart = chart(SampleRings.withMembers("R-WIDE22222222", 900_000, true, members, links));
        assertThat(chart.nodes()).hasSize(LinkChart.MAX_NODES).anyMatch(node -> node.ids()
                .contains("700"));
        assertThat(chart.leftOut()).isEqualTo(1_401 - LinkChart.MAX_NODES);
    }

    @Test
    void placesNodesInTheSameWayEveryTimeAndInsideTheDrawing() throws IOException {
        LinkChart chart = chart(SampleRings.named(SampleRings.NASTY_IDS));
        List<ChartLayout.Place> places = ChartLayout.of(chart, 900, 600);
        assertThat(places).isEqualTo(ChartLayout.of(chart, 900, 600)).hasSameSizeAs(chart.nodes());
        assertThat(places).allMatch(place -> place.x() >= 0 && place.x() <= 900 && place.y() >= 0 && place.y() <= 600);
        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void hubsThatTwoAccountsWereSeenWithAreThereToo() throws IOException {
        LinkChart chart = chart(SampleRings.full())
                .withHubs(
                        List.of(
                                at("alice", "2001:db8:1:2::3"),
                                at("alice", "2001:db8:1:2::4"),
                                at("bob", "2001:db8:1:2::3")),
                        new Hubs(Set.of(
                                new RingRecord.Entity("ip", "2001:db8:1:2::/64"),
                                new RingRecord.Entity("merchant", "m"))));
        assertThat(chart.hasHubs()).isTrue();
        assertThat(chart.nodes()).hasSize(5);
        assertThat(chart.nodes().get(4)).satisfies(hub -> {
            assertThat(hub.ids()).containsExactly("2001:db8:1:2::/64");
            assertThat(hub.kind()).isEqualTo(LinkChart.Kind.HUB);
            assertThat(hub.seen().events()).isEqualTo(3);
        });
        assertThat(chart.edges())
                .extracting(edge -> edge.account() + "-" + edge.resource())
                .contains("0-4", "1-4");
        assertThat(chart.nodesOf(at("bob", "2001:db8:1:2::9"))).containsExactly(1, 4);
    }

    private static RingEvent at(String account, String ip) {
        return new RingEvent(
                "R-ABCDEFGHIJ22",
                "e",
                "2026-01-02T03:04:05.678Z",
                EventType.SIGN_IN,
                account,
                "",
                ip,
                account,
                "",
                "",
                0,
                "",
                "ok");
    }

    private LinkChart chart(Ring ring) throws IOException {
        return LinkChart.of(record(ring), new Hubs(Set.of()));
    }

    private RingRecord record(Ring ring) throws IOException {
        List<RingRecord> records = new ArrayList<>();
        new RingFolder(SampleOutput.write(folder.resolve("out"), List.of(ring)))
                .forEachRing((record, line, events) -> records.add(record));
        return records.get(0);
    }
}
