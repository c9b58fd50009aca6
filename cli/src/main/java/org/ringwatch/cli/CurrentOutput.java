// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.result.Results;
import org.ringwatch.job.watch.SnapshotWriter;
import org.ringwatch.report.Language;

/**
 * Keeps {@code current/}: a complete output of what there is now. The next one is made beside it and takes its place by a change of
 * name, so whoever opens a file there reads a whole one; whoever opens several may see that they are of different outputs by {@code
 * run_id} or the manifest.
 */
final class CurrentOutput implements SnapshotWriter {
    private static final long serialVersionUID = 1L;

    /** Name of the folder. */
    static final String NAME = "current";

    private static final String NEXT = ".next";
    private static final String PREVIOUS = ".previous";

    private final String folder;
    private final String runId;
    private final DetectionParameters parameters;
    private final ArrayList<SideInputFile> sideInputs;
    private final @Nullable Language report;
    private final String input;
    private final int retentionDays;
    private final long startMillis;

    /**
     * @param folder of the watch
     * @param runId names the run
     * @param sideInputs lists of people that were read
     * @param report language of the report; empty for none
     * @param input what is watched, as the user named it
     * @param startMillis when the run began, epoch milliseconds
     */
    CurrentOutput(
            Path folder,
            String runId,
            DetectionParameters parameters,
            List<SideInputFile> sideInputs,
            Optional<Language> report,
            String input,
            int retentionDays,
            long startMillis) {
        this.folder = folder.toString();
        this.runId = runId;
        this.parameters = parameters;
        this.sideInputs = new ArrayList<>(sideInputs);
        this.report = report.orElse(null);
        this.input = input;
        this.retentionDays = retentionDays;
        this.startMillis = startMillis;
    }

    @Override
    public void write(Results results, long clock) throws IOException {
        Path root = Path.of(folder);
        Path current = root.resolve(NAME);
        Path next = root.resolve(NEXT);
        Path previous = root.resolve(PREVIOUS);
        PrivateFiles.deleteTree(next);
        OutputFolder.open(next, false, List.of(), runId);
        new RingPublisher(
                        next.toString(),
                        runId,
                        parameters,
                        sideInputs,
                        Optional.ofNullable(report),
                        0,
                        Optional.empty(),
                        startMillis,
                        Optional.of(new Watched(input, retentionDays, clock)))
                .publish(results);
        if (Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.deleteTree(previous);
            Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.deleteTree(previous);
    }

    /** Puts in place what a process that died left behind. */
    static void recover(Path folder) throws IOException {
        Path current = folder.resolve(NAME);
        Path previous = folder.resolve(PREVIOUS);
        if (!Files.exists(current, LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(previous, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(previous, current, StandardCopyOption.ATOMIC_MOVE);
        }
        PrivateFiles.deleteTree(folder.resolve(NEXT));
        PrivateFiles.deleteTree(previous);
    }
}
