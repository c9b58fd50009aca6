// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.LinkRow;
import org.ringwatch.link.ResourcePartition;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RowBuffer;

/**
 * Keeps who is linked to each resource, and tells pairs of accounts what the resource says about them, where that changed; and which
 * resources are hubs. The baseline is the second input.
 *
 * <p>State by resource: its links (some 100 bytes each, of a crowd half as much again in a log), and 48 bytes for each pair it says anything about.
 */
final class JudgeLinks extends BaselineOperator<Tuple2<Long, Long>, long[], long[]> {
    private static final long serialVersionUID = 1L;

    /**
     * Resources that became hubs, other hubs, or none any more, for an account that can name them: it stays the same as long as it is
     * linked to the resource, so that what is told of it comes in order.
     */
    static final OutputTag<long[]> UNNAMED_HUBS = new OutputTag<>("unnamed-hubs") {
        private static final long serialVersionUID = 1L;
    };

    /** In place of a type: the resource is no hub any more. */
    static final int NO_HUB = -1;

    /** What was told: fingerprint of the hub (0 for none), its witness, then of {@link ToldPairs pairs}. */
    private static final int HUB = 0;

    private static final int WITNESS = 1;
    private static final int HEADER = 3;
    private static final int PAIR_WORDS = 4;

    /** What is told of a hub: type, accounts, events, reason. */
    private static final int HUB_WORDS = 4;

    private static final long[] NOTHING = new long[HEADER];

    /**
     * A resource is judged when as large a part of its links changed, one in so many: of few, at once; of thousands, whose judgement
     * takes long, a while later.
     */
    private static final int CHANGED_PART = 64;

    /** And when one link changed for so many of its pairs: all of them are looked at again. */
    private static final int PAIRS_A_CHANGE = 256;

    /**
     * About so many rounds later it is judged in any case, half as many at least: each resource has its own number, as after a refresh, when
     * all were judged, they would else all be due in the same round.
     */
    private static final int PATIENCE = 64;

    /** And one round more for so many pairs, which may all be told anew: it bounds the part of them in a round. */
    private static final int PAIRS_A_ROUND = 512;

    private static final ToldRows.Layout LINK = new ToldRows.Layout() {
        @Override
        public int length(long[] rows, int at) {
            return LinkRow.length(rows, at);
        }

        @Override
        public Tuple2<Long, Long> teller(long[] rows, int at) {
            return Tuple2.of(LinkRow.accountOrder(rows, at), LinkRow.accountSecret(rows, at));
        }
    };

    private final LinkParameters parameters;

