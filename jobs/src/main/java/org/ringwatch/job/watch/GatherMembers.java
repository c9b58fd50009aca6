// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.HubReason;
import org.ringwatch.link.ResourceType;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.MemberEvent;

/**
 * Keeps each account's events a second time, for when it becomes a member: streams have no way back to where they are kept first.
 * Sends the events of members to their communities, and gives hubs their names. The second input tells of memberships and hubs.
 *
 * <p>State by account: its events, some 210 bytes each.
 */
final class GatherMembers extends RoundOperator<Tuple2<Long, Long>, CommunityPart>
        implements TwoInputStreamOperator<MemberEvent, long[], CommunityPart> {
    private static final long serialVersionUID = 1L;

    /** Hubs with their names. */
    static final OutputTag<HubUpdate> HUBS = new OutputTag<>("hubs") {
        private static final long serialVersionUID = 1L;
    };

    private static final ResourceType[] TYPES = ResourceType.values();
    private static final HubReason[] REASONS = HubReason.values();
    private static final int MEMBERSHIP_WORDS = 4;

    private final int retentionDays;
    private final ListStateDescriptor<byte[]> eventsDescriptor =
            new ListStateDescriptor<>("events", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ValueStateDescriptor<Long> firstDescriptor = new ValueStateDescriptor<>("first", Types.LONG);
    private final ValueStateDescriptor<Tuple2<Long, Long>> communityDescriptor =
            new ValueStateDescriptor<>("community", Updates.ID);
    private final ValueStateDescriptor<Tuple2<Long, Long>> toldDescriptor =
            new ValueStateDescriptor<>("told", Updates.ID);

    private transient Held<Tuple2<Long, Long>, MemberEvent> arriving;
    private transient Held<Tuple2<Long, Long>, long[]> updates;
    private transient ListState<byte[]> events;

    /** Earliest event time of the account. */
    private transient ValueState<Long> first;

    /** The community that the account is in; absent for none. */
    private transient ValueState<Tuple2<Long, Long>> community;

    /** The one that its events were sent to. */
    private transient ValueState<Tuple2<Long, Long>> told;

    /** Hubs that the account that is judged has to name. */
    private transient Map<Tuple2<Long, Long>, long[]> unnamed;

    GatherMembers(int retentionDays) {
        this.retentionDays = retentionDays;
    }

    @Override
    public void open() throws Exception {
        events = list(eventsDescriptor);
        first = state(firstDescriptor);
        community = state(communityDescriptor);
        told = state(toldDescriptor);
        unnamed = new LinkedHashMap<>();
        super.open();
        arriving = hold("arriving", TypeInformation.of(MemberEvent.class), this::keep);
        updates = hold("updates", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, this::take);
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return firstDescriptor;
    }

    @Override
    public void processElement1(StreamRecord<MemberEvent> element) throws Exception {
        arriving.add(element.getTimestamp(), currentKey(), element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<long[]> element) throws Exception {
        updates.add(element.getTimestamp(), currentKey(), element.getValue());
    }

    private void keep(MemberEvent event) throws Exception {
        long[] row = event.row();
        events.add(StoredEvents.encode(event));
        Long before = first.value();
        if (before == null || EventRow.time(row) < before) {
            first.update(EventRow.time(row));
        }
        if (community.value() != null) {
            mark();
        }
    }

    private void take(long[] update) throws Exception {
        if (update.length == 2) {
            community.clear();
        } else if (update.length == MEMBERSHIP_WORDS) {
            community.update(Updates.id(update, 2));
        } else {
            unnamed.put(Updates.id(update, 2), Updates.rows(update, MEMBERSHIP_WORDS));
        }
        mark();
    }

    @Override
    void judge(Tuple2<Long, Long> account, boolean changed, boolean refresh) throws Exception {
        boolean expired = refresh && expire();
        if (!changed && !expired) {
            return;
        }
        nameHubs();
        Tuple2<Long, Long> before = told.value();
        Tuple2<Long, Long> now = community.value();
        if (before != null && !before.equals(now)) {
            emit(CommunityPart.member(before, account, null));
            told.clear();
        }
        if (now != null) {
            List<MemberEvent> all = new ArrayList<>();
            for (byte[] event : events.get()) {
                all.addAll(StoredEvents.decode(event));
            }
            emit(CommunityPart.member(now, account, StoredEvents.encode(all)));
            told.update(now);
        }
    }

    /** Forgets events that are past the retention; whether there were any. */
    private boolean expire() throws Exception {
        long cutoff = Days.cutoff(clock(), retentionDays);
        Long earliest = first.value();
        if (earliest == null || earliest >= cutoff) {
            return false;
        }
        long left = Long.MAX_VALUE;
        List<byte[]> kept = new ArrayList<>();
        for (byte[] stored : events.get()) {
            long time = EventRow.time(StoredEvents.decode(stored).get(0).row());
            if (time >= cutoff) {
                kept.add(stored);
                left = Math.min(left, time);
            }
        }
        events.update(kept);
        if (kept.isEmpty()) {
            first.clear();
        } else {
            first.update(left);
        }
        return true;
    }

    private void nameHubs() throws Exception {
        for (Map.Entry<Tuple2<Long, Long>, long[]> hub : unnamed.entrySet()) {
            if (hub.getValue()[0] == JudgeLinks.NO_HUB) {
                emit(HUBS, new HubUpdate(hub.getKey().f0, hub.getKey().f1, null));
                continue;
            }
            for (byte[] stored : events.get()) {
                MemberEvent event = StoredEvents.decode(stored).get(0);
                if (names(event.row(), hub.getKey())) {
                    long[] told = hub.getValue();
                    ResourceType type = TYPES[(int) told[0]];
                    emit(
                            HUBS,
                            new HubUpdate(
                                    hub.getKey().f0,
                                    hub.getKey().f1,
                                    new Hub(
                                            EntityType.of(type),
                                            Ids.resource(event.event(), type),
                                            told[1],
                                            told[2],
                                            REASONS[(int) told[3]].text())));
                    break;
                }
            }
        }
        unnamed.clear();
    }

    private static boolean names(long[] row, Tuple2<Long, Long> resource) {
        boolean[] found = new boolean[1];
        EventRow.forEachResource(
                row, (type, order, secret) -> found[0] |= order == resource.f0 && secret == resource.f1);
        return found[0];
    }
}
