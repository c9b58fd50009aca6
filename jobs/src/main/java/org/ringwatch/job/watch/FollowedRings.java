// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.jspecify.annotations.Nullable;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.lineage.Succession;
import org.ringwatch.ring.Ring;

/**
 * The rings and their cases from round to round. Rings that changed in a round are matched with what they were. Rings that did not change
 * share no account with those that did, so the lineage is that of all rings.
 *
 * <p>State is of the current key, so that rings need not fit into memory: rings, what of them changed in the rounds under way, and the cases
 * that were told of, which are forgotten a retention after they ended.
 */
final class FollowedRings {
    private static final MapStateDescriptor<Tuple2<Long, Long>, Ring> RINGS =
            new MapStateDescriptor<>("rings", Types.TUPLE(Types.LONG, Types.LONG), TypeInformation.of(Ring.class));
    private static final MapStateDescriptor<Tuple3<Long, Long, Long>, CommunityRing> CHANGED_RINGS =
            new MapStateDescriptor<>(
                    "changed-rings",
                    Types.TUPLE(Types.LONG, Types.LONG, Types.LONG),
                    TypeInformation.of(CommunityRing.class));
    private static final MapStateDescriptor<String, Boolean> CASES =
            new MapStateDescriptor<>("cases", Types.STRING, Types.BOOLEAN);
    private static final MapStateDescriptor<String, ToldCase> TOLD =
            new MapStateDescriptor<>("told", Types.STRING, TypeInformation.of(ToldCase.class));

    private final TellingRules rules;
    private final ChangeFormat format;

    /** Rings at the end of the last round, by community. */
    private final MapState<Tuple2<Long, Long>, Ring> rings;

    private final ChangedRings changedRings;

    /** Names of the cases that a ring carries on. */
    private final MapState<String, Boolean> cases;

    /** Cases that were told of. */
    private final MapState<String, ToldCase> told;

    private long ringCount;
    private long flaggedCount;

    /**
     * @param store state of the current key
     * @param ringCount rings that it holds
     * @param flaggedCount those of them that are flagged
     */
    FollowedRings(KeyedStateStore store, TellingRules rules, ChangeFormat format, long ringCount, long flaggedCount)
            throws Exception {
        this.rules = rules;
        this.format = format;
        this.rings = store.getMapState(RINGS);
        this.changedRings = new ChangedRings(store.getMapState(CHANGED_RINGS));
        this.cases = store.getMapState(CASES);
        this.told = store.getMapState(TOLD);
        this.ringCount = ringCount;
        this.flaggedCount = flaggedCount;
    }

    long ringCount() {
        return ringCount;
    }

    long flaggedCount() {
        return flaggedCount;
    }

    /** Rings at the end of the last round. */
    List<Ring> all() throws Exception {
        List<Ring> all = new ArrayList<>();
        rings.values().forEach(all::add);
        return all;
    }

    /** Takes what a community became in a round. */
    void take(long round, CommunityRing update) throws Exception {
        changedRings.put(round, update);
    }

    /** Puts into the state what is not there yet. */
    void save() throws Exception {
        changedRings.save();
    }

    /** A ring that changed in this round. */
    private record Changed(Tuple2<Long, Long> community, long scoreMicros, List<String> accounts) {}

