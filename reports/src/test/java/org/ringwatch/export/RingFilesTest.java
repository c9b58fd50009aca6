// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Role;

class RingFilesTest {

    @TempDir
    Path folder;

    @Test
    void writesTypedTablesInAFurtherFormat() throws IOException {
        List<String> closed = new ArrayList<>();
        TableFormat format = new TableFormat() {
            @Override
            public String label() {
                return "rows";
            }

            @Override
            public Table create(Path file, List<Column> columns) throws IOException {
                StringBuilder text = new StringBuilder();
                columns.forEach(column -> text.append(column.name())
                        .append(':')
                        .append(column.kind())
                        .append(' '));
                return new Table() {
                    @Override
                    public void row(Object... cells) {
                        assertThat(cells).hasSameSizeAs(columns);
                        text.append('\n')
                                .append(Arrays.deepToString(Stream.of(cells)
                                        .map(cell -> cell instanceof List<?> rows ? rows.toArray() : cell)
                                        .toArray()));
                    }

                    @Override
                    public void close() throws IOException {
                        Files.writeString(file, text);
                        closed.add(file.getFileName().toString());
                    }
                };
            }
        };
        Ring ring = SampleRings.full();

        RingFiles.write(folder, List.of(ring), Optional.empty(), List.of(), Optional.of(format));

        assertThat(closed).containsExactlyInAnyOrder("rings.rows", "members.rows", "links.rows");
        Member first = ring.members().get(0);
        assertThat(Files.readString(folder.resolve("members.rows")))
                .startsWith("ring_id:TEXT flagged:TRUTH entity_type:TEXT entity_id:TEXT role:TEXT score:FRACTION"
                        + " first_seen:TIME last_seen:TIME events:WHOLE \n[" + ring.ringId() + ", ")
                .contains(", " + first.scoreMicros() / 1e6 + ", " + first.firstSeen() + ", " + first.lastSeen() + ", "
                        + first.events() + "]");
        assertThat(Files.readString(folder.resolve("members.rows")).lines())
                .hasSize(1 + ring.members().size());
        assertThat(Files.readString(folder.resolve("links.rows")).lines())
                .hasSize(1 + ring.links().size());
        assertThat(Files.readString(folder.resolve("rings.rows")).lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("[" + ring.ringId() + ", " + ring.lineage().caseId() + ", " + RingJson.version(ring)
                        + ", true, " + ring.scoreMicros() / 1e6)
                .contains(
                        ring.losses().get(0).currency(), ring.evidence().get(0).text());
    }

    @Test
    void writesTheTablesOfTheContract() throws IOException {
        RingFiles.Written written = RingFiles.write(
                folder,
                List.of(SampleRings.full(), SampleRings.ring("R-222222222222", 50_000, false)),
                List.of(SampleRings.hub(EntityType.DEVICE, "kiosk"), SampleRings.hub(EntityType.IP, "192.0.2.1")));

        assertThat(written).isEqualTo(new RingFiles.Written(2, 1, 2));
        assertThat(names())
                .containsExactly(
                        "graph/edges.csv",
                        "graph/nodes.csv",
                        "graph/rings/R-ABCDEFGHIJ22.graphml",
                        "hubs.csv",
                        "ring_events.csv",
                        "ring_links.csv",
                        "ring_members.csv",
                        "rings.jsonl",
                        "rings.schema.json");
        assertThat(Files.readString(folder.resolve("ring_members.csv")))
                .startsWith(
                        """
                        ring_id,flagged,entity_type,entity_id,role,score,first_seen,last_seen,events
                        R-ABCDEFGHIJ22,true,account,alice,victim,0.5,2026-01-02T03:04:05.678Z,2026-01-02T03:04:06.678Z,7
                        """)
                .contains("\nR-222222222222,false,device,R-222222222222-d,infrastructure,0.5,");
        assertThat(Files.readString(folder.resolve("ring_links.csv")))
                .startsWith(
                        """
                        ring_id,account_id,entity_type,entity_id,weight,events,amounts,first_seen,last_seen
                        R-ABCDEFGHIJ22,alice,device,phone,1.5,3,CNY:12300;USD:500,2026-01-02T03:04:05.678Z,2026-01-02T03:04:05.679Z
                        """);
        assertThat(Files.readString(folder.resolve("ring_events.csv")))
                .startsWith(
                        """
                        ring_id,event_id,event_time,event_type,account_id,device_id,ip,merchant_id,wallet,beneficiary_id,amount_minor,currency,order_id,product_id,outcome,two_factor,family_id,account_kind,ip_kind,ip_country,utc_offset_min
                        R-ABCDEFGHIJ22,e1,2026-01-02T03:04:05.678Z,PURCHASE,alice,alice,192.0.2.1,alice,card:alice,alice,12300,CNY,alice,alice,declined,false,alice,child,mobile,CN,480
                        """);
        assertThat(Files.readString(folder.resolve("hubs.csv")))
                .isEqualTo(
                        """
                        entity_type,entity_id,accounts,events,reason
                        device,kiosk,61,1000,61 accounts in 30 days are more than 60
                        ip,192.0.2.1,61,1000,61 accounts in 30 days are more than 60
                        """);
        assertThat(Files.readAllLines(folder.resolve("graph/nodes.csv")))
                .contains(
                        ":ID,:LABEL,entity_type,entity_id,ring_id,flagged:boolean,role,score:double,first_seen:datetime,last_seen:datetime,events:long",
                        "account:alice,Account,account,alice,R-ABCDEFGHIJ22,true,victim,0.5,2026-01-02T03:04:05.678Z,2026-01-02T03:04:06.678Z,7");
        assertThat(Files.readAllLines(folder.resolve("graph/edges.csv")))
                .contains(
                        ":START_ID,:END_ID,:TYPE,ring_id,weight:double,events:long,amounts,first_seen:datetime,last_seen:datetime",
                        "account:alice,beneficiary:alice,SEEN_WITH,R-ABCDEFGHIJ22,0.25,2,,2026-01-02T03:04:05.678Z,2026-01-02T03:04:05.678Z");
        assertThat(Files.readAllLines(folder.resolve("rings.jsonl")))
                .containsExactly(
                        RingJson.line(SampleRings.full()),
                        RingJson.line(SampleRings.ring("R-222222222222", 50_000, false)));
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("rings.schema.json").toFile())
                        .isObject())
                .isTrue();
    }

    @Test
    void lineageIsATableOfRingsThatCameAndWent() throws Exception {
        RingFiles.write(folder, List.of(SampleRings.grown("R-AAAAAAAAAAAA")), List.of());
        assertThat(folder.resolve("lineage.csv")).doesNotExist();
        RingFiles.write(
                folder,
                List.of(SampleRings.grown("R-AAAAAAAAAAAA"), SampleRings.ring("R-BBBBBBBBBBBB", 900_000, true)),
                Optional.of(List.of(SampleRings.earlier("R-OLD222222222"))),
                List.of());

        assertThat(Files.readAllLines(folder.resolve("lineage.csv")))
                .containsExactly(
                        "ring_id,case_id,change,previous_ring_id,kept,joined,left,previous_case_id,previous_flagged,previous_score",
                        "R-AAAAAAAAAAAA,R-CASE22222222,grown,R-BEFORE222222,1,1,1,R-CASE22222222,false,0.4",
                        "R-BBBBBBBBBBBB,R-BBBBBBBBBBBB,born,,0,2,0,,,",
                        "\"\",R-GONE22222222,dissolved,R-OLD222222222,0,0,3,R-GONE22222222,true,0.7");
    }

    @Test
    void aRingSealsItsEvents() throws Exception {
        RingFiles.write(
                folder, List.of(SampleRings.full(), SampleRings.ring("R-222222222222", 50_000, false)), List.of());

        String lines = Files.readAllLines(folder.resolve("ring_events.csv")).stream()
                .filter(line -> line.startsWith("R-ABCDEFGHIJ22,"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        JsonNode events = new ObjectMapper()
                .readTree(Files.readAllLines(folder.resolve("rings.jsonl")).get(0))
                .get("events");
        assertThat(events.get("count").intValue()).isEqualTo(2);
        assertThat(events.get("sha256").textValue())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(UTF_8))));
    }

    @Test
    void nothingFoundLeavesHeadersAndNoRing() throws IOException {
        assertThat(RingFiles.write(folder, List.of(), List.of())).isEqualTo(new RingFiles.Written(0, 0, 0));

        assertThat(folder.resolve("rings.jsonl")).isEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("ring_members.csv"))).hasSize(1);
        assertThat(folder.resolve("graph/rings")).isEmptyDirectory();
    }

    @Test
    void nastyIdsComeBackFromEveryTable() throws IOException {
        List<String> ids = Stream.concat(
                        SampleRings.NASTY_IDS.stream(),
                        SampleRings.ILLEGAL_IDS.stream().filter(id -> !id.startsWith("lone")))
                .toList();
        List<Hub> hubs = ids.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
                .map(id -> new Hub(EntityType.MERCHANT, id, 1, 1, id))
                .toList();

        RingFiles.write(folder, List.of(SampleRings.named(ids)), hubs);

        assertThat(column("ring_members.csv", "entity_id").subList(0, ids.size()))
                .isEqualTo(ids);
        assertThat(column("ring_links.csv", "account_id")).isEqualTo(ids);
        assertThat(column("ring_links.csv", "entity_id")).isEqualTo(ids);
        assertThat(column("ring_events.csv", "merchant_id")).isEqualTo(ids);
        assertThat(column("hubs.csv", "reason")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(column("graph/nodes.csv", "entity_id").subList(0, ids.size()))
                .isEqualTo(ids);
        assertThat(column("graph/edges.csv", ":END_ID"))
                .isEqualTo(ids.stream().map(id -> "device:" + id).toList());
        assertThat(names()).as("files").allMatch(name -> name.matches("[A-Za-z0-9_./-]+"));
    }

    @Test
    void loneSurrogatesAreTheSameInEveryProjection() throws IOException {
        RingFiles.write(folder, List.of(SampleRings.named(List.of("lone\uD800high"))), List.of());

        assertThat(column("ring_links.csv", "account_id")).containsExactly("lone\uFFFDhigh");
        assertThat(Files.readString(folder.resolve("rings.jsonl"))).contains("\"id\":\"lone\uFFFDhigh\"");
        assertThat(Files.readString(folder.resolve("graph/rings/R-NASTY2222222.graphml")))
                .contains(">lone\uFFFDhigh<");
    }

    @Test
    void sharedResourceIsOneNodeAndNoEdgeDangles() throws IOException {
        Member shop = SampleRings.member(EntityType.MERCHANT, "a", Role.UNKNOWN);
        Ring strong = SampleRings.withMembers(
                "R-BBBBBBBBBBBB",
                900_000,
                true,
                List.of(SampleRings.member(EntityType.ACCOUNT, "a", Role.UNKNOWN), shop),
                List.of(SampleRings.link("a", EntityType.MERCHANT, "a")));
        Ring weak = SampleRings.withMembers(
                "R-AAAAAAAAAAAA",
                800_000,
                false,
                List.of(SampleRings.member(EntityType.ACCOUNT, "b", Role.UNKNOWN), shop),
                List.of(SampleRings.link("b", EntityType.MERCHANT, "a")));

        RingFiles.write(folder, List.of(strong, weak), List.of());

        assertThat(column("graph/nodes.csv", ":ID")).containsExactly("account:a", "merchant:a", "account:b");
        assertThat(column("graph/nodes.csv", "ring_id"))
                .containsExactly("R-BBBBBBBBBBBB", "R-BBBBBBBBBBBB", "R-AAAAAAAAAAAA");
        assertThat(column("graph/nodes.csv", ":ID"))
                .containsAll(column("graph/edges.csv", ":START_ID"))
                .containsAll(column("graph/edges.csv", ":END_ID"));
        assertThat(column("graph/edges.csv", "ring_id")).containsExactly("R-BBBBBBBBBBBB", "R-AAAAAAAAAAAA");
    }

    @Test
    void writingAgainLeavesTheSameBytes() throws IOException {
        List<Ring> rings = List.of(SampleRings.full(), SampleRings.named(SampleRings.NASTY_IDS));
        RingFiles.write(folder, rings, List.of());
        Map<String, byte[]> first = contents();

        RingFiles.write(folder, rings, List.of());

        assertThat(contents()).containsExactlyEntriesOf(first);
    }

    @Test
    void refusesAnotherOrder() {
        Ring a = SampleRings.ring("R-AAAAAAAAAAAA", 500_000, true);
        Ring b = SampleRings.ring("R-BBBBBBBBBBBB", 500_000, true);
        Ring better = SampleRings.ring("R-CCCCCCCCCCCC", 500_001, true);

        assertRefused(
                "rings must come by falling score, then ring id, but R-AAAAAAAAAAAA follows R-BBBBBBBBBBBB", b, a);
        assertRefused(
                "rings must come by falling score, then ring id, but R-CCCCCCCCCCCC follows R-AAAAAAAAAAAA", a, better);
        assertRefused("ring ids must be unique but R-AAAAAAAAAAAA comes twice", a, a);
        assertRefused(
                "ring ids must be unique but R-CCCCCCCCCCCC comes twice",
                better,
                a,
                SampleRings.ring("R-CCCCCCCCCCCC", 1, false));
        assertRefused(
                "a ring id must be R- and 12 letters or digits but was ../<U+202E>x",
                SampleRings.ring("../\u202Ex", 500_000, true));
    }

    @Test
    void refusesRingsThatContradictThemselves() {
        Member account = SampleRings.member(EntityType.ACCOUNT, "secret", Role.UNKNOWN);
        Member device = SampleRings.member(EntityType.DEVICE, "d", Role.UNKNOWN);

        assertRefused(
                "ring R-AAAAAAAAAAAA: members must be unique but one of type account is not",
                SampleRings.withMembers("R-AAAAAAAAAAAA", 1, true, List.of(account, account), List.of()));
        assertRefused(
                "ring R-AAAAAAAAAAAA: a link must join a member account and a member resource, but one to a wallet does not",
                SampleRings.withMembers(
                        "R-AAAAAAAAAAAA",
                        1,
                        true,
                        List.of(account, device),
                        List.of(SampleRings.link("secret", EntityType.WALLET, "d"))));
        assertRefused(
                "an account must be in one ring at most, but one of ring R-BBBBBBBBBBBB is in an earlier ring too",
                SampleRings.withMembers("R-AAAAAAAAAAAA", 1, true, List.of(account), List.of()),
                SampleRings.withMembers("R-BBBBBBBBBBBB", 1, true, List.of(account), List.of()));
        Ring full = SampleRings.full();
        assertRefused(
                "ring R-ABCDEFGHIJ22: the weights of the evidence must sum to 4.381002 but sum to 4.381001",
                new Ring(
                        full.ringId(),
                        true,
                        full.scoreMicros(),
                        full.logOddsMicros() + 1,
                        full.calibration(),
                        full.scheme(),
                        full.members(),
                        full.links(),
                        full.firstSeen(),
                        full.lastSeen(),
                        full.losses(),
                        full.evidence(),
                        full.innocentExplanations(),
                        full.events(),
                        full.dispositions(),
                        full.lineage()));
    }

    @Test
    void refusesHubsOutOfOrder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RingFiles.write(
                        folder,
                        List.of(),
                        List.of(SampleRings.hub(EntityType.IP, "1"), SampleRings.hub(EntityType.DEVICE, "1"))))
                .withMessage("hubs must come once each, by type and then id, but number 2 does not");
        // By UTF-8 bytes U+FB01 precedes U+1F600; by UTF-16 units it would follow.
        Hub ligature = SampleRings.hub(EntityType.IP, "\uFB01");
        Hub emoji = SampleRings.hub(EntityType.IP, "\uD83D\uDE00");
        assertThatIllegalStateException()
                .isThrownBy(() -> RingFiles.write(folder, List.of(), List.of(emoji, ligature)));
    }

    @Test
    void fingerprintsTellTextsApart() {
        FingerprintSet fingerprints = new FingerprintSet();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            String text = "device:" + i * 7 % 20_000;
            assertThat(fingerprints.add(text)).isEqualTo(texts.add(text));
        }
    }

    private void assertRefused(String message, Ring... rings) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RingFiles.write(folder, List.of(rings), List.of()))
                .withMessage(message);
    }

    private List<String> column(String file, String name) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(folder.resolve(file), UTF_8);
                CSVParser parser = format.parse(reader)) {
            return parser.stream().map((CSVRecord row) -> row.get(name)).toList();
        }
    }

    private List<String> names() throws IOException {
        return List.copyOf(contents().keySet());
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
