// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.ringwatch.job.operator.DetectCommunities;
import org.ringwatch.job.operator.DigestInputs;
import org.ringwatch.job.operator.Finding;
import org.ringwatch.job.operator.GatherEvents;
import org.ringwatch.job.operator.GatheredEvent;
import org.ringwatch.job.operator.JudgeResources;
import org.ringwatch.job.operator.LabelTies;
import org.ringwatch.job.operator.LinkAccounts;
import org.ringwatch.job.operator.MergeBaselines;
import org.ringwatch.job.operator.Publish;
import org.ringwatch.job.operator.RouteBatches;
import org.ringwatch.job.operator.RowBlock;
import org.ringwatch.job.operator.ScoreRings;
import org.ringwatch.job.operator.StageOperator;
import org.ringwatch.job.operator.SumPairs;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.source.EventBatchFormat;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.job.source.InputSplits;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.ring.Priors;

/**
 * The main job: from event files to rings, as one bounded job graph.
 *
 * <pre>
 *   read ─► accounts ─► resources ─► pairs ─► labels ─► communities ──────────► score ─► publish
 *               │           ▲          └─► components ─┘     └─► gather (reads again) ─┘
 *               └─► baseline┘
 * </pre>
 */
public final class DetectJob {
    /** Name of the job in Flink. */
    public static final String NAME = "ringwatch detect";

    private static final TypeInformation<RowBlock> ROWS = TypeInformation.of(RowBlock.class);
    private static final TypeInformation<long[]> WORDS = TypeInformation.of(long[].class);
    private static final TypeInformation<Finding> FINDING = TypeInformation.of(Finding.class);

    private DetectJob() {}

