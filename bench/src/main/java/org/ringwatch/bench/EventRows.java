// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns lines into rows of seven words, dealt out to as many shares as there are threads by account: the hash of the
 * account, that of account and event id together, those of the four resources (0 where the line names none), and where the
 * account's text begins. Ids of up to eight bytes and equal length cannot collide; of n longer ones the chance that any two
 * do is n² / 2^65, one in a million for six million ids.
 */
final class EventRows {
    /** The columns that are read; their places are those of their words in a row. */
    static final List<String> COLUMNS = List.of("account_id", "event_id", "device_id", "ip", "wallet", "merchant_id");

    static final int ACCOUNT = 0;
    static final int EVENT = 1;
    static final int RESOURCES = 2;
    static final int KINDS = 4;
    static final int POSITION = 6;
    static final int WORDS = 7;

    private static final int BLOCK_WORDS = WORDS << 10;
    private static final long MULTIPLIER = 0xd6e8_feb8_6659_fd93L;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] row = new long[WORDS];
    private final long[][] blocks;
    private final int[] filled;
    private final List<List<long[]>> full = new ArrayList<>();
    private byte[] text = {};
    private long rejected;

    /** A reader that deals rows out to this many shares. */
    EventRows(int shares) {
        blocks = new long[shares][BLOCK_WORDS];
        filled = new int[shares];
        for (int share = 0; share < shares; share++) {
            full.add(new ArrayList<>());
        }
    }

    /** Lines so far that have no account or no event id. */
    long rejected() {
        return rejected;
    }

    /** The rows of a split in the order of its lines: for each share a list of blocks of whole rows. */
    List<List<long[]>> read(CsvSplit split, int number) {
        int length = split.bytes().capacity();
        if (text.length < length + Long.BYTES) {
            text = new byte[length + Long.BYTES];
        }
        split.bytes().get(0, text, 0, length);
        text[length] = '\n';
        for (int at = 0; at < length; ) {
            Arrays.fill(row, 0);
            at = readLine(split, (long) number << 32, at);
            if (row[ACCOUNT] == 0 || row[EVENT] == 0) {
                rejected++;
            } else {
                row[EVENT] = mix(row[EVENT] ^ Long.rotateLeft(row[ACCOUNT], 32));
                deal();
            }
        }
        List<List<long[]>> rows = new ArrayList<>();
        for (int share = 0; share < blocks.length; share++) {
            full.get(share).add(Arrays.copyOf(blocks[share], filled[share]));
            rows.add(List.copyOf(full.get(share)));
            full.get(share).clear();
            filled[share] = 0;
        }
        return rows;
    }

    /** Hashes the fields of the line at {@code start} into the row; returns where the next line starts. */
    private int readLine(CsvSplit split, long position, int start) {
        int[] wordOfColumn = split.wordOfColumn();
        byte[] bytes = text;
        int at = start;
        for (int word : wordOfColumn) {
            int from = at;
            while (bytes[at] != ',' && bytes[at] != '\n') {
                at++;
            }
            if (bytes[from] == '"') {
                throw new IllegalArgumentException(split.file() + ": the yardstick reads no quoted fields but met one");
            }
            boolean last = bytes[at] == '\n';
            if (word >= 0) {
                row[word] = hash(bytes, from, last && at > from && bytes[at - 1] == '\r' ? at - 1 : at);
                if (word == ACCOUNT) {
                    row[POSITION] = position | from;
                }
            }
            at++;
            if (last) {
                return at;
            }
        }
        while (bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private void deal() {
        int share = (int) ((row[ACCOUNT] >>> 40) % blocks.length);
        if (filled[share] == BLOCK_WORDS) {
            full.get(share).add(blocks[share]);
            blocks[share] = new long[BLOCK_WORDS];
            filled[share] = 0;
        }
        System.arraycopy(row, 0, blocks[share], filled[share], WORDS);
        filled[share] += WORDS;
    }

    /** Not 0, unless there are no bytes. Reads up to seven bytes behind the end. */
    private static long hash(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        long hash = to - from;
        int at = from;
        for (; at + Long.BYTES < to; at += Long.BYTES) {
            hash = mix(hash ^ (long) WORD.get(bytes, at));
        }
        long rest = (long) WORD.get(bytes, at) << Long.SIZE - Byte.SIZE * (to - at);
        return mix(hash ^ rest);
    }

    /** A bijection that spreads every bit upwards, then down; but 0, which marks what is absent, becomes 1. */
    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        mixed = (mixed ^ mixed >>> 32) * MULTIPLIER;
        mixed ^= mixed >>> 32;
        return mixed == 0 ? 1 : mixed;
    }
}
