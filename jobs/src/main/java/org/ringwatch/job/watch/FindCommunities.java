// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.Community;
import org.ringwatch.community.ComponentPartition;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.ring.RingScreen;

/**
 * Keeps the ties, and tells which communities changed: those of components in which a tie changed. It must see all ties, so it runs once:
 * ties are the few pairs of accounts that share more than chance gives. The baseline is the second input; it decides which communities may
 * become rings.
 *
 * <p>State: the ties and communities, some 200 bytes a tie; the same again in memory.
 */
final class FindCommunities extends BaselineOperator<Long, long[], CommunityPart> {
    private static final long serialVersionUID = 1L;

    private static final int KEY_WORDS = 4;

    /** The key of everything. */
    static final Long KEY = 0L;

    /** Accounts whose community changed: their hashes, then the hashes that name the community, or nothing for none. */
    static final OutputTag<long[]> MEMBERS = new OutputTag<>("members") {
        private static final long serialVersionUID = 1L;
    };

    private final DetectionParameters parameters;
    private final ConfirmedAccounts confirmed;

    private final MapStateDescriptor<Tuple4<Long, Long, Long, Long>, long[]> tiesDescriptor =
            new MapStateDescriptor<>("ties", Updates.PAIR, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final MapStateDescriptor<Tuple2<Long, Long>, long[]> communitiesDescriptor =
            new MapStateDescriptor<>("communities", Updates.ID, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ValueStateDescriptor<long[]> countsDescriptor =
            new ValueStateDescriptor<>("counts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private transient MapState<Tuple4<Long, Long, Long, Long>, long[]> ties;

    /** Rows of the communities told, by their first members. */
    private transient MapState<Tuple2<Long, Long>, long[]> communities;

    private transient TieGraph graph;

    /** The first member of each account's community. */
    private transient Map<Tuple2<Long, Long>, Tuple2<Long, Long>> communityOf;

    private transient Set<Tuple2<Long, Long>> changedAccounts;

    /** Whether it is not known which accounts changed. */
    private transient boolean anyChanged;

    /** What is told of all components: see {@link Facts}. */
    private transient ValueState<long[]> counts;

    private transient @Nullable RingScreen screen;

    FindCommunities(DetectionParameters parameters, ConfirmedAccounts confirmed, Baseline firstBaseline) {
        super("updates", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, firstBaseline);
        this.parameters = parameters;
        this.confirmed = confirmed;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        anyChanged = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        ties = state(tiesDescriptor);
        communities = state(communitiesDescriptor);
        counts = state(countsDescriptor);
        graph = new TieGraph();
        communityOf = new HashMap<>();
        changedAccounts = new LinkedHashSet<>();
        super.open();
        setCurrentKey(KEY);
        for (Map.Entry<Tuple4<Long, Long, Long, Long>, long[]> tie : ties.entries()) {
            Tuple4<Long, Long, Long, Long> pair = tie.getKey();
            graph.put(Tuple2.of(pair.f0, pair.f1), Tuple2.of(pair.f2, pair.f3), tie.getValue());
        }
        for (long[] row : communities.values()) {
            Community community = Community.ofRow(row, 0);
            for (int m = 0; m < community.size(); m++) {
                communityOf.put(member(community, m), member(community, 0));
            }
        }
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return tiesDescriptor;
    }

    @Override
    void take(long[] update) throws Exception {
        Tuple2<Long, Long> first = Updates.id(update, 0);
        Tuple2<Long, Long> second = Updates.id(update, 2);
        long[] row = Updates.rows(update, KEY_WORDS);
        if (row.length == 0) {
            ties.remove(Updates.pair(update));
            graph.remove(first, second);
        } else {
            ties.put(Updates.pair(update), row);
            graph.put(first, second, row);
        }
        changedAccounts.add(first);
        changedAccounts.add(second);
        mark();
    }

    @Override
    void baselineChanged() {
        screen = null;
    }

    @Override
    void judge(Long key, boolean changed, boolean refresh) throws Exception {
        boolean everywhere = refresh || anyChanged;
        Set<Tuple2<Long, Long>> region = everywhere ? everybody() : graph.around(changedAccounts);
        changedAccounts.clear();
        anyChanged = false;
        Map<Tuple2<Long, Long>, long[]> found = new LinkedHashMap<>();
        long[] counted = find(region, found);
        if (everywhere) {
            tellCounts(counted);
        }
        tellCommunities(tellMembers(region, found), found);
    }

    private Set<Tuple2<Long, Long>> everybody() {
        Set<Tuple2<Long, Long>> everybody = new LinkedHashSet<>(graph.accounts());
        everybody.addAll(communityOf.keySet());
        return everybody;
    }

    /** Finds the communities among these accounts, which are whole components; the counts of {@link #tellCounts}. */
    private long[] find(Set<Tuple2<Long, Long>> region, Map<Tuple2<Long, Long>, long[]> found) {
        ComponentPartition partition =
                new ComponentPartition(parameters.clusteringMethod(), parameters.clustering(), confirmed::contains);
        Set<Tuple2<Long, Long>> seen = new HashSet<>();
        long components = 0;
        long largest = 0;
        for (Tuple2<Long, Long> account : region) {
            if (seen.contains(account) || graph.of(account).isEmpty()) {
                continue;
            }
            Set<Tuple2<Long, Long>> component = graph.around(List.of(account));
            seen.addAll(component);
            partition.add(labelled(account, component));
            components++;
            largest = Math.max(largest, component.size());
        }
        RingScreen judge = screen();
        long[] communitiesFound = new long[1];
        partition.forEach(judge::mostScoreMicros, community -> {
            communitiesFound[0]++;
            judge.screen(community).ifPresent(candidate -> found.put(member(candidate, 0), candidate.toRow()));
        });
        return new long[] {
            components, largest, partition.tightenedComponents(), partition.tightenedAccounts(), communitiesFound[0]
        };
    }

    /** The ties of a component, each behind the component's label. */
    private long[] labelled(Tuple2<Long, Long> label, Set<Tuple2<Long, Long>> component) {
        RowBuffer rows = new RowBuffer(64 * component.size());
        for (Tuple2<Long, Long> account : component) {
            for (long[] row : graph.of(account).values()) {
                // Each tie is there from both ends.
                if (EdgeRow.firstOrder(row, 0) == account.f0 && EdgeRow.firstSecret(row, 0) == account.f1) {
                    rows.add(label.f0);
                    rows.add(label.f1);
                    rows.add(row, 0, row.length);
                }
            }
        }
        return rows.toBlock();
    }

    private RingScreen screen() {
        if (screen == null) {
            screen = new RingScreen(parameters.scoring(), baseline());
        }
        return screen;
    }

    /** Tells which accounts changed their community; the communities that these accounts were in. */
    private Set<Tuple2<Long, Long>> tellMembers(Set<Tuple2<Long, Long>> region, Map<Tuple2<Long, Long>, long[]> found) {
        Map<Tuple2<Long, Long>, Tuple2<Long, Long>> now = new HashMap<>();
        found.forEach((key, row) -> {
            Community community = Community.ofRow(row, 0);
            for (int m = 0; m < community.size(); m++) {
                now.put(member(community, m), key);
            }
        });
        Set<Tuple2<Long, Long>> keysBefore = new LinkedHashSet<>();
        for (Tuple2<Long, Long> account : region) {
            Tuple2<Long, Long> before = communityOf.remove(account);
            if (before != null) {
                keysBefore.add(before);
            }
            Tuple2<Long, Long> after = now.get(account);
            if (after != null) {
                communityOf.put(account, after);
            }
            if (!Objects.equals(before, after)) {
                emit(
                        MEMBERS,
                        after == null
                                ? new long[] {account.f0, account.f1}
                                : new long[] {account.f0, account.f1, after.f0, after.f1});
            }
        }
        return keysBefore;
    }

    private void tellCommunities(Set<Tuple2<Long, Long>> before, Map<Tuple2<Long, Long>, long[]> found)
            throws Exception {
        for (Tuple2<Long, Long> gone : before) {
            if (!found.containsKey(gone)) {
                communities.remove(gone);
                emit(CommunityPart.community(gone, null));
            }
        }
        for (Map.Entry<Tuple2<Long, Long>, long[]> community : found.entrySet()) {
            if (!Arrays.equals(communities.get(community.getKey()), community.getValue())) {
                communities.put(community.getKey(), community.getValue());
                emit(CommunityPart.community(community.getKey(), community.getValue()));
            }
        }
    }

    private void tellCounts(long[] counted) throws Exception {
        long[] before = counts.value() == null ? new long[counted.length] : counts.value();
        fact(Facts.COMPONENTS, counted[0] - before[0]);
        fact(Facts.LARGEST_COMPONENT, counted[1] - before[1]);
        fact(Facts.TIGHTENED_COMPONENTS, counted[2] - before[2]);
        fact(Facts.TIGHTENED_ACCOUNTS, counted[3] - before[3]);
        fact(Facts.COMMUNITIES, counted[4] - before[4]);
        counts.update(counted);
    }

    private static Tuple2<Long, Long> member(Community community, int index) {
        return Tuple2.of(community.orders()[index], community.secrets()[index]);
    }
}
