// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.Step;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;

class ExplanationTest {
    private static final IdHasher HASHER = new IdHasher(1, 2);
    private static final Explanation.Scale SCALE = new Explanation.Scale(500_000, 900_000, 0.5, 50_000, 500_000);

    private final Traces traces = new Traces();

    private static long order(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return HASHER.order(bytes, 0, bytes.length);
    }

    private static long secret(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return HASHER.secret(bytes, 0, bytes.length);
    }

    private void seen(boolean subject) {
        traces.add(Trace.of(new AccountTrace(subject, 3, 1, 2, 0)));
    }

    private void named(String... names) {
        for (String name : names) {
            traces.add(Trace.of(new NameTrace(order(name), secret(name), name)));
        }
    }

    private void pair(String other, String device, long micros) {
        traces.add(Trace.of(new ItemTrace(
                order(other),
                secret(other),
                ResourceType.DEVICE,
                order(device),
                secret(device),
                2,
                false,
                false,
                List.of(new Step(LinkRule.RARITY, micros)))));
        traces.add(Trace.of(new PairTrace(order(other), secret(other), micros, List.of(), micros, micros >= 500_000)));
        named(other, device);
    }

    private static Ring ring(String id, boolean flagged, String... accounts) {
        return ring(id, flagged, EntityType.ACCOUNT, accounts);
    }

    private static Ring ring(String id, boolean flagged, EntityType type, String... members) {
        return new Ring(
                id,
                flagged,
                flagged ? 900_000 : 300_000,
                0,
                Calibration.NONE,
                Scheme.UNKNOWN,
                Arrays.stream(members)
                        .map(name -> new Member(type, name, Role.UNKNOWN, "No sign", 1, 1, 2, 3))
                        .toList(),
                List.of(),
                1,
                2,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RingLineage.born(id));
    }

    private Explanation explain(long ties, List<Ring> rings, String... with) {
        return Explanation.of(
                Inquiry.about(HASHER, "a", Arrays.stream(with).findFirst()),
                traces,
                rings,
                new Explanation.Counts(7, ties, 0),
                new Explanation.Unreadable(0, List.of()),
                SCALE);
    }

    @Test
    void anAccountWithoutEventsIsUnseenAndOthersMayReadAlike() {
        traces.add(Trace.of(new AlikeTrace(true, "B")));
        traces.add(Trace.of(new AlikeTrace(true, "A")));
        traces.add(Trace.of(new AlikeTrace(false, "C")));
        Explanation explanation = explain(0, List.of(), "c");
        assertThat(explanation.standing().kind()).isEqualTo(Standing.Kind.UNSEEN);
        assertThat(explanation.alike()).containsExactly("A", "B");
        assertThat(explanation.with().orElseThrow().alike()).containsExactly("C");
        assertThat(explanation.with().orElseThrow().pair().items()).isEmpty();
    }

    @Test
    void standsWhereItCameTo() {
        seen(true);
        assertThat(explain(0, List.of()).standing().kind()).isEqualTo(Standing.Kind.UNTIED);
        assertThat(explain(1, List.of()).standing().kind()).isEqualTo(Standing.Kind.APART);
        assertThat(explain(1, List.of(ring("R-1", false, "a", "b"))).standing().kind())
                .isEqualTo(Standing.Kind.CANDIDATE);
        assertThat(explain(1, List.of(ring("R-1", true, "a", "b"))).standing().kind())
                .isEqualTo(Standing.Kind.FLAGGED);
        traces.add(Trace.of(new GroupTrace(true, 1, 2, 9, LinkRule.WEAKLY_TIED)));
        Standing left = explain(1, List.of()).standing();
        assertThat(left.kind()).isEqualTo(Standing.Kind.LEFT_OUT);
        assertThat(left.left()).contains(LinkRule.WEAKLY_TIED);
        assertThat(left.members()).isEqualTo(9);
        traces.add(Trace.ofUnlikely(ring("R-2", false, "a", "b")));
        assertThat(explain(1, List.of()).standing().kind()).isEqualTo(Standing.Kind.UNLIKELY);
    }

    @Test
    void ringsOfThoseItIsTiedToAreNearby() {
        seen(true);
        pair("b", "d1", 900_000);
        pair("c", "d2", 400_000);
        Ring ofTied = ring("R-1", true, "b", "x");
        Ring ofUntied = ring("R-2", true, "c", "y");
        assertThat(explain(1, List.of(ofTied, ofUntied)).standing().nearby()).containsExactly(ofTied);
    }

    @Test
    void pairsComeStrongestFirstUnderNames() {
        seen(true);
        pair("c", "d2", 400_000);
        pair("b", "d1", 900_000);
        assertThat(explain(1, List.of()).strongest())
                .extracting(ExplainedPair::account)
                .containsExactly("b", "c");
        assertThat(explain(1, List.of()).strongest().get(0).items())
                .extracting(ExplainedPair.Item::name)
                .containsExactly("d1");
        assertThat(explain(1, List.of()).partners()).isEqualTo(7);
    }

    /** What weighs nothing makes no pair, but the one asked about is told nevertheless. */
    @Test
    void theOtherAccountIsToldThoughNothingWeighs() {
        seen(true);
        seen(false);
        traces.add(Trace.of(new ItemTrace(
                order("b"),
                secret("b"),
                ResourceType.IP,
                order("1.2.3.4"),
                secret("1.2.3.4"),
                2,
                false,
                false,
                List.of(new Step(LinkRule.RARITY, 5), new Step(LinkRule.NEVER_TOGETHER, -5)))));
        named("b", "1.2.3.4");
        Explanation.With with = explain(0, List.of(), "b").with().orElseThrow();
        assertThat(with.pair().weightMicros()).isZero();
        assertThat(with.pair().tied()).isFalse();
        assertThat(with.pair().items()).singleElement().satisfies(item -> assertThat(item.micros())
                .isZero());
        assertThat(with.standing().kind()).isEqualTo(Standing.Kind.UNTIED);
    }

    @Test
    void ringsThatNameItAsBeneficiaryAreTold() {
        Ring named = ring("R-3", true, EntityType.BENEFICIARY, "a");
        assertThat(explain(0, List.of(named)).named()).containsExactly(named);
        assertThat(explain(0, List.of(named)).standing().ring()).isEmpty();
    }

    @Test
    void aNameThatDoesNotComeBackIsOurFault() {
        seen(true);
        traces.add(Trace.of(
                new ResourceTrace(ResourceType.DEVICE, 1, 2, 1, 1, 1, 1, true, false, false, 0, 0, List.of())));
        assertThatIllegalStateException().isThrownBy(() -> explain(0, List.of()));
    }
}
