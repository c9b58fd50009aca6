// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.Map;

/**
 * The events of one share of the accounts. An event is identified by account and event id: of equal lines one counts; of
 * differing lines the smallest by event time and then canonical bytes counts, the others are conflicting.
 *
 * <p>Memory: the packed rows (about 128 bytes an event) and 12 bytes an event for grouping.
 */
public final class AccountPartition {
    /** Called once for each account. The events are valid during the call only. */
    public interface Visitor {
        void visit(AccountEvents events);
    }

    private final RowGroups groups = new RowGroups(2, 0xff);
    private long duplicates;
    private long conflicting;
    private long digestHigh;
    private long digestLow;

    /** Takes over a block of event rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Visits every account with the events that count, then forgets them. */
    public void forEach(CanonicalSource canonicalSource, Visitor visitor) {
        LongArrayList tied = new LongArrayList();
        groups.forEach(group -> {
            group.sort((a, b) -> {
                int order = Long.compare(group.at(a, EventRow.EVENT_ID), group.at(b, EventRow.EVENT_ID));
                return order != 0 ? order : compareByTime(group, a, b);
            });
            collectTies(group, tied);
        });
        long[] positions = tied.toLongArray();
        Arrays.sort(positions);
        Map<Long, byte[]> canonical = positions.length == 0 ? Map.of() : canonicalSource.read(positions);
        groups.forEach(group -> {
            group.truncate(keepOnePerEvent(group, canonical));
            group.sort((a, b) -> compareInLife(group, a, b));
            AccountEvents events = new AccountEvents(group);
            digest(events);
            visitor.visit(events);
        });
        groups.clear();
    }

    /** Lines equal to another one, beyond the first. */
    public long duplicates() {
        return duplicates;
    }

    /** Differing lines of one event, beyond the one kept. */
    public long conflicting() {
        return conflicting;
    }

    /** First half of the order-free hash of the events kept: a sum over events modulo 2^64. */
    public long digestHigh() {
        return digestHigh;
    }

    /** Second half of the order-free hash. */
    public long digestLow() {
        return digestLow;
    }

    private void digest(AccountEvents events) {
        for (int e = 0; e < events.size(); e++) {
            digestHigh += events.contentHash(e);
            digestLow += mix(events.contentHash(e) ^ mix(events.orderHash()));
        }
    }

    /** Finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }

    private static int compareByTime(RowGroups.Group group, long a, long b) {
        int order = Long.compare(group.at(a, EventRow.TIME), group.at(b, EventRow.TIME));
        return order != 0 ? order : Long.compareUnsigned(group.at(a, EventRow.CONTENT), group.at(b, EventRow.CONTENT));
    }

    /** By time; of one instant a sign-up or change comes before what it makes possible, whatever the ids. */
    private static int compareInLife(RowGroups.Group group, long a, long b) {
        int order = Long.compare(group.at(a, EventRow.TIME), group.at(b, EventRow.TIME));
        order = order != 0 ? order : EventRow.type(group.at(a, 0)).compareTo(EventRow.type(group.at(b, 0)));
        return order != 0 ? order : Long.compareUnsigned(group.at(a, EventRow.CONTENT), group.at(b, EventRow.CONTENT));
    }

    private static boolean sameEvent(RowGroups.Group group, int a, int b) {
        return group.word(a, EventRow.EVENT_ID) == group.word(b, EventRow.EVENT_ID);
    }

    private static boolean sameLine(RowGroups.Group group, int a, int b) {
        return sameEvent(group, a, b) && group.word(a, EventRow.CONTENT) == group.word(b, EventRow.CONTENT);
    }

    /** Adds one position for each distinct line among those that share the earliest time of their event. */
    private static void collectTies(RowGroups.Group group, LongArrayList tied) {
        int size = group.size();
        for (int first = 0; first < size; ) {
            int next = first + 1;
            while (next < size && sameEvent(group, first, next)) {
                boolean earliest = group.word(next, EventRow.TIME) == group.word(first, EventRow.TIME);
                if (earliest && !sameLine(group, next - 1, next)) {
                    if (next - 1 == first || sameLine(group, first, next - 1)) {
                        tied.add(group.word(first, EventRow.POSITION));
                    }
                    tied.add(group.word(next, EventRow.POSITION));
                }
                next++;
            }
            first = next;
        }
    }

    private int keepOnePerEvent(RowGroups.Group group, Map<Long, byte[]> canonical) {
        int size = group.size();
        int kept = 0;
        for (int first = 0; first < size; ) {
            int best = first;
            int next = first + 1;
            for (; next < size && sameEvent(group, first, next); next++) {
                if (sameLine(group, next - 1, next)) {
                    duplicates++;
                } else {
                    conflicting++;
                    if (group.word(next, EventRow.TIME) == group.word(best, EventRow.TIME)
                            && Arrays.compareUnsigned(line(group, next, canonical), line(group, best, canonical)) < 0) {
                        best = next;
                    }
                }
            }
            group.move(best, kept++);
            first = next;
        }
        return kept;
    }

    private static byte[] line(RowGroups.Group group, int row, Map<Long, byte[]> canonical) {
        byte[] bytes = canonical.get(group.word(row, EventRow.POSITION));
        if (bytes == null) {
            throw new IllegalStateException("the line of a conflicting event was not read again: file "
                    + EventRow.file(group.word(row, EventRow.POSITION)) + ", offset "
                    + EventRow.offset(group.word(row, EventRow.POSITION)));
        }
        return bytes;
    }
}
