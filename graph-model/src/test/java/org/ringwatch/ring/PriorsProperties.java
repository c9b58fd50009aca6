// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.RandomWorlds;
import org.ringwatch.link.World;

/** What people say moves scores within bounds, and never who is in a ring. */
class PriorsProperties {

    private static final int ROUNDS = 10;

    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.within(30);
    }

    private static List<Ring> rings(World world, ClusteringMethod method, int prior, Priors priors) {
        return Rings.rings(world.withOwnBaseline(), method, Rings.scoring(prior), priors);
    }

    private static Priors confirming(World world, TreeSet<String> accounts) {
        return new Priors(
                PriorParameters.defaults(),
                world.confirmed(accounts.toArray(String[]::new)),
                Dispositions.NONE,
                EarlierRings.NONE,
                ring -> "");
    }

    private static Map<String, List<String>> members(List<Ring> rings) {
        return rings.stream().collect(Collectors.toMap(Ring::ringId, Rings::accounts));
    }

    private static TreeSet<String> everybody(World world) {
        return IntStream.range(0, world.size())
                .mapToObj(e -> world.event(e).accountId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(tries = 200)
    void tenRoundsOfFeedbackOnAWrongDecisionGrowNoRing(
            @ForAll("worlds") World world,
            @ForAll ClusteringMethod method,
            @ForAll @IntRange(min = -6, max = 4) int prior) {
        Map<String, Ring> plain = rings(world, method, prior, Priors.NONE).stream()
                .collect(Collectors.toMap(Ring::ringId, Function.identity()));
        TreeSet<String> confirmed = new TreeSet<>(List.of(world.event(0).accountId()));
        for (int round = 0; round < ROUNDS; round++) {
            List<Ring> rings = rings(world, method, prior, confirming(world, confirmed));
            assertThat(members(rings)).isEqualTo(members(List.copyOf(plain.values())));
            for (Ring ring : rings) {
                long own = plain.get(ring.ringId()).logOddsMicros();
                assertThat(ring.logOddsMicros() - own).isBetween(0L, 2_500_000L);
                if (ring.flagged()) {
                    confirmed.addAll(Rings.accounts(ring));
                }
            }
        }
    }

    @Property(tries = 200)
    void confirmingEverybodyMakesNoRingAndFlagsNoneThatShowsTooLittle(
            @ForAll("worlds") World world,
            @ForAll ClusteringMethod method,
            @ForAll @IntRange(min = -6, max = 4) int prior) {
        Map<String, Ring> plain = rings(world, method, prior, Priors.NONE).stream()
                .collect(Collectors.toMap(Ring::ringId, Function.identity()));
        for (Ring ring : rings(world, method, prior, confirming(world, everybody(world)))) {
            assertThat(plain).containsKey(ring.ringId());
            Ring own = plain.get(ring.ringId());
            assertThat(ring.flagged())
                    .isEqualTo(own.flagged() || ring.scoreMicros() >= 500_000 && own.scoreMicros() > 180_000);
            assertThat(ring.evidence().stream()
                            .mapToLong(Evidence::weightMicros)
                            .sum())
                    .isEqualTo(ring.logOddsMicros());
        }
    }

    @Property(tries = 200)
    void orderOfDecisionsAndTheSecretKeyDoNotMatter(
            @ForAll("worlds") World world, @ForAll ClusteringMethod method, @ForAll long seed) {
        List<Disposition> decisions = new ArrayList<>();
        Random random = new Random(seed);
        List<Ring> plain = rings(world, method, 0, Priors.NONE);
        for (int d = 0; d < 20 && !plain.isEmpty(); d++) {
            Ring ring = plain.get(random.nextInt(plain.size()));
            List<String> accounts = Rings.accounts(ring);
            Decision[] choices = Decision.values();
            decisions.add(new Disposition(
                    ring.ringId(),
                    random.nextBoolean() ? "" : "v" + random.nextInt(3),
                    random.nextBoolean() ? "" : accounts.get(random.nextInt(accounts.size())),
                    choices[random.nextInt(choices.length)],
                    "r" + random.nextInt(2),
                    "n" + random.nextInt(2),
                    ring.firstSeen() + random.nextInt(3) * 86_400_000L));
        }
        Priors given = priors(world, decisions);
        Collections.shuffle(decisions, random);
        World other = world.withSecret(seed);

        assertThat(rings(other.shuffled(seed), method, 0, priors(other, decisions)))
                .isEqualTo(rings(world, method, 0, given));
    }

    private static Priors priors(World world, List<Disposition> decisions) {
        Dispositions dispositions = Dispositions.of(decisions);
        ConfirmedAccounts confirmed =
                world.confirmed(dispositions.accounts(Decision.CONFIRMED_RISK).toArray(String[]::new));
        return new Priors(PriorParameters.defaults(), confirmed, dispositions, EarlierRings.NONE, ring -> "v1");
    }

    @Property(tries = 200)
    void aFalsePositiveDecidedAfterEverythingHolds(@ForAll("worlds") World world, @ForAll ClusteringMethod method) {
        List<Ring> plain = rings(world, method, 3, Priors.NONE);
        List<Disposition> decisions = plain.stream()
                .map(ring -> new Disposition(ring.ringId(), "", "", Decision.FALSE_POSITIVE, "", "", ring.lastSeen()))
                .toList();
        List<Ring> decided = rings(world, method, 3, priors(world, decisions));

        assertThat(members(decided)).isEqualTo(members(plain));
        assertThat(decided).noneMatch(Ring::flagged);
        assertThat(decided).allSatisfy(ring -> assertThat(ring.dispositions())
                .singleElement()
                .satisfies(applied -> assertThat(applied.laterMicros()).isZero()));
    }
}
