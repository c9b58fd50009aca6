// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings together the rows that share a key. Rows come in blocks in any order; the key is the words 1 … {@code keyWords}
 * of a row and word 0 tells its length.
 *
 * <p>Two steps, each made for the cache. A counting sort on the top bits of the keys' hashes deals references to the rows
 * into buckets of some ten thousand rows, reading the blocks from end to end. Then each bucket is grouped in an
 * open-addressing table that fits the cache, and visited before the next one is looked at. Time is linear in the rows. Space
 * beyond the blocks: 8 bytes a row, and some 300 KB for a bucket. Groups come in an order that carries no meaning: nothing
 * downstream may depend on it.
 */
public final class RowGroups {
    /** Called once for each key. The group is valid during the call only. */
    public interface Visitor {
        void visit(Group group);
    }

    private static final int ROWS_PER_BUCKET = 1 << 14;
    private static final int MAX_BUCKET_BITS = 16;
    private static final int MAX_ROWS = Integer.MAX_VALUE - 8;

    private final int keyWords;
    private final int lengthMask;
    private final List<long[]> blocks = new ArrayList<>();
    private long rows;

    /**
     * @param keyWords number of words that make the key, at least 1
     * @param lengthMask bits of word 0 that hold the row's length in words
     */
    RowGroups(int keyWords, int lengthMask) {
        this.keyWords = keyWords;
        this.lengthMask = lengthMask;
    }

    /** Takes over a block of whole rows. */
    public void add(long[] block) {
        blocks.add(block);
        for (int at = 0; at < block.length; at += length(block, at)) {
            rows++;
        }
    }

    /** Rows added so far. */
    public long rows() {
        return rows;
    }

    /** Visits every group. */
    public void forEach(Visitor visitor) {
        if (rows > MAX_ROWS) {
            throw new IllegalStateException(
                    "a partition holds at most 2^31 rows but has " + rows + "; raise the number of partitions");
        }
        int bits = bucketBits();
        int[] ends = countBuckets(bits);
        long[] refs = deal(bits, ends);
        Bucket bucket = new Bucket(blocks.toArray(new long[0][]));
        int from = 0;
        for (int end : ends) {
            bucket.visit(refs, from, end, visitor);
            from = end;
        }
    }

    /** Forgets all rows. */
    public void clear() {
        blocks.clear();
        rows = 0;
    }

    private int bucketBits() {
        int bits = 0;
        while (bits < MAX_BUCKET_BITS && rows >>> bits > ROWS_PER_BUCKET) {
            bits++;
        }
        return bits;
    }

    /** Rows of each bucket. */
    private int[] countBuckets(int bits) {
        int[] counts = new int[1 << bits];
        for (long[] block : blocks) {
            for (int at = 0; at < block.length; at += length(block, at)) {
                counts[bucket(hash(block, at), bits)]++;
            }
        }
        return counts;
    }

    /** References to all rows in order of bucket; turns the counts into the buckets' ends. */
    private long[] deal(int bits, int[] counts) {
        int before = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            int count = counts[bucket];
            counts[bucket] = before;
            before += count;
        }
        long[] refs = new long[(int) rows];
        for (int b = 0; b < blocks.size(); b++) {
            long[] block = blocks.get(b);
            for (int at = 0; at < block.length; at += length(block, at)) {
                refs[counts[bucket(hash(block, at), bits)]++] = (long) b << 32 | at;
            }
        }
        return refs;
    }

    private static int bucket(long hash, int bits) {
        return bits == 0 ? 0 : (int) (hash >>> 64 - bits);
    }

    private long hash(long[] block, int at) {
        long mixed = 0;
        for (int k = 1; k <= keyWords; k++) {
            mixed = (mixed ^ block[at + k]) * 0x9e37_79b9_7f4a_7c15L;
            mixed ^= mixed >>> 32;
        }
        return mixed * 0x9e37_79b9_7f4a_7c15L;
    }

    private int length(long[] block, int at) {
        return (int) block[at] & lengthMask;
    }

    /** Groups one bucket after the other; its arrays serve all of them. */
    private final class Bucket {
        private final long[][] blockOf;
        /** Group number + 1 by slot. */
        private int[] table = {};

        private int[] groupOf = {};
        private long[] firstOf = {};
        private int[] ends = {};
        private long[] grouped = {};

        Bucket(long[][] blockOf) {
            this.blockOf = blockOf;
        }

        void visit(long[] refs, int from, int to, Visitor visitor) {
            makeRoom(to - from);
            int groups = number(refs, from, to);
            place(refs, from, to, groups);
            Group group = new Group(blockOf, grouped);
            for (int g = 0; g < groups; g++) {
                group.from = g == 0 ? 0 : ends[g - 1];
                group.to = ends[g];
                visitor.visit(group);
            }
        }

        private void makeRoom(int size) {
            if (groupOf.length < size) {
                int room = size + (size >>> 2);
                groupOf = new int[room];
                firstOf = new long[room];
                ends = new int[room];
                grouped = new long[room];
            }
            int slots = Integer.highestOneBit(Math.max(8, size)) << 2;
            if (table.length != slots) {
                table = new int[slots];
            } else {
                Arrays.fill(table, 0);
            }
        }

        /** Numbers the keys and counts the rows of each. */
        private int number(long[] refs, int from, int to) {
            int mask = table.length - 1;
            int groups = 0;
            for (int r = from; r < to; r++) {
                long ref = refs[r];
                long[] block = blockOf[(int) (ref >>> 32)];
                int at = (int) ref;
                int slot = (int) hash(block, at) & mask;
                while (table[slot] != 0 && !sameKey(block, at, firstOf[table[slot] - 1])) {
                    slot = (slot + 1) & mask;
                }
                if (table[slot] == 0) {
                    firstOf[groups] = ref;
                    ends[groups++] = 0;
                    table[slot] = groups;
                }
                groupOf[r - from] = table[slot] - 1;
                ends[table[slot] - 1]++;
            }
            return groups;
        }

        private void place(long[] refs, int from, int to, int groups) {
            int before = 0;
            for (int g = 0; g < groups; g++) {
                int count = ends[g];
                ends[g] = before;
                before += count;
            }
            for (int r = from; r < to; r++) {
                grouped[ends[groupOf[r - from]]++] = refs[r];
            }
        }

        private boolean sameKey(long[] block, int at, long ref) {
            long[] other = blockOf[(int) (ref >>> 32)];
            int otherAt = (int) ref;
            for (int k = 1; k <= keyWords; k++) {
                if (block[at + k] != other[otherAt + k]) {
                    return false;
                }
            }
            return true;
        }
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
