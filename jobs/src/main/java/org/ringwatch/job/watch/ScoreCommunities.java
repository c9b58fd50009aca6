// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.Community;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.CanonicalSource;
import org.ringwatch.ring.MemberEvent;
import org.ringwatch.ring.Priors;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingFactory;
import org.ringwatch.ring.ScoringParameters;

/**
 * Keeps the communities with the events of their members, scores those that changed, and tells which rings they are. The baseline is
 * the second input.
 *
 * <p>State by community: its row and all events of its members, some 210 bytes each.
 */
final class ScoreCommunities extends BaselineOperator<Tuple2<Long, Long>, CommunityPart, CommunityRing> {
    private static final long serialVersionUID = 1L;

    private final ScoringParameters scoring;
    private final long minScoreMicros;
    private final Priors priors;

    private final ValueStateDescriptor<long[]> rowDescriptor =
            new ValueStateDescriptor<>("row", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final MapStateDescriptor<Tuple2<Long, Long>, byte[]> membersDescriptor =
            new MapStateDescriptor<>("members", Updates.ID, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ValueStateDescriptor<Boolean> toldDescriptor = new ValueStateDescriptor<>("told", Types.BOOLEAN);

    private transient ValueState<long[]> row;

    /** The events of each member. */
    private transient MapState<Tuple2<Long, Long>, byte[]> members;

    /** Whether a ring was told; absent for not. */
    private transient ValueState<Boolean> told;

    private transient @Nullable RingFactory factory;

    ScoreCommunities(ScoringParameters scoring, long minScoreMicros, Priors priors, Baseline firstBaseline) {
        super("parts", TypeInformation.of(CommunityPart.class), firstBaseline);
        this.scoring = scoring;
        this.minScoreMicros = minScoreMicros;
        this.priors = priors;
    }

    @Override
    public void open() throws Exception {
        row = state(rowDescriptor);
        members = state(membersDescriptor);
        told = state(toldDescriptor);
        super.open();
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return rowDescriptor;
    }

    @Override
    void take(CommunityPart part) throws Exception {
        if (part.isMember()) {
            Tuple2<Long, Long> account = Tuple2.of(part.accountOrder(), part.accountSecret());
            if (part.events() == null) {
                members.remove(account);
            } else {
                members.put(account, part.events());
            }
        } else {
            row.update(part.community());
        }
        mark();
    }

    @Override
    void baselineChanged() {
        factory = null;
    }

    @Override
    void judge(Tuple2<Long, Long> community, boolean changed, boolean refresh) throws Exception {
        Optional<Ring> ring = ring(refresh);
        if (ring.isPresent()) {
            if (told.value() == null) {
                told.update(true);
            }
            emit(new CommunityRing(community.f0, community.f1, ring.get()));
        } else if (told.value() != null) {
            told.clear();
            emit(new CommunityRing(community.f0, community.f1, null));
        }
    }

    /** Between refreshes ties may be told later than the events of their accounts. */
    private Optional<Ring> ring(boolean refresh) throws Exception {
        long[] words = row.value();
        if (words == null) {
            return Optional.empty();
        }
        List<MemberEvent> events = new ArrayList<>();
        for (byte[] stored : members.values()) {
            events.addAll(StoredEvents.decode(stored));
        }
        StoredEvents.place(events);
        Community community = Community.ofRow(words, 0);
        CanonicalSource canonicalSource = StoredEvents.canonicalSource(events);
        return refresh
                ? factory().create(community, events, canonicalSource)
                : factory().createByEvents(community, events, canonicalSource);
    }

    private RingFactory factory() {
        if (factory == null) {
            factory = new RingFactory(scoring, baseline(), minScoreMicros, priors);
        }
        return factory;
    }
}
