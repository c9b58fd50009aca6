// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.TraceSink;
import org.ringwatch.why.Explanation;

/** Of the pairs of the account asked about, those that are told: the strongest of a share, and that with the other account. */
final class StrongestPairs implements TraceSink {
    /** Weakest first. */
    private static final Comparator<PairTrace> BY_STRENGTH = Comparator.comparingLong(PairTrace::weightMicros)
            .thenComparing((a, b) -> Long.compareUnsigned(b.order(), a.order()))
            .thenComparing((a, b) -> Long.compareUnsigned(b.secret(), a.secret()));

    private final Inquiry inquiry;
    private final PriorityQueue<PairTrace> strongest = new PriorityQueue<>(BY_STRENGTH);
    private final List<PairTrace> withOther = new ArrayList<>();
    private long partners;
    private long tiesOfSubject;
    private long tiesOfOther;

    StrongestPairs(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    @Override
    public void pair(PairTrace trace) {
        partners += trace.weightMicros() > 0 ? 1 : 0;
        if (inquiry.isOther(trace.order(), trace.secret())) {
            withOther.add(trace);
        } else {
            strongest.add(trace);
            if (strongest.size() > Explanation.MAX_STRONGEST) {
                strongest.remove();
            }
        }
    }

    /** Counts a tie of the account asked about or of the other one: the {@link EdgeRow} at {@code at}. */
    void countTie(long[] block, int at) {
        if (inquiry.isEmpty()) {
            return;
        }
        long first = EdgeRow.firstOrder(block, at);
        long firstSecret = EdgeRow.firstSecret(block, at);
        long second = EdgeRow.secondOrder(block, at);
        long secondSecret = EdgeRow.secondSecret(block, at);
        tiesOfSubject += inquiry.isSubject(first, firstSecret) || inquiry.isSubject(second, secondSecret) ? 1 : 0;
        tiesOfOther += inquiry.isOther(first, firstSecret) || inquiry.isOther(second, secondSecret) ? 1 : 0;
    }

    /** The pairs to tell. */
    List<PairTrace> pairs() {
        List<PairTrace> pairs = new ArrayList<>(strongest);
        pairs.addAll(withOther);
        return pairs;
    }

    /** Others with whom the account asked about shares anything that weighs. */
    long partners() {
        return partners;
    }

    long tiesOfSubject() {
        return tiesOfSubject;
    }

    long tiesOfOther() {
        return tiesOfOther;
    }

    @Override
    public void resource(ResourceTrace trace) {
        throw new IllegalStateException("resources are judged elsewhere");
    }

    @Override
    public void item(ItemTrace trace) {
        throw new IllegalStateException("items are made elsewhere");
    }
}
