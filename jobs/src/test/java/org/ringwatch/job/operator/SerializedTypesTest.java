// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.RejectedLine;
import org.ringwatch.job.source.ReadBatch;
import org.ringwatch.lineage.Change;
import org.ringwatch.lineage.Predecessor;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.HubReason;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RuleCount;
import org.ringwatch.link.Step;
import org.ringwatch.ring.Amount;
import org.ringwatch.ring.AppliedDisposition;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.EventRef;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.MemberEvent;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;
import org.ringwatch.why.AlikeTrace;
import org.ringwatch.why.NameTrace;
import org.ringwatch.why.Trace;

/** Every record that crosses a Flink edge: falling off the POJO path would be silent and slow. */
class SerializedTypesTest {

    private static final Hub HUB = new Hub(EntityType.IP, "10.0.0.0", 900, 1_000, "too many");
    private static final RejectedLine REJECTED = new RejectedLine(1, 2, 3, "reason", "raw \u0000 \uFFFD");
    private static final Fact FACT = new Fact("events_read", -1);
    private static final BlockDigest DIGEST = new BlockDigest(0, 7, new byte[] {1, -1, 0});
    private static final MemberEvent MEMBER_EVENT = new MemberEvent(new long[] {1, Long.MIN_VALUE}, new byte[] {1, -1});

    private static final AccountEvent EVENT = new AccountEvent(
            "e",
            1,
            EventType.PURCHASE,
            "a",
            "d",
            "192.0.2.1",
            "m",
            "card:1",
            "b",
            7,
            "EUR",
            "o",
            "p",
            Outcome.DECLINED,
            TwoFactor.ON,
            "f",
            AccountKind.CHILD,
            IpKind.VPN,
            "DE",
            -60);

    private static final Ring RING = new Ring(
            "R-ABCDEFGHIJKL",
            true,
            900_000,
            2_197_225,
            new Calibration(Calibration.Source.SIMULATED, 20_000, 800_000, 950_000),
            Scheme.DEVICE_FARM,
            List.of(new Member(EntityType.ACCOUNT, "a", Role.SUSPECT, "It signed up here.", 1_000_000, 1, 2, 3)),
            List.of(new RingLink("a", EntityType.DEVICE, "d", 5, 6, List.of(new Amount("EUR", 7)), 8, 9)),
            10,
            11,
            List.of(new Loss("EUR", 12, 13, 14, 15, 16)),
            List.of(new Evidence(
                    "burst",
                    "Five accounts in an hour.",
                    -16,
                    List.of(new EntityRef(EntityType.WALLET, "card:1")),
                    List.of(new EventRef("a", "e")),
                    17,
                    -1)),
            List.of(new InnocentExplanation("household", false, "No shared home.")),
            List.of(EVENT),
            List.of(new AppliedDisposition(
                    new Disposition("R-ABCDEFGHIJKL", "v", "a", Decision.FALSE_POSITIVE, "reason", "analyst", 18),
                    AppliedDisposition.FoundBy.ACCOUNT_ID,
                    19,
                    true,
                    List.of("a"),
                    true,
                    "Not shown again.")),
            new RingLineage(
                    "R-ABCDEFGHIJKM",
                    Change.GROWN,
                    List.of(new Predecessor("R-ABCDEFGHIJKN", "R-ABCDEFGHIJKM", "v", true, 20, 21, 22, 23)),
                    List.of("a"),
                    List.of("b")));

    static Stream<Record> records() {
        return Stream.of(
                new RowBlock(3, new long[] {0, -1, Long.MAX_VALUE}),
                REJECTED,
                FACT,
                DIGEST,
                HUB,
                RING,
                MEMBER_EVENT,
                EVENT,
                new GatheredEvent(1, 2, 3, MEMBER_EVENT),
                new HubFound(ResourceType.NETWORK_56, 1, 2, 3, 4, 5, HubReason.IP_CAP),
                new ReadBatch(
                        new long[][] {{1, 2}, {}},
                        List.of(new ReadBatch.Rejection(4, "reason", "raw")),
                        1,
                        2,
                        3,
                        4,
                        -1,
                        List.of("LIKE"),
                        new long[] {5},
                        6,
                        7),
                Finding.of(RING),
                Finding.of(HUB),
                Finding.of(REJECTED),
                Finding.of(FACT),
                Finding.ofBaseline(new long[] {1, 2}),
                Finding.of(DIGEST),
                Finding.of(Trace.of(new AccountTrace(true, 1, 2, 3, 4))),
                Finding.of(Trace.of(new ResourceTrace(
                        ResourceType.WALLET,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        true,
                        false,
                        true,
                        7,
                        8,
                        List.of(new RuleCount(LinkRule.CROWD, 9))))),
                Finding.of(Trace.of(new ItemTrace(
                        1, 2, ResourceType.FAMILY, 3, 4, 5, false, true, List.of(new Step(LinkRule.RARITY, -6))))),
                Finding.of(Trace.of(new PairTrace(1, 2, 3, List.of(new Step(LinkRule.COMMON_HOME, -4)), 5, true))),
                Finding.of(Trace.of(new GroupTrace(true, 1, 2, 3, LinkRule.WEAKLY_TIED))),
                Finding.of(Trace.of(new GroupTrace(false, 1, 2, 3, null))),
                Finding.of(Trace.ofUnlikely(RING)),
                Finding.of(Trace.of(new NameTrace(1, 2, "name"))),
                Finding.of(Trace.of(new AlikeTrace(true, "name"))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void isSerializedWithoutKryo(Record value) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(value.getClass());
    }

    @ParameterizedTest
    @MethodSource("records")
    void comesBackAsItWas(Record value) throws IOException {
        assertThat(roundTrip(value)).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void theSampleRingFillsEveryList() throws ReflectiveOperationException {
        for (RecordComponent component : Ring.class.getRecordComponents()) {
            if (component.getAccessor().invoke(RING) instanceof List<?> list) {
                assertThat(list).as(component.getName()).isNotEmpty();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T roundTrip(T value) throws IOException {
        TypeSerializer<T> serializer =
                (TypeSerializer<T>) TypeInformation.of(value.getClass()).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T back = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return back;
    }
}
