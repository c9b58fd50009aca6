// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;

/** A publisher under test: rings are written as their accounts, one letter each, communities as numbers. */
final class Publishing implements AutoCloseable {
    static final PublicationParameters PARAMETERS = new PublicationParameters(500_000, 0.2, 60_000, Long.MIN_VALUE);
    static final int RETENTION_DAYS = 10;

    /** What snapshot writers got, by output folder: operators are serialised, so they cannot hold it. */
    private static final Map<String, List<Results>> SNAPSHOTS = new ConcurrentHashMap<>();

    private final Path folder;
    private final KeyedOneInputStreamOperatorTestHarness<Integer, WatchFinding, Boolean> harness;
    private boolean closed;

    Publishing(Path folder, PublicationParameters parameters, @Nullable OperatorSubtaskState state) throws Exception {
        this.folder = folder;
        String name = folder.toString();
        PublishChanges operator = new PublishChanges(
                RETENTION_DAYS, parameters, new Publication(name, new Format(), (results, clock) -> SNAPSHOTS
                        .computeIfAbsent(name, ignored -> new ArrayList<>())
                        .add(results)));
        harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, finding -> 0, Types.INT);
        harness.getEnvironment()
                .getJobConfiguration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
        if (state == null) {
            harness.setup();
        } else {
            harness.initializeState(state);
        }
        harness.open();
    }

    static Publishing begin(Path folder) throws Exception {
        return new Publishing(folder, PARAMETERS, null);
    }

    void ring(int community, Ring ring) throws Exception {
        send(WatchFinding.of(new CommunityRing(community, 0, ring)));
    }

    void noRing(int community) throws Exception {
        send(WatchFinding.of(new CommunityRing(community, 0, null)));
    }

    void send(WatchFinding finding) throws Exception {
        harness.processElement(new StreamRecord<>(finding));
    }

    void endRound(long time) throws Exception {
        harness.processWatermark(new Watermark(time));
    }

    void time(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    OperatorSubtaskState checkpoint(long id) throws Exception {
        return harness.snapshot(id, id);
    }

    void complete(long id) throws Exception {
        harness.notifyOfCompletedCheckpoint(id);
    }

    void finish() throws Exception {
        harness.getOperator().finish();
    }

    /** The job ends after a checkpoint of all that was done. */
    List<String> stop() throws Exception {
        checkpoint(1_000_000);
        complete(1_000_000);
        close();
        return changes();
    }

    @Override
    public void close() throws Exception {
        if (!closed) {
            closed = true;
            harness.close();
        }
    }

    /** All change lines that a reader sees. */
    List<String> changes() {
        return lines(folder.resolve("changes"));
    }

    List<String> rejected() {
        return lines(folder.resolve("rejected"));
    }

    List<Results> snapshots() {
        return SNAPSHOTS.getOrDefault(folder.toString(), List.of());
    }

    static List<String> lines(Path folder) {
        return files(folder).stream().flatMap(file -> read(file).stream()).toList();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code likely("abc")} reaches the alert score. */
    static Ring likely(String accounts) {
        return ring("R-" + accounts.charAt(0), accounts, 900_000, 0);
    }

    static Ring unlikely(String accounts) {
        return ring("R-" + accounts.charAt(0), accounts, 400_000, 0);
    }

    static Ring ring(String id, String accounts, long scoreMicros, long netLoss) {
        return new Ring(
                id,
                scoreMicros >= 500_000,
                scoreMicros,
                0,
                Calibration.NONE,
                Scheme.UNKNOWN,
                Arrays.stream(accounts.split(""))
                        .map(account -> new Member(EntityType.ACCOUNT, account, Role.UNKNOWN, "", 0, 0, 0, 1))
                        .toList(),
                List.of(),
                0,
                0,
                netLoss == 0 ? List.of() : List.of(new Loss("CNY", 0, 0, netLoss, 0, 0)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RingLineage.born(id));
    }

    /** {@code 1 born R-a (R-a) 0.9 [] []}: sequence, kind, case, ring, scores, who joined, who left. */
    private static final class Format implements ChangeFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public String line(RingChange change) {
            return change.sequence() + " "
                    + change.kind().name().toLowerCase(Locale.ROOT) + " " + change.caseId() + " ("
                    + change.ringId() + ") "
                    + (change.scoreBefore().isPresent() ? change.scoreBefore().getAsLong() / 1000 : "-") + ">"
                    + change.scoreMicros() / 1000 + " +" + String.join("", change.joined()) + " -"
                    + String.join("", change.left());
        }

        @Override
        public String version(Ring ring) {
            return "v" + ring.scoreMicros();
        }
    }
}
