// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one district as encoded CSV lines, written in the order in which they arrive. Holds the bytes of all
 * lines (about 120 an event) in blocks, plus 16 bytes an event; nothing else is kept.
 */
final class EventLog {

    static final String HEADER =
            "event_id,event_time,event_type,account_id,device_id,ip,merchant_id,wallet,beneficiary_id,"
                    + "amount_minor,currency,order_id,product_id,outcome,two_factor,family_id,account_kind,ip_kind,ip_country,"
                    + "utc_offset_min\n";

    private static final int BLOCK_BITS = 20;
    private static final int BLOCK_BYTES = 1 << BLOCK_BITS;
    private static final int LENGTH_BITS = 16;
    private static final int ORDINAL_BITS = 24;

    private final long start;
    private final List<byte[]> blocks = new ArrayList<>();
    private ByteBuffer block = ByteBuffer.allocate(0);
    private long[] places = new long[1 << 12];
    private long[] arrivals = new long[1 << 12];
    private int size;

    /** {@code start} is the world's first moment, in epoch milliseconds. */
    EventLog(long start) {
        this.start = start;
    }

    int size() {
        return size;
    }

    /** Adds a line (ASCII, with its line feed) that arrives at {@code arrival}. */
    void add(long arrival, CharSequence line) {
        int length = line.length();
        if (block.remaining() < length) {
            block = ByteBuffer.allocate(BLOCK_BYTES);
            blocks.add(block.array());
        }
        int offset = block.position();
        for (int i = 0; i < length; i++) {
            block.put((byte) line.charAt(i));
        }
        place(((long) (blocks.size() - 1) << BLOCK_BITS | offset) << LENGTH_BITS | length, arrival);
    }

    /** The line added last arrives once more. */
    void repeat(long arrival) {
        place(places[size - 1], arrival);
    }

    /** Forgets the lines added last so that {@code length} remain. */
    void truncate(int length) {
        size = Math.min(size, length);
    }

    /** Writes header and lines by arrival; lines of the same second in the order in which they were added. */
    void write(Path file) throws IOException {
        Arrays.sort(arrivals, 0, size);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < size; i++) {
                long place = places[(int) (arrivals[i] & ((1 << ORDINAL_BITS) - 1))];
                long address = place >>> LENGTH_BITS;
                byte[] bytes = blocks.get((int) (address >>> BLOCK_BITS));
                out.write(bytes, (int) (address & (BLOCK_BYTES - 1)), (int) (place & ((1 << LENGTH_BITS) - 1)));
            }
        }
    }

    private void place(long place, long arrival) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            arrivals = Arrays.copyOf(arrivals, size * 2);
        }
        places[size] = place;
        arrivals[size] = ((arrival - start) / 1000) << ORDINAL_BITS | size;
        size++;
    }
}
