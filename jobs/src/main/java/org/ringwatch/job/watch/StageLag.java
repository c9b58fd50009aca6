// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/**
 * How far the last stage of a job is behind the first, as checkpoints tell: one passes all stages behind what was sent before it, and
 * completes when the last is past it and all is stored.
 */
final class StageLag {
    private static final long NONE = -1;

    /** The checkpoint under way, or none. */
    private long checkpoint = NONE;

    private long beganAt;

    /** Of the last one that completed. */
    private long took;

    void checkpointBegan(long checkpoint, long now) {
        this.checkpoint = checkpoint;
        beganAt = now;
    }

    void checkpointCompleted(long checkpoint, long now) {
        if (checkpoint == this.checkpoint) {
            took = now - beganAt;
            this.checkpoint = NONE;
        }
    }

    /** One that fails tells nothing. */
    void checkpointAborted(long checkpoint) {
        if (checkpoint == this.checkpoint) {
            this.checkpoint = NONE;
        }
    }

    /** Milliseconds; 0 until a checkpoint began. One under way tells that it is at least as long as it takes already. */
    long millis(long now) {
        return checkpoint == NONE ? took : Math.max(took, now - beganAt);
    }
}
