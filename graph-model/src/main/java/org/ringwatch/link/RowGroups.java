// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.Arrays;

/**
 * Brings together the rows that share a key. Rows come in blocks in any order; a row begins with the word that tells
 * its length and the words of its key, or has the key in front of a row that tells its own length.
 *
 * <p>Made for the cache. Once there are many rows, each is copied, as long as its block is still at hand, into one of {@link
 * #BUCKETS} buckets chosen by the top bits of its key's hash. Then each bucket is grouped by itself in an open-addressing
 * table and visited before the next one is looked at: everything that belongs together lies within a megabyte or two, not
 * scattered over gigabytes. Time is linear in the rows. Space: the rows themselves, and some 40 bytes a row of the bucket that
 * is being grouped. Groups come in an order that carries no meaning: nothing downstream may depend on it.
 */
public final class RowGroups {
    /** Called once for each key. The group is valid during the call only. */
    public interface Visitor {
        void visit(Group group);
    }

    private static final int BUCKET_BITS = 9;
    private static final int BUCKETS = 1 << BUCKET_BITS;

    /** Up to this many words (16 MB) all rows stay in one bucket. */
    private static final long FEW_WORDS = 2L << 20;

    private final int firstKeyWord;
    private final int keyWords;
    private final int lengthWord;
    private final int lengthMask;
    private Rows[] buckets = {new Rows()};
    private long rows;
    private long words;

    /**
     * Groups rows whose word 0 tells their length and whose next words are the key.
     *
     * @param keyWords number of words that make the key, at least 1
     * @param lengthMask bits of word 0 that hold the row's length in words
     */
    RowGroups(int keyWords, int lengthMask) {
        this(1, keyWords, 0, lengthMask);
    }

    private RowGroups(int firstKeyWord, int keyWords, int lengthWord, int lengthMask) {
        this.firstKeyWord = firstKeyWord;
        this.keyWords = keyWords;
        this.lengthWord = lengthWord;
        this.lengthMask = lengthMask;
    }

    /**
     * Groups rows that begin with so many words of key, before a word that tells how many words are left, itself
     * included.
     */
    public static RowGroups behindKey(int keyWords) {
        return new RowGroups(0, keyWords, keyWords, Integer.MAX_VALUE);
    }

    /** Takes over a block of whole rows. */
    public void add(long[] block) {
        for (int at = 0; at < block.length; at += length(block, at)) {
            rows++;
        }
        words += block.length;
        if (buckets.length > 1) {
            deal(block, block.length);
        } else if (words <= FEW_WORDS) {
            buckets[0].takeOver(block);
        } else {
            Rows few = buckets[0];
            buckets = new Rows[BUCKETS];
            for (int b = 0; b < BUCKETS; b++) {
                buckets[b] = new Rows();
            }
            for (int b = 0; b < few.blocks; b++) {
                deal(few.block[b], few.end[b]);
            }
            deal(block, block.length);
        }
    }

    /** Rows added and not visited so far. */
    public long rows() {
        return rows;
    }

    /** Visits every group, and forgets it. */
    public void forEach(Visitor visitor) {
        Grouping grouping = new Grouping();
        for (Rows bucket : buckets) {
            grouping.visit(bucket, visitor);
            bucket.forget();
        }
        buckets = new Rows[] {new Rows()};
        rows = 0;
        words = 0;
    }

    private void deal(long[] block, int end) {
        for (int at = 0; at < end; at += length(block, at)) {
            buckets[(int) (hash(block, at) >>> Long.SIZE - BUCKET_BITS)].copy(block, at, length(block, at));
        }
    }

    private long hash(long[] block, int at) {
        long mixed = 0;
        for (int k = firstKeyWord; k < firstKeyWord + keyWords; k++) {
            mixed = (mixed ^ block[at + k]) * 0x9e37_79b9_7f4a_7c15L;
            mixed ^= mixed >>> 32;
        }
        return mixed * 0x9e37_79b9_7f4a_7c15L;
    }

    private int length(long[] block, int at) {
        return lengthWord + ((int) block[at + lengthWord] & lengthMask);
    }

    /** Whole rows in blocks, the last of which may have room left. */
    private static final class Rows {
        private static final int BLOCK_WORDS = 2048;

        private long[][] block = new long[4][];
        private int[] end = new int[4];
        private int blocks;

        void takeOver(long[] whole) {
            if (blocks == block.length) {
                block = Arrays.copyOf(block, 2 * blocks);
                end = Arrays.copyOf(end, 2 * blocks);
            }
            block[blocks] = whole;
            end[blocks++] = whole.length;
        }