    /**
     * Ends a round: follows the rings that changed and tells of them.
     *
     * @param round its watermark
     * @param clock its event time, milliseconds
     * @param silent whether cases only count as told of
     * @param sequence number of the next change
     * @return whether anything changed
     */
    boolean follow(long round, long clock, boolean silent, LongSupplier sequence, RoundTelling.Output output)
            throws Exception {
        List<EarlierRing> earlier = new ArrayList<>();
        Map<String, Changed> changed = new TreeMap<>();
        Map<Tuple2<Long, Long>, Tuple3<Long, Long, Long>> news = news(round);
        for (Map.Entry<Tuple2<Long, Long>, Tuple3<Long, Long, Long>> update : news.entrySet()) {
            Ring before = rings.get(update.getKey());
            if (before != null) {
                earlier.add(earlier(before));
                count(before, -1);
                rings.remove(update.getKey());
            }
            Ring now = changedRings.get(update.getValue()).ring();
            if (now != null) {
                changed.put(now.ringId(), new Changed(update.getKey(), now.scoreMicros(), now.accountIds()));
            }
        }
        if (earlier.isEmpty() && changed.isEmpty()) {
            return false;
        }
        Map<String, List<String>> accounts = new HashMap<>();
        changed.forEach((ringId, ring) -> accounts.put(ringId, ring.accounts));
        Succession succession = Succession.of(new EarlierRings("", "", earlier), accounts, this::isHeld);
        for (EarlierRing ring : earlier) {
            cases.remove(ring.caseId());
        }
        RoundTelling telling = new RoundTelling(rules, told, earlier, clock, silent, sequence, output);
        List<Map.Entry<String, Changed>> strongestFirst = new ArrayList<>(changed.entrySet());
        strongestFirst.sort(Map.Entry.comparingByValue(Comparator.comparingLong(ring -> -ring.scoreMicros)));
        for (Map.Entry<String, Changed> entry : strongestFirst) {
            Tuple2<Long, Long> community = entry.getValue().community;
            RingLineage lineage = succession.of(entry.getKey());
            Ring ring = Objects.requireNonNull(changedRings
                            .get(Objects.requireNonNull(news.get(community)))
                            .ring())
                    .with(lineage);
            rings.put(community, ring);
            cases.put(lineage.caseId(), true);
            count(ring, 1);
            telling.of(ring);
        }
        telling.ofEndedCases();
        for (Tuple3<Long, Long, Long> key : news.values()) {
            changedRings.remove(key);
        }
        return true;
    }

    /** Where what was last heard of communities up to the end of a round lies, if it is news; the rest is removed. */
    private Map<Tuple2<Long, Long>, Tuple3<Long, Long, Long>> news(long round) throws Exception {
        Map<Tuple2<Long, Long>, Tuple3<Long, Long, Long>> news = new LinkedHashMap<>();
        for (Tuple3<Long, Long, Long> key : changedRings.dueKeys(round)) {
            Tuple2<Long, Long> community = Tuple2.of(key.f1, key.f2);
            Tuple3<Long, Long, Long> older = news.remove(community);
            if (older != null) {
                changedRings.remove(older);
            }
            if (isNews(rings.get(community), changedRings.get(key).ring())) {
                news.put(community, key);
            } else {
                changedRings.remove(key);
            }
        }
        return news;
    }

    private static boolean isNews(@Nullable Ring before, @Nullable Ring now) {
        return before == null
                ? now != null
                : now == null || !now.with(before.lineage()).equals(before);
    }

    private EarlierRing earlier(Ring ring) {
        return new EarlierRing(
                ring.ringId(),
                ring.lineage().caseId(),
                format.version(ring),
                ring.flagged(),
                ring.scoreMicros(),
                ring.firstSeen(),
                ring.accountIds(),
                List.of());
    }

    private void count(Ring ring, int times) {
        ringCount += times;
        flaggedCount += ring.flagged() ? times : 0;
    }

    private boolean isHeld(String caseId) {
        try {
            return cases.contains(caseId);
        } catch (Exception e) {
            throw new IllegalStateException("state cannot be read", e);
        }
    }

    /** Forgets cases that ended before a cutoff: the events that their names stand for are past the retention, so they cannot come back. */
    void forgetEndedCases(long cutoff) throws Exception {
        List<String> past = new ArrayList<>();
        for (Map.Entry<String, ToldCase> last : told.entries()) {
            if (last.getValue().endedTime() < cutoff && !cases.contains(last.getKey())) {
                past.add(last.getKey());
            }
        }
        for (String caseId : past) {
            told.remove(caseId);
        }
    }
}
