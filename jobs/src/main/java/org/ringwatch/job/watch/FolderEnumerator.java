// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives the folder to the first reader. Its state: whether it did. */
final class FolderEnumerator implements SplitEnumerator<FolderSplit, Boolean> {
    private final SplitEnumeratorContext<FolderSplit> context;
    private boolean assigned;

    FolderEnumerator(SplitEnumeratorContext<FolderSplit> context, boolean assigned) {
        this.context = context;
        this.assigned = assigned;
    }

    @Override
    public void start() {
        // Waits for readers.
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        throw new IllegalStateException("a reader of a folder asks for no split but subtask " + subtask + " did");
    }

    @Override
    public void addSplitsBack(List<FolderSplit> splits, int subtask) {
        assigned = assigned && splits.isEmpty();
    }

    @Override
    public void addReader(int subtask) {
        if (subtask > 0) {
            context.signalNoMoreSplits(subtask);
        } else if (!assigned) {
            assigned = true;
            context.assignSplit(FolderSplit.START, subtask);
        }
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
        return assigned;
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** Writes the state to checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<Boolean> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(Boolean assigned) {
            return new byte[] {(byte) (assigned ? 1 : 0)};
        }

        @Override
        public Boolean deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION || bytes.length != 1) {
                throw new IOException("a folder's enumerator state must be 1 byte of version " + VERSION + " but had "
                        + bytes.length + " of version " + version);
            }
            return bytes[0] == 1;
        }
    }
}
