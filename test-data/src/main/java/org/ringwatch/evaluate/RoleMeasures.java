// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringwatch.evaluate.Candidates.Candidate;
import org.ringwatch.evaluate.Candidates.Member;
import org.ringwatch.evaluate.Candidates.Resource;
import org.ringwatch.evaluate.Truth.Known;

/** What the run says about parts and schemes beside the truth, as tables of counts: first what it says, then what is true. */
final class RoleMeasures {
    private static final String HONEST = "honest";
    private static final String UNKNOWN = "unknown";

    /** Counts by what the run says and what is true, both in order. */
    private static final class Confusion {
        private final TreeMap<String, TreeMap<String, Long>> counts = new TreeMap<>();

        void add(String said, String truth) {
            counts.computeIfAbsent(said, key -> new TreeMap<>()).merge(truth, 1L, Long::sum);
        }

        void put(ObjectNode node) {
            counts.forEach((said, truths) -> truths.forEach(node.putObject(said)::put));
        }

        double unknownShare() {
            long unknown = sum(counts.getOrDefault(UNKNOWN, new TreeMap<>()));
            long all = counts.values().stream().mapToLong(Confusion::sum).sum();
            return all == 0 ? Double.NaN : (double) unknown / all;
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final Truth truth;
    private final Candidates candidates;

    RoleMeasures(Truth truth, Candidates candidates) {
        this.truth = truth;
        this.candidates = candidates;
    }

    /** Accounts of flagged rings by the part that the run gives them and the one they have. */
    void putRoles(ObjectNode node) {
        Confusion confusion = new Confusion();
        for (Candidate ring : candidates.flagged()) {
            for (Member member : ring.accounts()) {
                Truth.Role role = truth.known(member.accountId()).role();
                confusion.add(member.role(), role.name().toLowerCase(Locale.ROOT));
            }
        }
        confusion.put(node.putObject("accounts"));
        putShare(node, confusion);
    }

    /** Flagged rings by suspected scheme and by the pattern of the planted ring that most of their members are in. */
    void putSchemes(ObjectNode node) {
        Confusion confusion = new Confusion();
        for (Candidate ring : candidates.flagged()) {
            String pattern = planted(ring)
                    .map(Known::pattern)
                    .map(name -> name.isEmpty() ? UNKNOWN : name)
                    .orElse(HONEST);
            confusion.add(ring.scheme(), pattern);
        }
        confusion.put(node.putObject("rings"));
        putShare(node, confusion);
    }

    /** Resources of flagged rings that meet a planted one, by type, the part that the run gives them and the one they have. */
    void putResources(ObjectNode node, ResourceTruth resources) {
        Map<String, Confusion> byType = new TreeMap<>();
        for (Candidate ring : candidates.flagged()) {
            planted(ring).ifPresent(known -> {
                for (Resource resource : ring.resources()) {
                    byType.computeIfAbsent(resource.type(), type -> new Confusion())
                            .add(resource.role(), resources.role(known.ringId(), resource.type(), resource.id()));
                }
            });
        }
        byType.forEach((type, confusion) -> confusion.put(node.putObject(type)));
    }

    private static void putShare(ObjectNode node, Confusion confusion) {
        double share = confusion.unknownShare();
        if (Double.isNaN(share)) {
            node.putNull("unknown_share");
        } else {
            node.put("unknown_share", share);
        }
    }

    /** The planted ring that most members are in, ties by id; nothing if fewer than half of them are in any. */
    private Optional<Known> planted(Candidate ring) {
        if (RingMeasures.isFalse(ring, truth)) {
            return Optional.empty();
        }
        Map<String, Integer> members = new TreeMap<>();
        Map<String, Known> known = new TreeMap<>();
        for (Member member : ring.accounts()) {
            Known one = truth.known(member.accountId());
            if (one.fraud()) {
                members.merge(one.ringId(), 1, Integer::sum);
                known.put(one.ringId(), one);
            }
        }
        return members.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> known.get(most.getKey()));
    }
}
