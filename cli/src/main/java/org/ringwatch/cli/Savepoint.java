// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle.ChangelogStateBackendHandleImpl;
import org.ringwatch.export.PrivateFiles;

/**
 * A savepoint that a job is to go on from and whose files become part of its checkpoints.
 *
 * <p>A savepoint names its files relative to itself. Flink (2.3.0) writes these names as they are into the checkpoints that come
 * after it, and then looks for the files beside those: a job that fails could not go on.
 */
final class Savepoint {
    private static final String METADATA = "_metadata";

    private Savepoint() {}

    /** Lets a savepoint name its files by their whole paths, wherever it was moved to before; the file is replaced as a whole. */
    static void resolve(Path savepoint) throws IOException {
        Path file = savepoint.resolve(METADATA);
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            metadata = Checkpoints.loadCheckpointMetadata(
                    in, Savepoint.class.getClassLoader(), StreamingConfiguration.uri(savepoint));
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            for (Map.Entry<Integer, OperatorSubtaskState> subtask :
                    List.copyOf(operator.getSubtaskStates().entrySet())) {
                operator.putState(subtask.getKey(), resolved(subtask.getValue()));
            }
        }
        Path whole = savepoint.resolve(METADATA + ".new");
        try (OutputStream out = PrivateFiles.newOutputStream(whole)) {
            Checkpoints.storeCheckpointMetadata(metadata, out);
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static OperatorSubtaskState resolved(OperatorSubtaskState subtask) {
        return subtask.toBuilder()
                .setManagedKeyedState(new StateObjectCollection<>(subtask.getManagedKeyedState().stream()
                        .flatMap(Savepoint::resolved)
                        .toList()))
                .build();
    }

    /** A savepoint holds all of the state, and nothing in a log. In Flink's own format it is read into new files. */
    private static Stream<KeyedStateHandle> resolved(KeyedStateHandle state) {
        if (state instanceof ChangelogStateBackendHandle logged) {
            return logged.getMaterializedStateHandles().stream().flatMap(Savepoint::resolved);
        }
        return Stream.of(
                state instanceof IncrementalRemoteKeyedStateHandle
                        ? ChangelogStateBackendHandleImpl.getChangelogStateBackendHandle(state)
                        : state);
    }
}
