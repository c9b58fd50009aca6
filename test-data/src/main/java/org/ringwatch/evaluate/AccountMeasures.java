// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.ringwatch.evaluate.Candidates.Candidate;
import org.ringwatch.evaluate.Candidates.Member;
import org.ringwatch.evaluate.Truth.Known;
import org.ringwatch.evaluate.Truth.Role;

/** Measures over single accounts: who was flagged, who was accused, how well the scores rank. */
final class AccountMeasures {

    /** The name under which all honest accounts together are counted. */
    static final String ALL_HONEST = "all";

    private final Truth truth;
    private final Candidates candidates;
    private final long fraud;

    AccountMeasures(Truth truth, Candidates candidates) {
        this.truth = truth;
        this.candidates = candidates;
        fraud = truth.accounts().values().stream().filter(Known::fraud).count();
    }

    void putAccounts(ObjectNode node) {
        long flagged = 0;
        long hits = 0;
        for (Candidate ring : candidates.flagged()) {
            flagged += ring.accounts().size();
            hits += ring.accounts().stream().filter(this::isFraud).count();
        }
        node.put("total", truth.accounts().size());
        node.put("fraud", fraud);
        node.put("flagged", flagged);
        Shares.putPrecisionRecall(node, hits, flagged, fraud);
        putRanking(node);
    }

    /** Accusations among the flagged: only the culprits themselves are hits. */
    void putSuspects(ObjectNode node) {
        long accused = 0;
        long culprits = 0;
        long victims = 0;
        for (Candidate ring : candidates.flagged()) {
            for (Member member : ring.accounts()) {
                if (member.suspect()) {
                    accused++;
                    Role role = truth.known(member.accountId()).role();
                    culprits += role == Role.FRAUDSTER ? 1 : 0;
                    victims += role == Role.VICTIM ? 1 : 0;
                }
            }
        }
        Shares.putPrecisionRecall(node, culprits, accused, having(Role.FRAUDSTER));
        Shares.put(node, "victim_as_suspect", victims, having(Role.VICTIM));
        node.put("victims_accused", victims);
    }

    /**
     * Honest accounts and how many of them were flagged and accused: of each look-alike, of its variants
     * ({@code household:family}), of children's and managed accounts, and of all.
     */
    void putGroups(ObjectNode node) {
        Map<String, long[]> groups = new TreeMap<>();
        truth.accounts().values().forEach(known -> count(groups, known, 0));
        for (Candidate ring : candidates.flagged()) {
            for (Member member : ring.accounts()) {
                Known known = truth.known(member.accountId());
                count(groups, known, 1);
                if (member.suspect()) {
                    count(groups, known, 2);
                }
            }
        }
        groups.forEach((name, counts) -> node.putObject(name)
                .put("accounts", counts[0])
                .put("flagged", counts[1])
                .put("suspects", counts[2]));
    }

    private static void count(Map<String, long[]> groups, Known known, int what) {
        if (!known.fraud()) {
            for (String name : groupsOf(known)) {
                groups.computeIfAbsent(name, key -> new long[3])[what]++;
            }
        }
    }

    private static List<String> groupsOf(Known known) {
        List<String> names = new ArrayList<>(List.of(ALL_HONEST, group(known)));
        if (!known.variant().isEmpty()) {
            names.add(group(known) + ":" + known.variant());
        }
        if (known.kind().equals("child") || known.kind().equals("managed")) {
            names.add(known.kind());
        }
        return names;
    }

    private static String group(Known known) {
        return known.group().isEmpty() ? "plain" : known.group();
    }

    /** Honest accounts in flagged rings, by look-alike. */
    void putFalseByGroup(ObjectNode node) {
        Map<String, Long> groups = new TreeMap<>();
        for (Candidate ring : candidates.flagged()) {
            for (Member member : ring.accounts()) {
                Known known = truth.known(member.accountId());
                if (!known.fraud()) {
                    groups.merge(group(known), 1L, Long::sum);
                }
            }
        }
        groups.forEach(node::put);
    }

    /**
     * Average precision (the sum of precision times gain in recall) and the best F1 over all thresholds. Accounts of one
     * score share a threshold; those in no candidate ring are the last one together.
     */
    private void putRanking(ObjectNode node) {
        if (fraud == 0) {
            node.putNull("average_precision");
            node.putNull("best_f1");
            return;
        }
        long taken = 0;
        long hits = 0;
        double average = 0;
        double best = 0;
        for (long[] step : thresholds().descendingMap().values()) {
            taken += step[0];
            hits += step[1];
            average += (double) step[1] / fraud * hits / taken;
            best = Math.max(best, 2.0 * hits / (taken + fraud));
        }
        node.put("average_precision", average);
        node.put("best_f1", best);
    }

    /** Accounts and fraud accounts by score; the unranked under -1. */
    private NavigableMap<Double, long[]> thresholds() {
        Map<String, Double> scores = new HashMap<>();
        for (Candidate ring : candidates.rings()) {
            for (Member member : ring.accounts()) {
                scores.merge(member.accountId(), member.score(), Math::max);
            }
        }
        NavigableMap<Double, long[]> steps = new TreeMap<>();
        truth.accounts().forEach((account, known) -> {
            // Adding zero turns -0.0 into 0.0, which would be a threshold of its own.
            double score = scores.getOrDefault(account, -1.0) + 0.0;
            long[] step = steps.computeIfAbsent(score, key -> new long[2]);
            step[0]++;
            step[1] += known.fraud() ? 1 : 0;
        });
        return steps;
    }

    private long having(Role role) {
        return truth.accounts().values().stream()
                .filter(known -> known.role() == role)
                .count();
    }

    private boolean isFraud(Member member) {
        return truth.known(member.accountId()).fraud();
    }
}
