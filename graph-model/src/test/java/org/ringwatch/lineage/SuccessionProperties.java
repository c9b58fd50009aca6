// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Generated histories: in every run each of 24 accounts is in one of eight places, or in none; places of two accounts or more are
 * rings, named after the place and, by chance, the run. Accounts mostly stay where they are, so that there is lineage to follow.
 */
class SuccessionProperties {
    private static final int ACCOUNTS = 24;
    private static final int PLACES = 8;

    /** One run: the accounts of each ring, by its id. */
    record Run(Map<String, List<String>> rings) {}

    /** What a run made of the earlier one. */
    private record Step(EarlierRings earlier, Run run, Succession succession) {}

    @Provide
    Arbitrary<List<Run>> histories() {
        Arbitrary<Integer> move = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(-2)),
                Tuple.of(3, Arbitraries.integers().between(-1, PLACES - 1)));
        Arbitrary<List<Integer>> moves = move.list().ofSize(ACCOUNTS);
        Arbitrary<List<Boolean>> renamed = Arbitraries.of(true, false).list().ofSize(PLACES);
        return Combinators.combine(moves, renamed)
                .as(Map::entry)
                .list()
                .ofMinSize(2)
                .ofMaxSize(7)
                .map(SuccessionProperties::runs);
    }

    private static List<Run> runs(List<Map.Entry<List<Integer>, List<Boolean>>> steps) {
        int[] places = new int[ACCOUNTS];
        String[] names = new String[PLACES];
        for (int a = 0; a < ACCOUNTS; a++) {
            places[a] = a % (PLACES / 2);
        }
        List<Run> runs = new ArrayList<>();
        for (int s = 0; s < steps.size(); s++) {
            TreeMap<String, List<String>> rings = new TreeMap<>();
            for (int p = 0; p < PLACES; p++) {
                names[p] = s == 0 || steps.get(s).getValue().get(p) ? "R" + p + "." + s % 3 : names[p];
            }
            for (int a = 0; a < ACCOUNTS; a++) {
                int move = steps.get(s).getKey().get(a);
                places[a] = move == -2 ? places[a] : move;
                if (places[a] >= 0) {
                    rings.computeIfAbsent(names[places[a]], ignored -> new ArrayList<>())
                            .add("a" + a);
                }
            }
            rings.values().removeIf(accounts -> accounts.size() < 2);
            runs.add(new Run(rings));
        }
        return runs;
    }

    /** Follows the rings from run to run; an output is named by all that came before it. */
    private static List<Step> follow(List<Run> history, Random order) {
        List<Step> steps = new ArrayList<>();
        EarlierRings earlier = EarlierRings.NONE;
        String past = "";
        for (Run run : history) {
            Succession succession = Succession.of(earlier, shuffled(run.rings(), order));
            steps.add(new Step(earlier, run, succession));
            List<EarlierRing> now = new ArrayList<>();
            for (Map.Entry<String, List<String>> ring : run.rings().entrySet()) {
                now.add(new EarlierRing(
                        ring.getKey(),
                        succession.of(ring.getKey()).caseId(),
                        "v",
                        true,
                        1,
                        ring.getValue().size() % 3,
                        ring.getValue(),
                        List.of()));
            }
            Collections.shuffle(now, order);
            past += run.rings();
            earlier = new EarlierRings("out", past, now);
        }
        return steps;
    }

    private static Map<String, List<String>> shuffled(Map<String, List<String>> rings, Random order) {
        List<String> ids = new ArrayList<>(rings.keySet());
        Collections.shuffle(ids, order);
        Map<String, List<String>> shuffled = new LinkedHashMap<>();
        ids.forEach(id -> shuffled.put(id, rings.get(id)));
        return shuffled;
    }

    private static List<String> told(List<Step> steps) {
        List<String> told = new ArrayList<>();
        for (Step step : steps) {
            step.run()
                    .rings()
                    .keySet()
                    .forEach(id -> told.add(step.succession().of(id).toString()));
            told.add(step.succession().dissolved().toString());
        }
        return told;
    }

    @Property(tries = 300)
    void casesAreAFunctionOfTheHistoryWhateverTheOrder(@ForAll("histories") List<Run> history, @ForAll long seed) {
        assertThat(told(follow(history, new Random(seed)))).isEqualTo(told(follow(history, new Random(0))));
    }

    @Property(tries = 300)
    void everyCaseIsOneRingsAndANewOneIsNoEarlierOne(@ForAll("histories") List<Run> history) {
        for (Step step : follow(history, new Random(1))) {
            Set<String> before = new HashSet<>();
            step.earlier().rings().forEach(ring -> before.add(ring.caseId()));
            Set<String> cases = new HashSet<>();
            for (String id : step.run().rings().keySet()) {
                RingLineage lineage = step.succession().of(id);
                assertThat(cases.add(lineage.caseId())).isTrue();
                boolean isCarried = !lineage.previous().isEmpty()
                        && lineage.previous().get(0).caseId().equals(lineage.caseId());
                assertThat(before.contains(lineage.caseId())).isEqualTo(isCarried);
            }
        }
    }

    @Property(tries = 300)
    void aRingThatDoesNotChangeKeepsItsCaseForGood(@ForAll("histories") List<Run> history) {
        List<Run> padded = new ArrayList<>();
        for (int r = 0; r < history.size(); r++) {
            Map<String, List<String>> rings = new TreeMap<>(history.get(r).rings());
            rings.put("steady" + r % 2, List.of("s1", "s2"));
            padded.add(new Run(rings));
        }
        List<Step> steps = follow(padded, new Random(1));
        for (int r = 0; r < steps.size(); r++) {
            assertThat(steps.get(r).succession().of("steady" + r % 2).caseId()).isEqualTo("steady0");
        }
    }

    @Property(tries = 300)
    void runningAgainOverTheSameChangesNoCase(@ForAll("histories") List<Run> history) {
        List<Run> repeated = new ArrayList<>(history);
        Run last = history.get(history.size() - 1);
        repeated.addAll(Collections.nCopies(5, last));
        List<Step> steps = follow(repeated, new Random(1));
        for (int r = history.size(); r < steps.size(); r++) {
            for (String id : last.rings().keySet()) {
                RingLineage lineage = steps.get(r).succession().of(id);
                assertThat(lineage.change()).isEqualTo(Change.CONTINUED);
                assertThat(lineage.caseId())
                        .isEqualTo(steps.get(r - 1).succession().of(id).caseId());
            }
        }
    }

    @Property(tries = 300)
    void everyAccountIsAccountedForAndNoEarlierRingIsForgotten(@ForAll("histories") List<Run> history) {
        for (Step step : follow(history, new Random(1))) {
            Set<String> told = new HashSet<>();
            step.succession().dissolved().forEach(ring -> told.add(ring.ringId()));
            Map<String, EarlierRing> before = new HashMap<>();
            step.earlier().rings().forEach(ring -> before.put(ring.ringId(), ring));
            step.run().rings().forEach((id, accounts) -> {
                RingLineage lineage = step.succession().of(id);
                for (Predecessor previous : lineage.previous()) {
                    Collection<String> then = before.get(previous.ringId()).accounts();
                    assertThat(previous.kept() + previous.joined()).isEqualTo(accounts.size());
                    assertThat(previous.kept() + previous.left()).isEqualTo(then.size());
                    told.add(previous.ringId());
                }
                if (!lineage.previous().isEmpty()) {
                    Set<String> rebuilt = new HashSet<>(
                            before.get(lineage.previous().get(0).ringId()).accounts());
                    rebuilt.removeAll(lineage.left());
                    rebuilt.addAll(lineage.joined());
                    assertThat(rebuilt).containsExactlyInAnyOrderElementsOf(accounts);
                }
            });
            assertThat(told).isEqualTo(before.keySet());
        }
    }

    @Property(tries = 300)
    void noEarlierRingAndRingAreBothCloserToEachOtherThanToTheirMatches(@ForAll("histories") List<Run> history) {
        for (Step step : follow(history, new Random(1))) {
            Map<String, Overlap> ofRing = new HashMap<>();
            Map<String, Overlap> ofEarlier = new HashMap<>();
            List<Overlap> all = new ArrayList<>();
            step.run().rings().forEach((id, accounts) -> {
                List<Overlap> own = step.earlier().descents(id, accounts);
                all.addAll(own);
                own.stream()
                        .filter(overlap -> overlap.earlier()
                                .caseId()
                                .equals(step.succession().of(id).caseId()))
                        .forEach(overlap -> {
                            ofRing.put(id, overlap);
                            ofEarlier.put(overlap.earlier().ringId(), overlap);
                        });
            });
            for (Overlap overlap : all) {
                Overlap ring = ofRing.get(overlap.ringId());
                Overlap earlier = ofEarlier.get(overlap.earlier().ringId());
                assertThat(isCloser(overlap, ring) && isCloser(overlap, earlier))
                        .isFalse();
            }
        }
    }

    private static boolean isCloser(Overlap overlap, @Nullable Overlap match) {
        return match == null || Overlap.CLOSEST_FIRST.compare(overlap, match) < 0;
    }
}
