// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
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

    /** The stage. */
    public DigestInputs(List<InputFile> files) {
        this.files = new ArrayList<>(files);
    }

    /** Number of blocks of all files together. */
    public static long blocks(List<InputFile> files) {
        return files.stream().mapToLong(InputDigest::blocks).sum();
    }

    @Override
    public void flatMap(Long number, Collector<BlockDigest> output) throws Exception {
        long block = number;
        for (int f = 0; f < files.size(); f++) {
            long blocks = InputDigest.blocks(files.get(f));
            if (block < blocks) {
                output.collect(new BlockDigest(f, block, InputDigest.sha256OfBlock(files.get(f), block)));
                return;
            }
            block -= blocks;
        }
    }
}