        void copy(long[] source, int at, int length) {
            if (blocks == 0 || block[blocks - 1].length - end[blocks - 1] < length) {
                takeOver(new long[Math.max(BLOCK_WORDS, length)]);
                end[blocks - 1] = 0;
            }
            System.arraycopy(source, at, block[blocks - 1], end[blocks - 1], length);
            end[blocks - 1] += length;
        }

        void forget() {
            block = new long[0][];
            end = new int[0];
            blocks = 0;
        }
    }

    /** Groups one bucket after the other; its arrays serve all of them. */
    private final class Grouping {
        /** Group number + 1 by slot; a bucket uses as many slots as {@code mask} + 1. */
        private int[] table = new int[64];

        private int mask;

        private int[] groupOf = new int[32];
        private long[] firstOf = new long[32];
        private int[] ends = new int[32];
        private long[] grouped = new long[32];

        void visit(Rows bucket, Visitor visitor) {
            int size = size(bucket);
            if (size == 0) {
                return;
            }
            makeRoom(size);
            int groups = number(bucket);
            place(bucket, groups);
            Group group = new Group(bucket.block, grouped);
            for (int g = 0; g < groups; g++) {
                group.from = g == 0 ? 0 : ends[g - 1];
                group.to = ends[g];
                visitor.visit(group);
            }
        }

        private int size(Rows bucket) {
            int size = 0;
            for (int b = 0; b < bucket.blocks; b++) {
                for (int at = 0; at < bucket.end[b]; at += length(bucket.block[b], at)) {
                    size++;
                }
            }
            return size;
        }

        private void makeRoom(int size) {
            if (groupOf.length < size) {
                int room = size + (size >>> 2);
                groupOf = new int[room];
                firstOf = new long[room];
                ends = new int[room];
                grouped = new long[room];
            }
            int slots = Integer.highestOneBit(Math.max(8, Math.min(size, 1 << 28))) << 2;
            if (table.length < slots) {
                table = new int[slots];
            } else {
                Arrays.fill(table, 0, slots, 0);
            }
            mask = slots - 1;
        }

        /** Numbers the keys and counts the rows of each. */
        private int number(Rows bucket) {
            int groups = 0;
            int row = 0;
            for (int b = 0; b < bucket.blocks; b++) {
                long[] block = bucket.block[b];
                for (int at = 0; at < bucket.end[b]; at += length(block, at)) {
                    int slot = (int) hash(block, at) & mask;
                    while (table[slot] != 0 && !sameKey(block, at, bucket, firstOf[table[slot] - 1])) {
                        slot = (slot + 1) & mask;
                    }
                    if (table[slot] == 0) {
                        firstOf[groups] = reference(b, at);
                        ends[groups++] = 0;
                        table[slot] = groups;
                    }
                    groupOf[row++] = table[slot] - 1;
                    ends[table[slot] - 1]++;
                }
            }
            return groups;
        }

        /** Places a reference to each row behind its key, which turns counts into ends. */
        private void place(Rows bucket, int groups) {
            int before = 0;
            for (int g = 0; g < groups; g++) {
                int count = ends[g];
                ends[g] = before;
                before += count;
            }
            int row = 0;
            for (int b = 0; b < bucket.blocks; b++) {
                long[] block = bucket.block[b];
                for (int at = 0; at < bucket.end[b]; at += length(block, at)) {
                    grouped[ends[groupOf[row++]]++] = reference(b, at);
                }
            }
        }

        private boolean sameKey(long[] block, int at, Rows bucket, long ref) {
            long[] other = bucket.block[(int) (ref >>> 32)];
            int otherAt = (int) ref;
            for (int k = firstKeyWord; k < firstKeyWord + keyWords; k++) {
                if (block[at + k] != other[otherAt + k]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static long reference(int block, int at) {
        return (long) block << 32 | at;
    }

    /** The rows of one key, in the order in which they came. */
    public static final class Group {
        private final long[][] blocks;
        private final long[] refs;
        private int from;
        private int to;

        private Group(long[][] blocks, long[] refs) {
            this.blocks = blocks;
            this.refs = refs;
        }

        /** Number of rows. */
        public int size() {
            return to - from;
        }

        /** Word {@code word} of row {@code row}. */
        public long word(int row, int word) {
            long ref = refs[from + row];
            return blocks[(int) (ref >>> 32)][(int) ref + word];
        }

        /** The block that holds row {@code row}. */
        public long[] block(int row) {
            return blocks[(int) (refs[from + row] >>> 32)];
        }

        /** Where row {@code row} starts in its block. */
        public int start(int row) {
            return (int) refs[from + row];
        }
    }
}
