// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.Map;
import org.ringwatch.event.WordHash;

/**
 * The events of one share of the accounts. An event is identified by account and event id: of equal lines one counts; of
 * differing lines the smallest by event time and then canonical bytes counts, the others are conflicting.
 *
 * <p>Memory: the packed rows (about 128 bytes an event).
 */
public final class AccountPartition {
    /** Called once for each account. The events are valid during the call only. */
    public interface Visitor {
        void visit(AccountEvents events);
    }

    private final RowGroups groups = new RowGroups(2, EventRow.LENGTH_MASK);
    private final SortedRows rows = new SortedRows(EventRow.LENGTH_MASK);
    private final AccountEvents events = new AccountEvents(rows);
    private final Repetition repetition = new Repetition();
    private long duplicates;
    private long conflicting;
    private long digestHigh;
    private long digestLow;

    /** Takes over a block of event rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /**
     * Visits every account with the events that count, then forgets them. Accounts whose lines have to be read again to
     * settle a conflict come last.
     */
    public void forEach(CanonicalSource canonicalSource, Visitor visitor) {
        LongArrayList tied = new LongArrayList();
        RowGroups unsettled = new RowGroups(2, EventRow.LENGTH_MASK);
        groups.forEach(group -> {
            rows.read(group);
            if (repetition.isIn(rows)) {
                rows.sort(this::compareByEvent);
                int before = tied.size();
                collectTies(tied);
                if (tied.size() > before) {
                    unsettled.add(copyOf(group));
                    return;
                }
                rows.truncate(keepOnePerEvent(Map.of()));
            }
            visit(visitor);
        });
        if (!tied.isEmpty()) {
            long[] positions = tied.toLongArray();
            Arrays.sort(positions);
            Map<Long, byte[]> canonical = canonicalSource.read(positions);
            unsettled.forEach(group -> {
                rows.read(group);
                rows.sort(this::compareByEvent);
                rows.truncate(keepOnePerEvent(canonical));
                visit(visitor);
            });
        }
    }

    private void visit(Visitor visitor) {
        rows.sort(this::compareInLife);
        digest();
        visitor.visit(events);
    }

    private static long[] copyOf(RowGroups.Group group) {
        RowBuffer copy = new RowBuffer(16 * group.size());
        for (int r = 0; r < group.size(); r++) {
            copy.add(group.block(r), group.start(r), EventRow.length(group.word(r, 0)));
        }
        return copy.toBlock();
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

    private void digest() {
        for (int e = 0; e < events.size(); e++) {
            digestHigh += events.contentHash(e);
            digestLow += WordHash.finish(events.contentHash(e) ^ WordHash.finish(events.orderHash()));
        }
    }

    private int compareByEvent(int a, int b) {
        int order = Long.compare(rows.at(a, EventRow.EVENT_ID), rows.at(b, EventRow.EVENT_ID));
        order = order != 0 ? order : Long.compare(rows.at(a, EventRow.TIME), rows.at(b, EventRow.TIME));
        return order != 0 ? order : Long.compareUnsigned(rows.at(a, EventRow.CONTENT), rows.at(b, EventRow.CONTENT));
    }

    /** By time; of one instant a sign-up or change comes before what it makes possible, whatever the ids. */
    private int compareInLife(int a, int b) {
        int order = Long.compare(rows.at(a, EventRow.TIME), rows.at(b, EventRow.TIME));
        order = order != 0 ? order : EventRow.type(rows.at(a, 0)).compareTo(EventRow.type(rows.at(b, 0)));
        return order != 0 ? order : Long.compareUnsigned(rows.at(a, EventRow.CONTENT), rows.at(b, EventRow.CONTENT));
    }

    private boolean sameEvent(int a, int b) {
        return rows.word(a, EventRow.EVENT_ID) == rows.word(b, EventRow.EVENT_ID);
    }

    private boolean sameLine(int a, int b) {
        return sameEvent(a, b) && rows.word(a, EventRow.CONTENT) == rows.word(b, EventRow.CONTENT);
    }

    /** Adds one position for each distinct line among those that share the earliest time of their event. */
    private void collectTies(LongArrayList tied) {
        int size = rows.size();
        for (int first = 0; first < size; ) {
            int next = first + 1;
            while (next < size && sameEvent(first, next)) {
                boolean earliest = rows.word(next, EventRow.TIME) == rows.word(first, EventRow.TIME);
                if (earliest && !sameLine(next - 1, next)) {
                    if (next - 1 == first || sameLine(first, next - 1)) {
                        tied.add(rows.word(first, EventRow.POSITION));
                    }
                    tied.add(rows.word(next, EventRow.POSITION));
                }
                next++;
            }
            first = next;
        }
    }

    private int keepOnePerEvent(Map<Long, byte[]> canonical) {
        int size = rows.size();
        int kept = 0;
        for (int first = 0; first < size; ) {
            int best = first;
            int next = first + 1;
            for (; next < size && sameEvent(first, next); next++) {
                if (sameLine(next - 1, next)) {
                    duplicates++;
                } else {
                    conflicting++;
                    if (rows.word(next, EventRow.TIME) == rows.word(best, EventRow.TIME)
                            && Arrays.compareUnsigned(line(next, canonical), line(best, canonical)) < 0) {
                        best = next;
                    }
                }
            }
            rows.move(best, kept++);
            first = next;
        }
        return kept;
    }

    private byte[] line(int row, Map<Long, byte[]> canonical) {
        long position = rows.word(row, EventRow.POSITION);
        byte[] bytes = canonical.get(position);
        if (bytes == null) {
            throw new IllegalStateException("the line of a conflicting event was not read again: file "
                    + EventRow.file(position) + ", offset " + EventRow.offset(position));
        }
        return bytes;
    }

    /** Tells quickly whether any event id appears twice among an account's rows: mostly none does. */
    private static final class Repetition {
        private long[] table = new long[64];

        boolean isIn(SortedRows rows) {
            int size = rows.size();
            int slots = Integer.highestOneBit(Math.max(8, size)) << 2;
            if (table.length < slots) {
                table = new long[slots];
            } else {
                Arrays.fill(table, 0, slots, 0);
            }
            int mask = slots - 1;
            boolean zero = false;
            for (int r = 0; r < size; r++) {
                long id = rows.word(r, EventRow.EVENT_ID);
                if (id == 0) {
                    if (zero) {
                        return true;
                    }
                    zero = true;
                    continue;
                }
                int slot = (int) (id >>> 32) & mask;
                while (table[slot] != 0) {
                    if (table[slot] == id) {
                        return true;
                    }
                    slot = (slot + 1) & mask;
                }
                table[slot] = id;
            }
            return false;
        }
    }
}
