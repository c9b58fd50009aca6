// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RuleCount;
import org.ringwatch.link.Step;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.ExplainedPair;
import org.ringwatch.why.Explanation;
import org.ringwatch.why.Standing;

/** Explanations to write. */
final class SampleExplanations {
    static final Explanation.Scale SCALE = new Explanation.Scale(500_000, 900_000, 0.5, 50_000, 500_000);
    static final Explanation.Unreadable NOTHING_LOST = new Explanation.Unreadable(0, List.of());

    private static final AccountTrace SEEN =
            new AccountTrace(true, 12, SampleRings.TIME, SampleRings.TIME, Behaviour.CLAIMS.bit());

    private SampleExplanations() {}

    static Standing standing(Standing.Kind kind) {
        return new Standing(kind, Optional.empty(), Optional.empty(), 0, List.of());
    }

    static Standing in(Standing.Kind kind, Ring ring) {
        return new Standing(kind, Optional.of(ring), Optional.empty(), 0, List.of());
    }

    /** An account that shares a device with another one, tied or not. */
    static ExplainedPair pair(String other, boolean tied) {
        List<Step> steps = new ArrayList<>(List.of(new Step(LinkRule.RARITY, 900_000)));
        if (!tied) {
            steps.add(new Step(LinkRule.SIGN_IN_ONLY, -630_000));
        }
        long item = tied ? 900_000 : 270_000;
        List<Step> home = tied ? List.of() : List.of(new Step(LinkRule.COMMON_HOME, -135_000));
        List<ExplainedPair.Item> items = new ArrayList<>(List.of(
                new ExplainedPair.Item(ResourceType.DEVICE, "dev-1", 2, false, false, List.copyOf(steps), item)));
        if (!tied) {
            items.add(new ExplainedPair.Item(ResourceType.FAMILY, "fam-1", 2, false, true, List.of(), 0));
        }
        return new ExplainedPair(other, List.copyOf(items), home, tied ? item : 135_000, tied);
    }

    static Explanation of(String account, Standing standing, List<ExplainedPair> strongest) {
        return new Explanation(
                account,
                Optional.of(SEEN),
                NOTHING_LOST,
                List.of(),
                standing,
                List.of(),
                List.of(
                        new Explanation.SeenWith(
                                "dev-1",
                                new ResourceTrace(
                                        ResourceType.DEVICE,
                                        1,
                                        2,
                                        3,
                                        1,
                                        SampleRings.TIME,
                                        SampleRings.TIME,
                                        true,
                                        false,
                                        false,
                                        2,
                                        900_000,
                                        List.of(new RuleCount(LinkRule.SIGN_IN_ONLY, 1)))),
                        new Explanation.SeenWith(
                                "91.0.0.1",
                                new ResourceTrace(
                                        ResourceType.IP,
                                        3,
                                        4,
                                        62,
                                        2,
                                        SampleRings.TIME - 86_400_000,
                                        SampleRings.TIME,
                                        false,
                                        true,
                                        true,
                                        0,
                                        0,
                                        List.of(new RuleCount(LinkRule.CROWD, 61)))),
                        alone(ResourceType.NETWORK_56),
                        alone(ResourceType.NETWORK_48)),
                strongest.size(),
                strongest.stream().filter(ExplainedPair::tied).count(),
                strongest,
                Optional.empty(),
                SCALE);
    }

    private static Explanation.SeenWith alone(ResourceType type) {
        return new Explanation.SeenWith(
                "2a01::/48", new ResourceTrace(type, 5, 6, 1, 1, 0, 0, true, false, false, 0, 0, List.of()));
    }

    /** Nobody that was read. */
    static Explanation unseen(String account, List<String> alike, Explanation.Unreadable unreadable) {
        return new Explanation(
                account,
                Optional.empty(),
                unreadable,
                alike,
                standing(Standing.Kind.UNSEEN),
                List.of(),
                List.of(),
                0,
                0,
                List.of(),
                Optional.empty(),
                SCALE);
    }

    /** Two accounts held together. */
    static Explanation together(Standing standing, String other, boolean otherSeen, Standing ofOther, boolean tied) {
        Explanation alone = of("a-1", standing, List.of());
        return new Explanation(
                alone.account(),
                alone.seen(),
                alone.unreadable(),
                alone.alike(),
                alone.standing(),
                alone.named(),
                alone.resources(),
                alone.partners(),
                alone.ties(),
                alone.strongest(),
                Optional.of(new Explanation.With(
                        other,
                        otherSeen ? Optional.of(SEEN) : Optional.empty(),
                        otherSeen ? List.of() : List.of("A-2"),
                        ofOther,
                        pair(other, tied))),
                SCALE);
    }
}
