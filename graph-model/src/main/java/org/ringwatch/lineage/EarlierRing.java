// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;

/**
 * A ring of an earlier output.
 *
 * @param ringId its name there
 * @param caseId the case it belongs to
 * @param ringVersion which state of the ring it was
 * @param flagged whether it was flagged
 * @param scoreMicros 0–1 in millionths
 * @param firstSeen earliest event of a member account, epoch milliseconds
 * @param accounts its member accounts
 * @param decided what was decided about the whole ring before that output, at most one entry
 */
public record EarlierRing(
        String ringId,
        String caseId,
        String ringVersion,
        boolean flagged,
        long scoreMicros,
        long firstSeen,
        List<String> accounts,
        List<Decided> decided)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Copies the lists. */
    public EarlierRing {
        accounts = List.copyOf(accounts);
        decided = List.copyOf(decided);
    }

    EarlierRing without(Predicate<String> account) {
        return new EarlierRing(
                ringId,
                caseId,
                ringVersion,
                flagged,
                scoreMicros,
                firstSeen,
                others(accounts, account),
                decided.stream()
                        .map(decision ->
                                new Decided(decision.utc, decision.analyst, others(decision.joinedSince, account)))
                        .toList());
    }

    private static List<String> others(List<String> accounts, Predicate<String> without) {
        return accounts.stream().filter(without.negate()).toList();
    }

    /**
     * A decision that the earlier output was told.
     *
     * @param utc when it was taken, epoch milliseconds
     * @param analyst by whom
     * @param joinedSince which accounts of the ring had not been in it when it was taken
     */
    public record Decided(long utc, String analyst, List<String> joinedSince) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Copies the list. */
        public Decided {
            joinedSince = List.copyOf(joinedSince);
        }
    }
}
