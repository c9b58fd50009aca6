// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.function.Consumer;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.Shares;

/** Buffers rows for each share of the next stage and sends a block when it is full. About 64 KiB a share. */
final class BlockOutput {
    private static final int BLOCK_WORDS = 8192;

    private final RowBuffer[] buffers;
    private final Consumer<RowBlock> output;

    BlockOutput(int shares, Consumer<RowBlock> output) {
        this.buffers = new RowBuffer[shares];
        for (int s = 0; s < shares; s++) {
            buffers[s] = new RowBuffer(16);
        }
        this.output = output;
    }

    /** The buffer for a share, after a full one has been sent. Only whole rows may be in it between two calls. */
    RowBuffer buffer(int share) {
        RowBuffer buffer = buffers[share];
        if (buffer.size() >= BLOCK_WORDS) {
            send(share);
        }
        return buffer;
    }

    /** The buffer for the share that {@code hash} belongs to. */
    RowBuffer bufferFor(long hash) {
        return buffer(Shares.of(hash, buffers.length));
    }

    /** Sends what is left. */
    void flush() {
        for (int s = 0; s < buffers.length; s++) {
            if (buffers[s].size() > 0) {
                send(s);
            }
        }
    }

    private void send(int share) {
        output.accept(new RowBlock(share, buffers[share].toBlock()));
        buffers[share].clear();
    }
}
