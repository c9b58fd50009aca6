// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.source.InputDigest;
import org.ringwatch.job.source.InputFile;

/** Hashes the input files as stored: each number is a block, counted over all files; one beyond the last is none. */
public final class DigestInputs extends RichFlatMapFunction<Long, BlockDigest> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<InputFile> files;
    /** The first block of each file. */
    private final long[] first;

    /** The stage. */
    public DigestInputs(List<InputFile> files) {
        this.files = new ArrayList<>(files);
        this.first = new long[files.size()];
        for (int f = 1; f < first.length; f++) {
            first[f] = first[f - 1] + InputDigest.blocks(files.get(f - 1));
        }
    }

    /** Number of blocks of all files together. */
    public static long blocks(List<InputFile> files) {
        return files.stream().mapToLong(InputDigest::blocks).sum();
    }

    @Override
    public void flatMap(Long number, Collector<BlockDigest> output) throws Exception {
        int found = Arrays.binarySearch(first, number);
        int file = found < 0 ? -found - 2 : found;
        // A file without content has no block, and begins where the next one does.
        while (file + 1 < first.length && first[file + 1] <= number) {
            file++;
        }
        if (file >= 0 && number - first[file] < InputDigest.blocks(files.get(file))) {
            long block = number - first[file];
            output.collect(new BlockDigest(file, block, InputDigest.sha256OfBlock(files.get(file), block)));
        }
    }
}
