// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.jspecify.annotations.Nullable;

/**
 * The weights that one resource gives to pairs of its accounts, as they are made: what a rule makes a pair {@linkplain #worth worth}, what
 * others {@linkplain #times leave} of that, then {@linkplain #emit its row}. A tracer is told each step.
 */
final class PairWeights {
    private final ResourceType type;
    private final ResourceAccounts accounts;
    private final ResourcePartition.PairSink pairs;
    private final @Nullable ResourceTracer tracer;
    private boolean hub;

    PairWeights(
            ResourceType type,
            ResourceAccounts accounts,
            ResourcePartition.PairSink pairs,
            @Nullable ResourceTracer tracer) {
        this.type = type;
        this.accounts = accounts;
        this.pairs = pairs;
        this.tracer = tracer;
    }

    /** The resource is a hub: what it says still is about those of its crowd who are looked at. */
    void ofCrowd() {
        hub = true;
    }

    boolean isTraced() {
        return tracer != null;
    }

    /** The rule that keeps the resource from saying anything about pairs that are not looked at. */
    void otherwise(LinkRule rule) {
        if (tracer != null) {
            tracer.otherwise(rule);
        }
    }

    /** What a rule makes something worth, before anything is taken off. */
    double worth(LinkRule rule, double weight) {
        if (tracer != null) {
            tracer.begin(rule, weight);
        }
        return weight;
    }

    /** What a rule leaves of a weight. */
    double times(LinkRule rule, double weight, double factor) {
        double product = weight * factor;
        if (tracer != null) {
            tracer.step(rule, product);
        }
        return product;
    }

    /** The weight of a pair is made. */
    void emit(int i, int j, double weight) {
        emit(i, j, weight, meta(i, j));
    }

    /** The weight of a pair that met is made. */
    void emitMeeting(int i, int j, double weight) {
        emit(i, j, weight, PairRow.withMeeting(meta(i, j)));
    }

    /** The resource explains what a pair shares. */
    void explain(int i, int j) {
        emit(i, j, 0, PairRow.meta(type, true, PairRow.NO_GAP, accounts.size()));
    }

    private long meta(int i, int j) {
        return PairRow.meta(type, false, accounts.gapMinutes(i, j), accounts.size());
    }

    private void emit(int i, int j, double weight, long meta) {
        long micros = Math.round(weight * ResourcePartition.MICRO);
        long order = accounts.word(i, LinkRow.ACCOUNT_ORDER);
        long secret = accounts.word(i, LinkRow.ACCOUNT_SECRET);
        long otherOrder = accounts.word(j, LinkRow.ACCOUNT_ORDER);
        long otherSecret = accounts.word(j, LinkRow.ACCOUNT_SECRET);
        if (tracer != null) {
            tracer.item(order, secret, otherOrder, otherSecret, micros, meta);
        }
        if (micros == 0 && !PairRow.explains(meta)) {
            return;
        }
        RowBuffer row = pairs.buffer(order, otherOrder);
        row.add(hub ? PairRow.withHub(meta) : meta);
        row.add(order);
        row.add(secret);
        row.add(otherOrder);
        row.add(otherSecret);
        row.add(accounts.word(0, LinkRow.RESOURCE_ORDER));
        row.add(accounts.word(0, LinkRow.RESOURCE_SECRET));
        row.add(micros);
        row.add(accounts.word(i, LinkRow.BEHAVIOUR) | accounts.word(j, LinkRow.BEHAVIOUR) << 32);
    }
}
