// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringwatch.link.CanonicalSource;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.ring.MemberEvent;

/**
 * Events as they lie in state: the number of words of the row, the row, the number of canonical bytes, these bytes. Some 210
 * bytes an event.
 */
final class StoredEvents {
    private StoredEvents() {}

    /** The bytes of one event. */
    static byte[] encode(MemberEvent event) {
        return encode(List.of(event));
    }

    /** The bytes of several events, one behind the other. */
    static byte[] encode(List<MemberEvent> events) {
        int length = 0;
        for (MemberEvent event : events) {
            length += 2 * Integer.BYTES + Long.BYTES * event.row().length + event.canonical().length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (MemberEvent event : events) {
            bytes.putInt(event.row().length);
            bytes.asLongBuffer().put(event.row());
            bytes.position(bytes.position() + Long.BYTES * event.row().length);
            bytes.putInt(event.canonical().length);
            bytes.put(event.canonical());
        }
        return bytes.array();
    }

    /** The events that {@link #encode} wrote. */
    static List<MemberEvent> decode(byte[] encoded) {
        List<MemberEvent> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        while (bytes.hasRemaining()) {
            long[] row = new long[bytes.getInt()];
            bytes.asLongBuffer().get(row);
            bytes.position(bytes.position() + Long.BYTES * row.length);
            byte[] canonical = new byte[bytes.getInt()];
            bytes.get(canonical);
            events.add(new MemberEvent(row, canonical));
        }
        return events;
    }

    /** Gives each event the position by which {@link #canonicalSource} finds it. */
    static void place(List<MemberEvent> events) {
        for (int e = 0; e < events.size(); e++) {
            EventRow.place(events.get(e).row(), e);
        }
    }

    /** The rows of the events as one block. */
    static long[] rows(List<MemberEvent> events) {
        RowBuffer rows = new RowBuffer(16 * events.size());
        for (MemberEvent event : events) {
            rows.add(event.row(), 0, event.row().length);
        }
        return rows.toBlock();
    }

    /** Finds the canonical bytes of {@linkplain #place placed} events. */
    static CanonicalSource canonicalSource(List<MemberEvent> events) {
        List<MemberEvent> placed = new ArrayList<>(events);
        return positions -> {
            Map<Long, byte[]> found = new HashMap<>();
            for (long position : positions) {
                found.put(position, placed.get((int) position).canonical());
            }
            return found;
        };
    }
}
