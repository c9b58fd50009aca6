// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.ArrayList;
import java.util.List;

/** Cuts input files into the parts that subtasks read. */
public final class InputSplits {

    private static final int SPLITS_PER_SUBTASK = 4;
    private static final long MIN_LENGTH = 1L << 20;
    private static final long MAX_LENGTH = 64L << 20;

    private InputSplits() {}

    /**
     * Splits that cover every file that is not an empty text, in the order of files and bytes. Uncompressed files are cut into
     * pieces of nearly equal length, 1 to 64 MiB each unless the file is shorter, such that there are at least four for
     * each subtask where that is possible. The same files and parallelism give the same splits.
     */
    public static List<InputSplit> of(List<InputFile> files, int parallelism) {
        long length = length(
                files.stream()
                        .filter(file -> file.compression() == Compression.NONE)
                        .mapToLong(InputFile::length)
                        .sum(),
                parallelism);
        List<InputSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            addSplits(i, files.get(i), length, splits);
        }
        return List.copyOf(splits);
    }

    /** Bytes that each of at least four pieces for each subtask has, 1 to 64 MiB. */
    private static long length(long total, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be positive but was " + parallelism);
        }
        return Math.max(MIN_LENGTH, Math.min(MAX_LENGTH, total / ((long) SPLITS_PER_SUBTASK * parallelism)));
    }

    /**
     * The same splits in the same order, small ones together up to the length of a piece: to hand out a split takes
     * milliseconds, so ten thousand files take half a minute one by one.
     */
    public static List<List<InputSplit>> bundled(List<InputSplit> splits, int parallelism) {
        long longest = length(splits.stream().mapToLong(InputSplit::length).sum(), parallelism);
        List<List<InputSplit>> bundles = new ArrayList<>();
        long length = 0;
        int first = 0;
        for (int s = 0; s < splits.size(); s++) {
            if (s > first && length + splits.get(s).length() > longest) {
                bundles.add(List.copyOf(splits.subList(first, s)));
                first = s;
                length = 0;
            }
            length += splits.get(s).length();
        }
        if (first < splits.size()) {
            bundles.add(List.copyOf(splits.subList(first, splits.size())));
        }
        return List.copyOf(bundles);
    }

    /** Rounds the number of pieces up while they stay long enough, so that none is above {@code length}. */
    private static void addSplits(int index, InputFile file, long length, List<InputSplit> splits) {
        if (file.length() == 0) {
            if (file.format() == InputFormat.PARQUET) {
                // It is no empty file but a broken one.
                splits.add(new InputSplit(index, 0, 0));
            }
            return;
        }
        long pieces = file.compression() == Compression.NONE ? (file.length() + length - 1) / length : 1;
        if (pieces > 1 && file.length() / pieces < MIN_LENGTH) {
            pieces = file.length() / MIN_LENGTH;
        }
        long piece = file.length() / pieces;
        long longer = file.length() % pieces;
        long start = 0;
        for (long i = 0; i < pieces; i++) {
            long end = start + piece + (i < longer ? 1 : 0);
            splits.add(new InputSplit(index, start, end));
            start = end;
        }
    }
}
