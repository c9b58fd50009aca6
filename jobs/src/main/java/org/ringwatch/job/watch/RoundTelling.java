// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.MapState;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.Predecessor;
import org.ringwatch.ring.Ring;

/**
 * Finds what is to be told of the rings of one round, by {@link TellingRules}, and remembers which cases were told of: {@link #of} for each ring,
 * strongest first, then {@link #ofEndedCases}.
 */
final class RoundTelling {

    /** Receives the changes, in order. */
    interface Output {
        void accept(RingChange change) throws IOException;
    }

    private final TellingRules rules;

    /** Cases that were told of, in any round. */
    private final MapState<String, ToldCase> told;

    private final long clock;
    private final boolean silent;
    private final LongSupplier sequence;
    private final Output output;

    /** The rings that changed as they were, by case. */
    private final Map<String, EarlierRing> earlier = new TreeMap<>();

    /** Their cases as last told of before this round. */
    private final Map<String, ToldCase> before = new HashMap<>();

    private final Set<String> carriedOn = new HashSet<>();

    /** Cases whose end is part of a change that was told. */
    private final Set<String> explained = new HashSet<>();

    /**
     * @param told cases that were told of, which this changes
     * @param rings those that changed in the round as they were before it
     * @param clock event time of the round, milliseconds
     * @param silent whether cases only count as told of
     * @param sequence number of the next change
     */
    RoundTelling(
            TellingRules rules,
            MapState<String, ToldCase> told,
            List<EarlierRing> rings,
            long clock,
            boolean silent,
            LongSupplier sequence,
            Output output)
            throws Exception {
        this.rules = rules;
        this.told = told;
        this.clock = clock;
        this.silent = silent;
        this.sequence = sequence;
        this.output = output;
        for (EarlierRing ring : rings) {
            earlier.put(ring.caseId(), ring);
            ToldCase last = told.get(ring.caseId());
            if (last != null) {
                before.put(ring.caseId(), last);
            }
        }
    }

    /** Tells of a ring that changed, if the rules say so. */
    void of(Ring ring) throws Exception {
        String caseId = ring.lineage().caseId();
        carriedOn.add(caseId);
        Optional<ToldCase> last = Optional.ofNullable(told.get(caseId));
        Optional<RingChange.Kind> kind = rules.of(ring, last, isOfAnother(ring));
        if (kind.isEmpty()) {
            return;
        }
        ToldCase now = ToldCase.of(ring, kind.get() == RingChange.Kind.FALLEN);
        if (kind.get() == RingChange.Kind.MERGED) {
            ring.lineage().previous().forEach(previous -> explained.add(previous.caseId()));
        }
        tell(caseId, kind.get(), last, now, Optional.of(ring));
        told.put(caseId, now);
    }

    private boolean isOfAnother(Ring ring) {
        return ring.lineage().previous().stream()
                .map(Predecessor::caseId)
                .filter(other -> !other.equals(ring.lineage().caseId()))
                .map(before::get)
                .anyMatch(other -> other != null && !other.closed());
    }

    /** Tells of the cases that no ring carries on; called when all rings were told of. */
    void ofEndedCases() throws Exception {
        for (Map.Entry<String, EarlierRing> ring : earlier.entrySet()) {
            String caseId = ring.getKey();
            ToldCase last = before.get(caseId);
            if (last == null || carriedOn.contains(caseId)) {
                continue;
            }
            ToldCase ended = last.ended(clock);
            if (!last.closed() && !explained.contains(caseId)) {
                tell(caseId, RingChange.Kind.DISSOLVED, Optional.of(last), ended, Optional.empty());
            }
            told.put(caseId, ended);
        }
    }

    private void tell(String caseId, RingChange.Kind kind, Optional<ToldCase> last, ToldCase now, Optional<Ring> ring)
            throws IOException {
        if (silent) {
            return;
        }
        List<String> accounts = ring.isPresent() ? now.accounts() : List.of();
        output.accept(new RingChange(
                sequence.getAsLong(),
                caseId,
                now.ringId(),
                kind,
                clock,
                last.map(then -> OptionalLong.of(then.scoreMicros())).orElse(OptionalLong.empty()),
                last.map(then -> without(accounts, then.accounts())).orElse(List.of()),
                last.map(then -> without(then.accounts(), accounts)).orElse(List.of()),
                ring));
    }

    private static List<String> without(List<String> accounts, List<String> others) {
        Set<String> left = new HashSet<>(others);
        return accounts.stream().filter(account -> !left.contains(account)).toList();
    }
}
