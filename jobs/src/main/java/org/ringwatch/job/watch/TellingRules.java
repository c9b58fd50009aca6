// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Optional;
import org.ringwatch.lineage.Change;
import org.ringwatch.ring.Ring;

/**
 * Which changes of a ring are told. A case is told of first when its ring reaches the alert score; then when the ring grew by much
 * since it was last told of, took in the ring of another case that was told of, or fell apart; and once when it falls below the
 * alert score or dissolves. Told that it is closed, a case is told of again only when its ring grew by much since: a score that goes
 * up and down around the alert score does not call each time.
 */
final class TellingRules {
    private final long alertMinScoreMicros;
    private final double growth;

    TellingRules(PublicationParameters parameters) {
        this.alertMinScoreMicros = parameters.alertMinScoreMicros();
        this.growth = parameters.growth();
    }

    /**
     * What is told of a ring that changed.
     *
     * @param ring as it is now, with what became of it in this round
     * @param told its case as last told of
     * @param isOfAnother whether another case that was told of, and not closed, turned into this ring or into a part of it
     */
    Optional<RingChange.Kind> of(Ring ring, Optional<ToldCase> told, boolean isOfAnother) {
        Change change = ring.lineage().change();
        if (ring.scoreMicros() < alertMinScoreMicros) {
            return told.filter(last -> !last.closed()).map(last -> RingChange.Kind.FALLEN);
        }
        if (change == Change.MERGED && isOfAnother) {
            return Optional.of(RingChange.Kind.MERGED);
        }
        boolean isOpen = told.filter(last -> !last.closed()).isPresent();
        if (change == Change.SPLIT && (isOpen || told.isEmpty() && isOfAnother)) {
            return Optional.of(RingChange.Kind.SPLIT);
        }
        if (told.isEmpty()) {
            return Optional.of(change == Change.BORN ? RingChange.Kind.BORN : RingChange.Kind.REACHED);
        }
        return told.filter(last -> last.isOutgrown(ring, growth)).map(last -> RingChange.Kind.GROWN);
    }
}
