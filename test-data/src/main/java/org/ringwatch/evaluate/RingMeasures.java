// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.evaluate.Candidates.Candidate;
import org.ringwatch.evaluate.Candidates.Member;
import org.ringwatch.evaluate.Truth.Known;

/** Measures over whole rings: which planted ones were found, how exactly, and what was found that is none. */
final class RingMeasures {

    private static final double RECOVERED = 0.5;
    private static final double STRICT = 0.8;
    private static final int MERGED_MEMBERS = 3;
    private static final int SPLIT_MEMBERS = 2;

    /** How many of the rings that an analyst would open first are looked at. */
    private static final int[] FIRST = {10, 50, 100};

    private final Truth truth;
    private final Candidates candidates;
    private final List<Candidate> flagged;
    private final Map<String, Planted> planted = new TreeMap<>();
    private final List<Map<String, Integer>> overlaps = new ArrayList<>();
    private long falseRings;
    private long merged;

    /** A planted ring and how well the flagged ones meet it. */
    private static final class Planted {
        private final String pattern;
        private int size;
        private int found;
        private int parts;
        private double bestJaccard;
        private double bestF1;

        Planted(String pattern) {
            this.pattern = pattern;
        }
    }

    RingMeasures(Truth truth, Candidates candidates) {
        this.truth = truth;
        this.candidates = candidates;
        flagged = candidates.flagged();
        for (Known known : truth.accounts().values()) {
            if (known.fraud()) {
                planted.computeIfAbsent(known.ringId(), id -> new Planted(known.pattern())).size++;
            }
        }
        flagged.forEach(this::meet);
    }

    void putRings(ObjectNode node) {
        long recovered = planted.values().stream()
                .filter(ring -> ring.bestJaccard >= RECOVERED)
                .count();
        long strict = planted.values().stream()
                .filter(ring -> ring.bestJaccard >= STRICT)
                .count();
        long split = planted.values().stream().filter(ring -> ring.parts >= 2).count();
        node.put("planted", planted.size());
        node.put("recovered", recovered);
        Shares.put(node, "recovered_share", recovered, planted.size());
        Shares.put(node, "strict_share", strict, planted.size());
        Shares.put(node, "mean_best_f1", sum(planted.values(), false), planted.size());
        Shares.put(node, "mean_best_jaccard", sum(planted.values(), true), planted.size());
        node.put("predicted", flagged.size());
        node.put("false", falseRings);
        Shares.put(
                node, "false_per_10k", 10_000.0 * falseRings, truth.accounts().size());
        node.put("merged", merged);
        node.put("split", split);
        Shares.put(node, "ring_precision", flagged.size() - falseRings, flagged.size());
        putPrecisionOfFirst(node.putObject("precision_at"));
    }

    /** Share of real rings among the first candidates, highest score first; of all if there are fewer. */
    private void putPrecisionOfFirst(ObjectNode node) {
        for (int count : FIRST) {
            List<Candidate> first = candidates.rings().stream().limit(count).toList();
            long real = first.stream().filter(ring -> !isFalse(ring, truth)).count();
            Shares.put(node, String.valueOf(count), real, first.size());
        }
    }

    /** Pairs of accounts in one ring, counted from the sizes of rings and of their overlaps. */
    void putPairs(ObjectNode node) {
        long hits = 0;
        for (Map<String, Integer> overlap : overlaps) {
            hits += overlap.values().stream().mapToLong(RingMeasures::pairs).sum();
        }
        long found = flagged.stream()
                .mapToLong(ring -> pairs(ring.accounts().size()))
                .sum();
        long existing =
                planted.values().stream().mapToLong(ring -> pairs(ring.size)).sum();
        Shares.putPrecisionRecall(node, hits, found, existing);
    }

    void putPatterns(ObjectNode node) {
        Map<String, List<Planted>> patterns = new TreeMap<>();
        for (Planted ring : planted.values()) {
            String name = ring.pattern.isEmpty() ? "unknown" : ring.pattern;
            patterns.computeIfAbsent(name, key -> new ArrayList<>()).add(ring);
        }
        patterns.forEach((name, rings) -> {
            ObjectNode measures = node.putObject(name);
            long recovered =
                    rings.stream().filter(ring -> ring.bestJaccard >= RECOVERED).count();
            measures.put("rings", rings.size());
            Shares.put(measures, "recovered_share", recovered, rings.size());
            Shares.put(measures, "mean_best_f1", sum(rings, false), rings.size());
            long found = rings.stream().mapToLong(ring -> ring.found).sum();
            Shares.put(
                    measures,
                    "account_recall",
                    found,
                    rings.stream().mapToLong(ring -> ring.size).sum());
        });
    }

    /** Whether fewer than half of the accounts belong to any planted ring. */
    static boolean isFalse(Candidate ring, Truth truth) {
        long fraud = 0;
        for (Member member : ring.accounts()) {
            fraud += truth.known(member.accountId()).fraud() ? 1 : 0;
        }
        return ring.accounts().isEmpty() || 2 * fraud < ring.accounts().size();
    }

    private void meet(Candidate ring) {
        Map<String, Integer> overlap = new TreeMap<>();
        for (Member member : ring.accounts()) {
            Known known = truth.known(member.accountId());
            if (known.fraud()) {
                overlap.merge(known.ringId(), 1, Integer::sum);
            }
        }
        overlap.forEach((id, common) -> {
            Planted met = planted.get(id);
            if (met == null) {
                throw new IllegalStateException("ring is not in the truth: " + id);
            }
            int size = ring.accounts().size();
            met.found += common;
            met.parts += common >= SPLIT_MEMBERS ? 1 : 0;
            met.bestJaccard = Math.max(met.bestJaccard, (double) common / (size + met.size - common));
            met.bestF1 = Math.max(met.bestF1, 2.0 * common / (size + met.size));
        });
        merged += overlap.values().stream()
                                .filter(common -> common >= MERGED_MEMBERS)
                                .count()
                        >= 2
                ? 1
                : 0;
        falseRings += isFalse(ring, truth) ? 1 : 0;
        overlaps.add(overlap);
    }

    private static double sum(Iterable<Planted> rings, boolean jaccard) {
        double sum = 0;
        for (Planted ring : rings) {
            sum += jaccard ? ring.bestJaccard : ring.bestF1;
        }
        return sum;
    }

    private static long pairs(long size) {
        return size * (size - 1) / 2;
    }
}
