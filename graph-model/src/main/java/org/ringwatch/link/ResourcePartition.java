// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.jspecify.annotations.Nullable;

/**
 * The links of one share of the resources: decides which resources are hubs and what the others say about the pairs of
 * accounts seen with them.
 *
 * <p>Pairs are bounded: a resource is a hub when more accounts than its cap come in 30 days, or ten times as many in all,
 * or more than {@link #MAX_ACCOUNTS}. A resource that is no hub gives at most one pair for each two of its accounts, and a
 * merchant a second one. Of a hub only those count who moved value there, see {@link Judgement#judgeCrowd}. Memory: the
 * packed links (about 64 bytes each).
 */
public final class ResourcePartition {
    /** Where pair evidence goes: the buffer of the share that the pair belongs to. */
    public interface PairSink {
        RowBuffer buffer(long firstOrder, long secondOrder);
    }

    /** Told of every hub; {@code witness} is the secret hash of an account that was seen with it. */
    public interface HubSink {
        void hub(
                ResourceType type, long order, long secret, long witness, long accounts, long events, HubReason reason);
    }

    static final double MICRO = 1e6;

    /** However slowly they come: this many times the cap is a crowd, and bounds the pairs. */
    private static final int LIFETIME_CAPS = 10;

    /** And so is this number, unless the cap itself is higher: it bounds the pairs of one resource to some 700 thousand. */
    private static final int MAX_ACCOUNTS = 1200;

    /** Of a crowd as many are looked at, at most a cap of them at once: it bounds the pairs to 600 thousand at a cap of 60. */
    private static final int MAX_SUSPECTS = 20_000;

    private final RowGroups groups = new RowGroups(2, LinkRow.LENGTH_MASK);
    private final ResourceAccounts accounts = new ResourceAccounts();
    private final LinkParameters parameters;
    private final Inquiry inquiry;
    private final TraceSink traces;

    /** An empty share. */
    public ResourcePartition(LinkParameters parameters) {
        this(parameters, Inquiry.nobody(), TraceSink.none());
    }

    /** An empty share that explains what it does for the accounts of an inquiry. */
    public ResourcePartition(LinkParameters parameters, Inquiry inquiry, TraceSink traces) {
        this.parameters = parameters;
        this.inquiry = inquiry;
        this.traces = traces;
    }

    /** Takes over a block of link rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Links added so far. */
    public long links() {
        return groups.rows();
    }

    /** Judges every resource, then forgets the links. */
    public void forEach(Baseline baseline, PairSink pairs, HubSink hubs) {
        groups.forEach(group -> {
            ResourceTracer tracer = inquiry.isEmpty()
                    ? null
                    : ResourceTracer.ofAsked(inquiry, traces, group).orElse(null);
            if (group.size() > 1) {
                new Judgement(group, baseline, pairs, tracer).judge(hubs);
            }
            if (tracer != null) {
                tracer.end(baseline);
            }
        });
    }

    /** One resource: whether it is a hub, and of which of its accounts it says something. */
    private final class Judgement {
        private final RowGroups.Group group;
        private final Baseline baseline;
        private final @Nullable ResourceTracer tracer;
        private final ResourceType type;
        private final PairWeights weights;
        private final int cap;

        Judgement(RowGroups.Group group, Baseline baseline, PairSink pairs, @Nullable ResourceTracer tracer) {
            this.group = group;
            this.baseline = baseline;
            this.tracer = tracer;
            this.type = LinkRow.type(group.word(0, 0));
            this.weights = new PairWeights(type, accounts, pairs, tracer);
            this.cap = parameters.cap(type);
        }

        void judge(HubSink hubs) {
            boolean crowd = areMany(group.size());
            if (!crowd) {
                accounts.read(group);
                crowd = comeFast();
            }
            if (crowd) {
                tell(hubs);
                judgeCrowd();
            } else {
                accounts.sort();
                share();
            }
        }

        /** Whether the accounts are too many in all. */
        private boolean areMany(int count) {
            return count > Math.max(cap, Math.min(LIFETIME_CAPS * cap, MAX_ACCOUNTS));
        }

        /** Whether more accounts than the cap come in thirty days. */
        private boolean comeFast() {
            return accounts.size() > cap && accounts.mostInThirtyDays() > cap;
        }

        private void share() {
            new SharedResource(type, accounts, weights, parameters, baseline).share();
        }

        /**
         * What a crowd hides: those who moved value on a device or wallet, and those who act oddly and moved value at an address
         * or to a beneficiary. When they alone are no crowd they share the resource like others do. Else, except at an
         * address, those do whose first contact lies within one day, in order of time, as many as the cap at once.
         */
        private void judgeCrowd() {
            if (tracer != null) {
                tracer.crowd();
            }
            if (type == ResourceType.MERCHANT || type == ResourceType.FAMILY) {
                return;
            }
            accounts.read(group, this::isSuspect);
            if (accounts.size() < 2) {
                return;
            }
            accounts.sort();
            accounts.keepFirst(MAX_SUSPECTS);
            weights.ofCrowd();
            if (!areMany(accounts.size()) && !comeFast()) {
                share();
            } else if (!type.isAddress()) {
                accounts.forEachDay(cap, this::share);
            }
        }

        private boolean isSuspect(int row) {
            boolean value = LinkRow.hasContact(group.block(row), group.start(row), LinkRow.VALUE);
            boolean thing = type == ResourceType.DEVICE || type == ResourceType.WALLET;
            return value
                    && (thing
                            || Baseline.isFlagged(group.word(row, LinkRow.BEHAVIOUR))
                            || LinkRow.hasContact(group.block(row), group.start(row), LinkRow.STRANGE));
        }

        private void tell(HubSink hubs) {
            if (type == ResourceType.FAMILY) {
                return;
            }
            long events = 0;
            for (int row = 0; row < group.size(); row++) {
                events += LinkRow.events(group.word(row, 0));
            }
            long order = group.word(0, LinkRow.RESOURCE_ORDER);
            long secret = group.word(0, LinkRow.RESOURCE_SECRET);
            hubs.hub(type, order, secret, witness(secret), group.size(), events, HubReason.of(type));
        }

        /** An account whose events name the resource, which those of who receives by its own name do not. */
        private long witness(long secret) {
            long first = group.word(0, LinkRow.ACCOUNT_SECRET);
            boolean own = type == ResourceType.BENEFICIARY && IdHasher.typed(first, type) == secret;
            return own ? group.word(1, LinkRow.ACCOUNT_SECRET) : first;
        }
    }
}
