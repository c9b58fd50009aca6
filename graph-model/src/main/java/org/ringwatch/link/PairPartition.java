// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.List;

/**
 * The evidence on one share of the pairs of accounts: sums it, caps what addresses add, discounts pairs that share a home
 * or family, and keeps pairs at the threshold or above.
 *
 * <p>Sums are made in millionths, so their order does not matter. Memory: 72 bytes an item.
 */
public final class PairPartition {
    private final RowGroups groups = new RowGroups(PairRow.KEY_WORDS, PairRow.LENGTH_MASK);
    private final SortedRows rows = new SortedRows(PairRow.LENGTH_MASK);
    private final LinkParameters parameters;
    private final long ipCapMicros;
    private final long thresholdMicros;
    private final Inquiry inquiry;
    private final TraceSink traces;
    private final Ladder ladder = new Ladder();

    /** An empty share. */
    public PairPartition(LinkParameters parameters) {
        this(parameters, Inquiry.nobody(), TraceSink.none());
    }

    /** An empty share that explains what it does for the account of an inquiry. */
    public PairPartition(LinkParameters parameters, Inquiry inquiry, TraceSink traces) {
        this.parameters = parameters;
        this.inquiry = inquiry;
        this.traces = traces;
        this.ipCapMicros = Math.round(parameters.ipPairCap() * ResourcePartition.MICRO);
        this.thresholdMicros = Math.round(parameters.pairThreshold() * ResourcePartition.MICRO);
    }

    /** Takes over a block of pair rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Items of evidence added so far. */
    public long items() {
        return groups.rows();
    }

    /** Appends an {@link EdgeRow} for each pair that is tied to {@code edges}, then forgets the evidence. */
    public void forEach(RowBuffer edges) {
        groups.forEach(pair -> {
            boolean asked = !inquiry.isEmpty() && isAsked(pair);
            long weight = weightMicros(pair, true, asked);
            if (asked) {
                tell(pair, weight);
            }
            if (weight >= thresholdMicros) {
                write(pair, weight, edges);
            }
        });
    }

    private boolean isAsked(RowGroups.Group pair) {
        return inquiry.isSubject(pair.word(0, 1), pair.word(0, 2))
                || inquiry.isSubject(pair.word(0, 3), pair.word(0, 4));
    }

    private void tell(RowGroups.Group pair, long weight) {
        int other = inquiry.isSubject(pair.word(0, 1), pair.word(0, 2)) ? 3 : 1;
        List<Step> steps = ladder.steps();
        traces.pair(new PairTrace(
                pair.word(0, other),
                pair.word(0, other + 1),
                weight - steps.stream().mapToLong(Step::micros).sum(),
                steps,
                weight,
                weight >= thresholdMicros));
    }

    /** Weight of a tie, with or without what rests on hubs. */
    private long weightMicros(RowGroups.Group pair, boolean withHubs, boolean explained) {
        long things = 0;
        long addresses = 0;
        long networks56 = 0;
        long networks48 = 0;
        boolean home = false;
        for (int i = 0; i < pair.size(); i++) {
            long meta = pair.word(i, 0);
            home |= PairRow.explains(meta);
            long weight = withHubs || !PairRow.isHub(meta) ? pair.word(i, PairRow.WEIGHT) : 0;
            switch (PairRow.type(meta)) {
                case IP -> addresses += weight;
                case NETWORK_56 -> networks56 += weight;
                case NETWORK_48 -> networks48 += weight;
                default -> things += weight;
            }
        }
        // Who shares an address shares its networks: that says the same again.
        long places = Math.max(addresses, Math.max(networks56, networks48));
        long capped = Math.min(places, ipCapMicros);
        long sum = things + Math.round(capped * parameters.ipWeight());
        long weight = home ? Math.round(sum * parameters.homeFactor()) : sum;
        if (explained) {
            ladder.begin(things + addresses + networks56 + networks48);
            ladder.reach(LinkRule.SAME_PLACE, things + places);
            ladder.reach(LinkRule.ADDRESS_CAP, things + capped);
            ladder.reach(LinkRule.ADDRESS_WEIGHT, sum);
            ladder.reach(LinkRule.COMMON_HOME, weight);
        }
        return weight;
    }

    private void write(RowGroups.Group pair, long weight, RowBuffer edges) {
        boolean restsOnHub = weightMicros(pair, false, false) < thresholdMicros;
        rows.read(pair);
        rows.sort(this::compareItems);
        edges.add(EdgeRow.HEADER + (long) EdgeRow.ITEM * rows.size());
        for (int word = 1; word <= PairRow.KEY_WORDS; word++) {
            edges.add(rows.word(0, word));
        }
        edges.add(weight);
        edges.add(rows.word(0, PairRow.BEHAVIOURS));
        for (int i = 0; i < rows.size(); i++) {
            edges.add(restsOnHub ? PairRow.withHub(rows.word(i, 0)) : rows.word(i, 0));
            edges.add(rows.word(i, PairRow.RESOURCE_ORDER));
            edges.add(rows.word(i, PairRow.RESOURCE_SECRET));
            edges.add(rows.word(i, PairRow.WEIGHT));
        }
    }

    private int compareItems(int a, int b) {
        int order = PairRow.type(rows.at(a, 0)).compareTo(PairRow.type(rows.at(b, 0)));
        order = order != 0
                ? order
                : Long.compareUnsigned(rows.at(a, PairRow.RESOURCE_ORDER), rows.at(b, PairRow.RESOURCE_ORDER));
        return order != 0 ? order : Long.compare(rows.at(a, PairRow.WEIGHT), rows.at(b, PairRow.WEIGHT));
    }
}