    private final ValueStateDescriptor<long[]> linksDescriptor =
            new ValueStateDescriptor<>("links", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ValueStateDescriptor<long[]> toldDescriptor =
            new ValueStateDescriptor<>("told", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

    private final ListStateDescriptor<long[]> linksLogDescriptor =
            new ListStateDescriptor<>("links-log", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ListStateDescriptor<long[]> toldLogDescriptor =
            new ListStateDescriptor<>("told-log", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

    /** The link of each account. */
    private transient ToldRows<Tuple2<Long, Long>> links;

    private transient ToldPairsState told;

    /** Resources that are not judged at once, as far as they were judged since the job began. */
    private transient Map<Tuple2<Long, Long>, Crowd> crowds;

    private transient ResourcePartition partition;
    private transient RowBuffer pairs;
    private transient ToldPairs toldPairs;
    private transient long rounds;

    JudgeLinks(LinkParameters parameters, Baseline firstBaseline) {
        super("updates", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, firstBaseline);
        this.parameters = parameters;
    }

    @Override
    public void open() throws Exception {
        crowds = new HashMap<>();
        partition = new ResourcePartition(parameters);
        pairs = new RowBuffer(1024);
        toldPairs = new ToldPairs();
        super.open();
        links = new ToldRows<>(state(linksDescriptor), list(linksLogDescriptor), LINK);
        told = new ToldPairsState(state(toldDescriptor), list(toldLogDescriptor), HEADER);
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return toldDescriptor;
    }

    /** What changed of a resource that is not judged at once is put in, as it would be lost; the mark tells to judge it. */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (Tuple2<Long, Long> resource : links.changedKeys()) {
            setCurrentKey(resource);
            links.save(resource);
        }
        super.snapshotState(context);
    }

    @Override
    void take(long[] update) {
        links.put(currentKey(), Updates.id(update, 2), Updates.rows(update, 4));
        Crowd crowd = crowds.get(currentKey());
        if (crowd != null) {
            crowd.changes++;
        }
        mark();
    }

    /** A resource of one account, as most are, says nothing, and nothing is remembered of what it said. */
    @Override
    void judge(Tuple2<Long, Long> resource, boolean changed, boolean refresh) throws Exception {
        Crowd crowd = crowds.remove(resource);
        if (crowd != null && !refresh && crowd.changes < crowd.patience && rounds < crowd.dueIn) {
            crowds.put(resource, crowd);
            mark();
            return;
        }
        long[] rows = links.settle(resource);
        int linkCount = count(rows);
        boolean isShared = linkCount > 1;
        long[] stored = told.value();
        if (!isShared && stored == null) {
            return;
        }
        long[] before = stored == null ? NOTHING : stored;
        Verdict verdict = new Verdict(rows);
        long[] after = toldPairs.tell(before, HEADER, pairs.toBlock(), refresh, (words, at, evidence) -> {
            long[] key = Arrays.copyOfRange(words, at, at + PAIR_WORDS);
            emit(Updates.of(key, resource.f0, resource.f1, evidence, 0, evidence.length));
        });
        pairs.clear();
        verdict.tellHub(resource, before, after);
        if (!isShared) {
            told.clear();
        } else {
            told.update(stored, after);
        }
        int pairCount = ToldPairs.count(after, HEADER);
        int patience = Math.max(linkCount / CHANGED_PART, pairCount / PAIRS_A_CHANGE);
        if (patience > 1) {
            long own = resource.f1 & PATIENCE - 1;
            crowds.put(resource, new Crowd(patience, rounds + PATIENCE / 2 + own + pairCount / PAIRS_A_ROUND));
        }
    }

    @Override
    void endRound(boolean refresh) {
        rounds++;
    }

    private static int count(long[] rows) {
        int links = 0;
        for (int at = 0; at < rows.length; at += LinkRow.length(rows, at)) {
            links++;
        }
        return links;
    }

    /** How many changes of a link a resource that was judged waits for, how many there were since, and when it is judged in any case. */
    private static final class Crowd {
        private final int patience;
        private final long dueIn;
        private int changes;

        Crowd(int patience, long dueIn) {
            this.patience = patience;
            this.dueIn = dueIn;
        }
    }

    /** What the partition says about one resource: pairs into {@link #pairs}, and whether it is a hub. */
    private final class Verdict {
        private final long[] rows;
        private long @Nullable [] hub;

        Verdict(long[] rows) {
            this.rows = rows;
            partition.add(rows);
            partition.forEach(
                    baseline(), (first, second) -> pairs, (type, order, secret, witness, accounts, events, reason) -> {
                        if (type != ResourceType.NETWORK_56 && type != ResourceType.NETWORK_48) {
                            hub = new long[] {type.ordinal(), accounts, events, reason.ordinal(), witness};
                        }
                    });
        }

        /** Tells it if it is new. */
        void tellHub(Tuple2<Long, Long> resource, long[] before, long[] after) {
            long[] told = hub == null ? new long[] {NO_HUB} : Arrays.copyOf(hub, HUB_WORDS);
            after[HUB] = hub == null ? 0 : Updates.fingerprint(told, 0, told.length);
            fact(Facts.HUBS, (hub == null ? 0 : 1) - (before[HUB] == 0 ? 0 : 1));
            long[] witness = {before[WITNESS], before[WITNESS + 1]};
            if (hub != null && !(before[HUB] != 0 && isLinked(witness))) {
                witness = linked(hub[HUB_WORDS]);
            }
            after[WITNESS] = witness[0];
            after[WITNESS + 1] = witness[1];
            if (after[HUB] != before[HUB]) {
                emit(UNNAMED_HUBS, Updates.of(witness, resource.f0, resource.f1, told, 0, told.length));
            }
        }

        private boolean isLinked(long[] account) {
            for (int at = 0; at < rows.length; at += LinkRow.length(rows, at)) {
                if (LinkRow.accountOrder(rows, at) == account[0] && LinkRow.accountSecret(rows, at) == account[1]) {
                    return true;
                }
            }
            return false;
        }

        private long[] linked(long secret) {
            for (int at = 0; at < rows.length; at += LinkRow.length(rows, at)) {
                if (LinkRow.accountSecret(rows, at) == secret) {
                    return new long[] {LinkRow.accountOrder(rows, at), secret};
                }
            }
            throw new IllegalStateException("a hub has a witness that is not linked to it");
        }
    }
}
