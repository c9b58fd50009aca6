// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLines;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.Baseline;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.Traces;

/**
 * The last stage, alone: {@linkplain FollowedRings follows rings} from round to round, tells of changes, keeps rejected lines and writes what
 * there is now.
 *
 * <p>What comes within a round waits until the watermark that ends it. State is by one key: rings and hubs, and what of them changed in the
 * round.
 *
 * <p>Changes and rejected lines are written exactly once ({@link LineFiles}). What there is now is written beside the work, at most
 * one at a time: a writer gets the rings as they were at the end of a round and holds them all in memory while it writes, some 50 KB
 * each.
 */
final class PublishChanges extends AbstractStreamOperator<Boolean>
        implements OneInputStreamOperator<WatchFinding, Boolean> {
    private static final long serialVersionUID = 1L;

    /** Folder of the changes, in that of the output. */
    static final String CHANGES = "changes";

    /** Folder of the rejected lines, in that of the output. */
    static final String REJECTED = "rejected";

    private static final String LATENCY = "latency_millis";

    private static final String METRICS = "ringwatch";
    private static final int LATENCY_WINDOW = 1000;
    private static final String PART = "part-";
    private static final int KEY = 0;
    private static final TypeInformation<Tuple2<Long, Long>> ID = Types.TUPLE(Types.LONG, Types.LONG);

    private final int retentionDays;
    private final PublicationParameters parameters;
    private final Publication publication;

    private final MapStateDescriptor<Tuple2<Long, Long>, Hub> hubsDescriptor =
            new MapStateDescriptor<>("hubs", ID, TypeInformation.of(Hub.class));
    private final MapStateDescriptor<Tuple2<Long, Long>, HubUpdate> changedHubsDescriptor =
            new MapStateDescriptor<>("changed-hubs", ID, TypeInformation.of(HubUpdate.class));
    private transient FollowedRings rings;
    private transient MapState<Tuple2<Long, Long>, Hub> hubs;
    private transient MapState<Tuple2<Long, Long>, HubUpdate> changedHubs;

    private transient ListState<Fact> factState;
    private transient ListState<Fact> changedFactState;
    private transient ListState<long[]> baselineState;
    private transient ListState<Long> numberState;
    private transient ListState<SealedFile> changeFileState;
    private transient ListState<SealedFile> rejectedFileState;

    private transient Facts facts;
    private transient Facts changedFacts;
    private transient long[] baseline;
    private transient long @Nullable [] changedBaseline;
    private transient long clock;
    private transient long restoredRings;
    private transient long restoredFlagged;
    private transient LineFiles changes;
    private transient LineFiles rejected;

    private transient Snapshots snapshots;
    private transient Counter changesTold;
    private transient Histogram latency;

    PublishChanges(int retentionDays, PublicationParameters parameters, Publication publication) {
        this.retentionDays = retentionDays;
        this.parameters = parameters;
        this.publication = publication;
    }

    /** Lays the stage behind the findings. */
    static void lay(DataStream<WatchFinding> findings, WatchParameters parameters, Publication publication) {
        findings.keyBy(finding -> KEY)
                .transform(
                        "publish-changes",
                        Types.BOOLEAN,
                        new PublishChanges(parameters.retentionDays(), parameters.publication(), publication))
                .uid("publish-changes")
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        TypeInformation<Fact> fact = TypeInformation.of(Fact.class);
        TypeInformation<SealedFile> file = TypeInformation.of(SealedFile.class);
        factState = store.getListState(new ListStateDescriptor<>("facts", fact));
        changedFactState = store.getListState(new ListStateDescriptor<>("changed-facts", fact));
        baselineState = store.getListState(
                new ListStateDescriptor<>("baselines", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        numberState = store.getListState(new ListStateDescriptor<>("numbers", Types.LONG));
        changeFileState = store.getListState(new ListStateDescriptor<>("change-files", file));
        rejectedFileState = store.getListState(new ListStateDescriptor<>("rejected-files", file));

        facts = new Facts();
        factState.get().forEach(facts::add);
        changedFacts = new Facts();
        changedFactState.get().forEach(changedFacts::add);
        List<long[]> baselines = list(baselineState);
        baseline = baselines.isEmpty() ? Baseline.empty().toWords() : baselines.get(0);
        changedBaseline = baselines.size() > 1 ? baselines.get(1) : null;
        List<Long> numbers = list(numberState);
        boolean begins = numbers.isEmpty();
        clock = begins ? Long.MIN_VALUE : numbers.get(0);
        restoredRings = begins ? 0 : numbers.get(1);
        restoredFlagged = begins ? 0 : numbers.get(2);
        Path folder = Path.of(publication.folder());
        changes = new LineFiles(folder.resolve(CHANGES), "", begins ? 1 : numbers.get(3), list(changeFileState));
        rejected = new LineFiles(folder.resolve(REJECTED), PART, begins ? 1 : numbers.get(4), list(rejectedFileState));
    }

    private static <T> List<T> list(ListState<T> state) throws Exception {
        List<T> list = new ArrayList<>();
        state.get().forEach(list::add);
        return list;
    }

    @Override
    public void open() throws Exception {
        super.open();
        setCurrentKey(KEY);
        rings = new FollowedRings(
                getKeyedStateStore(),
                new TellingRules(parameters),
                publication.changes(),
                restoredRings,
                restoredFlagged);
        hubs = getPartitionedState(hubsDescriptor);
        changedHubs = getPartitionedState(changedHubsDescriptor);
        snapshots = new Snapshots(
                publication.snapshots(), parameters.snapshotMillis(), getProcessingTimeService(), this::snapshot);
        MetricGroup group = getMetricGroup().addGroup(METRICS);
        group.gauge(WatchProgress.RINGS, (Gauge<Long>) rings::ringCount);
        group.gauge(WatchProgress.FLAGGED, (Gauge<Long>) rings::flaggedCount);
        changesTold = group.counter(WatchProgress.CHANGES_TOLD);
        latency = group.histogram(LATENCY, new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
        if (clock != Long.MIN_VALUE) {
            showProgress();
            snapshots.writeWhenDue();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        setCurrentKey(KEY);
        rings.save();
        factState.update(list(facts));
        changedFactState.update(list(changedFacts));
        baselineState.update(changedBaseline == null ? List.of(baseline) : List.of(baseline, changedBaseline));
        changeFileState.update(changes.seal(context.getCheckpointId()));
        rejectedFileState.update(rejected.seal(context.getCheckpointId()));
        numberState.update(List.of(clock, rings.ringCount(), rings.flaggedCount(), changes.next(), rejected.next()));
    }

    private static List<Fact> list(Facts facts) {
        return facts.startingWith("").entrySet().stream()
                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                .toList();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        changes.commit(checkpointId);
        rejected.commit(checkpointId);
    }

    @Override
    public void processElement(StreamRecord<WatchFinding> element) throws Exception {
        WatchFinding finding = element.getValue();
        if (finding.ring() != null) {
            // Subtasks that score may be a round ahead of others.
            long round = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
            rings.take(round, finding.ring());
        } else if (finding.hub() != null) {
            take(finding.hub());
        } else if (finding.rejected() != null) {
            rejected.add(RejectedJson.line(finding.rejected()));
        } else if (finding.fact() != null) {
            changedFacts.add(finding.fact());
        } else if (finding.baseline() != null) {
            changedBaseline = finding.baseline();
        }
    }

    private void take(HubUpdate update) throws Exception {
        changedHubs.put(Tuple2.of(update.order(), update.secret()), update);
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        snapshots.requireWritten();
        setCurrentKey(KEY);
        boolean last = watermark.getTimestamp() == Long.MAX_VALUE;
        long before = clock;
        if (!last) {
            clock = Math.max(clock, Rounds.eventTime(watermark.getTimestamp()));
        }
        boolean silent = (last ? clock : watermark.getTimestamp()) < parameters.silentBefore();
        if (rings.follow(watermark.getTimestamp(), clock, silent, changes::next, this::tell)) {
            snapshots.outdate();
        }
        followHubs();
        if (!changedFacts.startingWith("").isEmpty() || changedBaseline != null) {
            snapshots.outdate();
        }
        list(changedFacts).forEach(facts::add);
        changedFacts = new Facts();
        if (changedBaseline != null) {
            baseline = changedBaseline;
            changedBaseline = null;
        }
        if (before != Long.MIN_VALUE && Days.startOf(clock) > Days.startOf(before)) {
            rings.forgetEndedCases(Days.cutoff(clock, retentionDays));
        }
        showProgress();
        if (!last) {
            snapshots.writeWhenDue();
        }
        super.processWatermark(watermark);
    }

    private void tell(RingChange change) throws IOException {
        changes.add(publication.changes().line(change));
        changesTold.inc();
        long arrival = facts.get(Facts.LAST_ARRIVAL);
        latency.update(System.currentTimeMillis() - (arrival > 0 ? arrival : clock));
    }

    private void followHubs() throws Exception {
        for (Map.Entry<Tuple2<Long, Long>, HubUpdate> update : changedHubs.entries()) {
            Hub now = update.getValue().hub();
            if (now == null) {
                hubs.remove(update.getKey());
            } else {
                hubs.put(update.getKey(), now);
            }
            snapshots.outdate();
        }
        changedHubs.clear();
    }

    /** For looking on while the job runs. */
    private void showProgress() {
        show(Facts.EVENTS_READ, facts.get(Facts.EVENTS_READ));
        show(Facts.REJECTED, facts.get(Facts.REJECTED));
        show(WatchProgress.RINGS, rings.ringCount());
        show(WatchProgress.FLAGGED, rings.flaggedCount());
        show(WatchProgress.CHANGES_TOLD, changes.next() - 1);
        show(WatchProgress.CLOCK, clock);
    }

    private void show(String name, long value) {
        LongCounter counter = getRuntimeContext().getLongCounter(name);
        counter.resetLocal();
        counter.add(value);
    }

    /** What there is at the end of the last round. */
    private Snapshots.Snapshot snapshot() throws Exception {
        setCurrentKey(KEY);
        List<Ring> all = rings.all();
        all.sort(Comparator.comparingLong((Ring ring) -> -ring.scoreMicros()).thenComparing(Ring::ringId));
        List<Hub> allHubs = new ArrayList<>();
        hubs.values().forEach(allHubs::add);
        allHubs.sort(Comparator.comparing(Hub::type).thenComparing(Hub::id, Ids.ORDER));
        Facts counted = new Facts();
        list(facts).forEach(counted::add);
        Results results = new Results(
                List.of(),
                all,
                EarlierRings.NONE,
                List.of(),
                allHubs,
                Baseline.ofWords(baseline),
                counted,
                List.of(),
                new RejectedLines(),
                new Traces());
        return new Snapshots.Snapshot(results, clock);
    }

    /** All input was read: what there is now is written. */
    @Override
    public void finish() throws Exception {
        snapshots.write();
        if (!hasCheckpoints()) {
            changes.seal(Long.MAX_VALUE);
            rejected.seal(Long.MAX_VALUE);
            changes.commit(Long.MAX_VALUE);
            rejected.commit(Long.MAX_VALUE);
        }
        super.finish();
    }

    /** As {@code CheckpointingOptions.isCheckpointingEnabled}, which Flink 2.0 does not have. */
    private boolean hasCheckpoints() {
        return getRuntimeContext()
                .getJobConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .filter(interval -> interval.toMillis() > 0)
                .isPresent();
    }

    /** A job that is stopped leaves behind what there is; one that fails or is cancelled, what it last wrote. */
    @Override
    public void close() throws Exception {
        try {
            if (snapshots != null
                    && !getContainingTask().isCanceled()
                    && !getContainingTask().isFailing()) {
                snapshots.write();
            }
        } finally {
            if (snapshots != null) {
                snapshots.close();
            }
            if (changes != null) {
                changes.close();
            }
            if (rejected != null) {
                rejected.close();
            }
            super.close();
        }
    }
}
