// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongComparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings together the rows that share a key. Rows come in blocks in any order; the key is the words 1 … {@code keyWords}
 * of a row and word 0 tells its length.
 *
 * <p>Grouping is a counting sort: one pass numbers the keys in an open-addressing table, a second places a reference to
 * each row behind its key. Time is linear in the rows. Space beyond the blocks: 12 bytes a row and about 16 bytes a key.
 * Groups come in order of first arrival, which carries no meaning: nothing downstream may depend on it.
 */
public final class RowGroups {
    /** Called once for each key. The group is valid during the call only. */
    public interface Visitor {
        void visit(Group group);
    }

    private final int keyWords;
    private final int lengthMask;
    private final List<long[]> blocks = new ArrayList<>();
    private long rows;
    private int[] ends = {};
    private long[] refs = {};

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

    /** Visits every group. A second visit finds the rows of each group in the order the first one left them in. */
    public void forEach(Visitor visitor) {
        if (refs.length != rows) {
            group();
        }
        Group group = new Group(blocks.toArray(new long[0][]), refs);
        for (int g = 0; g + 1 < ends.length; g++) {
            group.from = ends[g];
            group.to = ends[g + 1];
            visitor.visit(group);
        }
    }

    /** Forgets all rows. */
    public void clear() {
        blocks.clear();
        refs = new long[0];
        ends = new int[0];
        rows = 0;
    }

    private void group() {
        if (rows > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(
                    "a partition holds at most 2^31 rows but has " + rows + "; raise the number of partitions");
        }
        int[] groupOf = new int[(int) rows];
        int groups = number(groupOf);
        ends = new int[groups + 1];
        for (int group : groupOf) {
            ends[group + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            ends[g + 1] += ends[g];
        }
        refs = place(groupOf, Arrays.copyOf(ends, groups));
    }

    /** Writes the number of each row's key to {@code groupOf} and returns how many keys there are. */
    private int number(int[] groupOf) {
        int capacity = Integer.highestOneBit(Math.max(16, (int) Math.min(rows, 1 << 29))) << 1;
        int[] table = new int[Math.min(capacity, 1024)];
        long[] firstRow = new long[Math.min(capacity, 1024)];
        int groups = 0;
        int row = 0;
        for (int b = 0; b < blocks.size(); b++) {
            long[] block = blocks.get(b);
            for (int at = 0; at < block.length; at += length(block, at)) {
                if (groups * 2 >= table.length) {
                    table = grow(table, firstRow, groups);
                    firstRow = Arrays.copyOf(firstRow, table.length);
                }
                int slot = slot(block, at, table.length - 1);
                while (true) {
                    int found = table[slot] - 1;
                    if (found < 0) {
                        table[slot] = ++groups;
                        firstRow[groups - 1] = reference(b, at);
                        groupOf[row++] = groups - 1;
                        break;
                    }
                    if (sameKey(block, at, firstRow[found])) {
                        groupOf[row++] = found;
                        break;
                    }
                    slot = (slot + 1) & (table.length - 1);
                }
            }
        }
        return groups;
    }

    private int[] grow(int[] table, long[] firstRow, int groups) {
        int[] grown = new int[table.length * 2];
        for (int g = 0; g < groups; g++) {
            long[] block = blocks.get((int) (firstRow[g] >>> 32));
            int slot = slot(block, (int) firstRow[g], grown.length - 1);
            while (grown[slot] != 0) {
                slot = (slot + 1) & (grown.length - 1);
            }
            grown[slot] = g + 1;
        }
        return grown;
    }

    private long[] place(int[] groupOf, int[] next) {
        long[] placed = new long[(int) rows];
        int row = 0;
        for (int b = 0; b < blocks.size(); b++) {
            long[] block = blocks.get(b);
            for (int at = 0; at < block.length; at += length(block, at)) {
                placed[next[groupOf[row++]]++] = reference(b, at);
            }
        }
        return placed;
    }

    private int slot(long[] block, int at, int mask) {
        long mixed = 0;
        for (int k = 1; k <= keyWords; k++) {
            mixed = (mixed ^ block[at + k]) * 0x9e37_79b9_7f4a_7c15L;
        }
        return (int) (mixed >>> 32) & mask;
    }

    private boolean sameKey(long[] block, int at, long ref) {
        long[] other = blocks.get((int) (ref >>> 32));
        int otherAt = (int) ref;
        for (int k = 1; k <= keyWords; k++) {
            if (block[at + k] != other[otherAt + k]) {
                return false;
            }
        }
        return true;
    }

    private int length(long[] block, int at) {
        return (int) block[at] & lengthMask;
    }

    private static long reference(int block, int at) {
        return (long) block << 32 | at;
    }

    /** The rows of one key. */
    public static final class Group {
        /** Groups up to this size are sorted by insertion: most have a handful of rows. */
        private static final int SMALL = 24;

        private final long[][] blocks;
        private final long[] refs;
        private int from;
        private int to;

        Group(long[][] blocks, long[] refs) {
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

        /** Keeps the first {@code size} rows. */
        void truncate(int size) {
            to = from + size;
        }

        /** Moves row {@code source} to place {@code target}. */
        void move(int source, int target) {
            refs[from + target] = refs[from + source];
        }

        /** Sorts the rows; {@code comparator} gets references for {@link #at}. */
        void sort(LongComparator comparator) {
            if (size() > SMALL) {
                // On a range of a larger array the library copies everything before the range, too.
                long[] own = Arrays.copyOfRange(refs, from, to);
                LongArrays.stableSort(own, comparator);
                System.arraycopy(own, 0, refs, from, own.length);
                return;
            }
            for (int i = from + 1; i < to; i++) {
                long ref = refs[i];
                int j = i;
                for (; j > from && comparator.compare(refs[j - 1], ref) > 0; j--) {
                    refs[j] = refs[j - 1];
                }
                refs[j] = ref;
            }
        }

        /** Word {@code word} of the row behind {@code ref}. */
        long at(long ref, int word) {
            return blocks[(int) (ref >>> 32)][(int) ref + word];
        }
    }
}