    /**
     * Lays out the job.
     *
     * @param files what to read, as found at planning time; a change before the second pass ends the run
     * @param parameters what decides the result
     * @param shares into how many shares accounts, resources, pairs and components fall, at least 1; the result does not
     *     depend on it, memory does
     * @param rounds in which components are found before one task does it: see {@link ComponentStages}; nor on this
     * @param hasher the run's id hasher; the result does not depend on its key
     * @param sideInputs what people say about places, accounts and rings
     * @param inquiry whom somebody asks about; it changes nothing that is found, and adds what the stages did for these accounts to the
     *     results
     * @param givenBaseline population statistics to use in place of those of the input
     * @param writer makes files of the results
     */
    public static void define(
            StreamExecutionEnvironment env,
            List<InputFile> files,
            DetectionParameters parameters,
            int shares,
            int rounds,
            IdHasher hasher,
            SideInputs sideInputs,
            Inquiry inquiry,
            Optional<Baseline> givenBaseline,
            ResultWriter writer) {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        LinkParameters links = parameters.effectiveLinks();
        Priors priors = sideInputs.priors(parameters.priors(), hasher);
        List<InputSplit> splits = InputSplits.of(files, env.getParallelism());

        SingleOutputStreamOperator<RowBlock> events = env.fromSource(
                        EventBatchFormat.source(
                                files,
                                InputSplits.bundled(splits, env.getParallelism()),
                                parameters.columns(),
                                parameters.rules(),
                                hasher,
                                shares),
                        WatermarkStrategy.noWatermarks(),
                        "read-events")
                .uid("read-events")
                .transform("route-events", ROWS, new RouteBatches())
                .uid("route-events");

        SingleOutputStreamOperator<RowBlock> accounts = byShare(events)
                .transform(
                        "link-accounts",
                        ROWS,
                        new LinkAccounts(
                                files,
                                parameters.columns(),
                                parameters.rules(),
                                sideInputs.trustedPlaces(hasher),
                                shares,
                                inquiry))
                .uid("link-accounts")
                .setParallelism(shares);

        DataStream<long[]> baseline = accounts.getSideOutput(LinkAccounts.BASELINE)
                .transform(
                        "merge-baselines",
                        WORDS,
                        new MergeBaselines(givenBaseline.map(Baseline::toWords).orElse(null)))
                .uid("merge-baselines")
                .setParallelism(1);

        SingleOutputStreamOperator<RowBlock> evidence = byShare(accounts)
                .connect(baseline.broadcast())
                .transform("judge-resources", ROWS, new JudgeResources(links, shares, inquiry))
                .uid("judge-resources")
                .setParallelism(shares);

        SingleOutputStreamOperator<RowBlock> ties = byShare(evidence)
                .transform("sum-pairs", ROWS, new SumPairs(links, shares, rounds == 0, inquiry))
                .uid("sum-pairs")
                .setParallelism(shares);

        ComponentStages components = ComponentStages.define(ties.getSideOutput(SumPairs.CHAINS), shares, rounds);

        SingleOutputStreamOperator<RowBlock> labelled = ties.connect(byShare(components.labels()))
                .transform("label-ties", ROWS, new LabelTies(shares))
                .uid("label-ties")
                .setParallelism(shares);

        SingleOutputStreamOperator<RowBlock> communities = byShare(labelled)
                .connect(baseline.broadcast())
                .transform(
                        "detect-communities",
                        ROWS,
                        new DetectCommunities(
                                parameters.clusteringMethod(),
                                parameters.clustering(),
                                parameters.scoring(),
                                priors.confirmed(),
                                shares,
                                inquiry))
                .uid("detect-communities")
                .setParallelism(shares);

        SingleOutputStreamOperator<GatheredEvent> gathered = communities
                .getSideOutput(DetectCommunities.MEMBERS)
                .union(ties.getSideOutput(SumPairs.SOUGHT))
                .broadcast()
                .connect(evidence.getSideOutput(JudgeResources.HUBS).broadcast())
                .transform(
                        "gather-events",
                        TypeInformation.of(GatheredEvent.class),
                        new GatherEvents(
                                files, splits, parameters.columns(), parameters.rules(), hasher, shares, inquiry))
                .uid("gather-events");

        DataStream<RowBlock> context = baseline.map(words -> new RowBlock(ScoreRings.BASELINE, words))
                .returns(ROWS)
                .uid("mark-baseline")
                .setParallelism(1)
                .broadcast();

        SingleOutputStreamOperator<Finding> rings = gathered.partitionCustom(RowBlock.BY_SHARE, GatheredEvent::share)
                .connect(byShare(communities).union(context))
                .transform(
                        "score-rings",
                        FINDING,
                        new ScoreRings(
                                files,
                                parameters.columns(),
                                parameters.rules(),
                                parameters.scoring(),
                                parameters.minScoreMicros(),
                                priors,
                                inquiry))
                .uid("score-rings")
                .setParallelism(shares);

        DataStream<Finding> digests = env.fromSequence(0, Math.max(0, DigestInputs.blocks(files) - 1))
                .uid("number-blocks")
                .flatMap(new DigestInputs(files))
                .uid("digest-inputs")
                .map(Finding::of)
                .returns(FINDING)
                .uid("digest-findings");

        DataStream<Finding> population = baseline.map(Finding::ofBaseline)
                .returns(FINDING)
                .uid("baseline-finding")
                .setParallelism(1);

        SingleOutputStreamOperator<Boolean> published = rings.union(
                        digests,
                        population,
                        events.getSideOutput(StageOperator.FINDINGS),
                        accounts.getSideOutput(StageOperator.FINDINGS),
                        evidence.getSideOutput(StageOperator.FINDINGS),
                        ties.getSideOutput(StageOperator.FINDINGS),
                        components.findings(),
                        labelled.getSideOutput(StageOperator.FINDINGS),
                        communities.getSideOutput(StageOperator.FINDINGS),
                        gathered.getSideOutput(StageOperator.FINDINGS),
                        rings.getSideOutput(StageOperator.FINDINGS))
                .transform(
                        "publish", TypeInformation.of(Boolean.class), new Publish(files, sideInputs.earlier(), writer))
                .uid("publish")
                .setParallelism(1);
        // Two at the same time would write the same files.
        ((PhysicalTransformation<Boolean>) published.getTransformation()).setSupportsConcurrentExecutionAttempts(false);
    }

    private static DataStream<RowBlock> byShare(DataStream<RowBlock> blocks) {
        return blocks.partitionCustom(RowBlock.BY_SHARE, RowBlock::share);
    }
}
