// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.Fact;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.ring.MemberEvent;
import org.ringwatch.ring.Priors;

/**
 * The watching job: from arriving events to what rings there are now, for ever.
 *
 * <pre>
 *   source ─► pulse ─► accounts ─► resources ─► pairs ─► communities ─► gather ─► score ─► publish
 *                         │            ▲                      ▲  └────────────────►▲
 *                         └─► baseline ┴──────────────────────┴────────────────────┘
 * </pre>
 *
 * Stages judge by the classes of the model that {@code detect} uses, one key at a time; {@link RoundOperator} tells when.
 */
public final class WatchJob {
    /** Name of the job in Flink. */
    public static final String NAME = "ringwatch watch";

    /** Into how many groups the keys of state fall, and so the most subtasks of a stage: fixed, or no state could be restored. */
    public static final int MAX_PARALLELISM = 512;

    private static final TypeInformation<long[]> WORDS = PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;

    private WatchJob() {}

    /**
     * Lays out the whole job, from the source to what is published.
     *
     * @param arrivals from a source of parallelism 1
     * @param hasher of all runs that share a state
     * @param sideInputs what people say about places and accounts
     * @param givenBaseline population statistics to use in place of those of the events
     * @param publication where to publish, and how
     */
    public static void define(
            StreamExecutionEnvironment env,
            DataStream<Arrival> arrivals,
            WatchParameters parameters,
            IdHasher hasher,
            SideInputs sideInputs,
            Optional<Baseline> givenBaseline,
            Publication publication) {
        env.setMaxParallelism(MAX_PARALLELISM);
        PublishChanges.lay(
                findings(env, arrivals, parameters, hasher, sideInputs, givenBaseline), parameters, publication);
    }

    /**
     * Lays out the job from the source to the findings.
     *
     * @param arrivals from a source of parallelism 1
     * @param hasher of all runs that share a state
     * @param sideInputs what people say about places and accounts
     * @param givenBaseline population statistics to use in place of those of the events
     */
    public static DataStream<WatchFinding> findings(
            StreamExecutionEnvironment env,
            DataStream<Arrival> arrivals,
            WatchParameters parameters,
            IdHasher hasher,
            SideInputs sideInputs,
            Optional<Baseline> givenBaseline) {
        DetectionParameters detection = parameters.detection();
        LinkParameters links = detection.effectiveLinks();
        Priors priors = sideInputs.priors(detection.priors(), hasher);
        Baseline first = givenBaseline.orElse(Baseline.empty());
        TypeInformation<MemberEvent> events = TypeInformation.of(MemberEvent.class);

        SingleOutputStreamOperator<MemberEvent> pulse = arrivals.transform(
                        "pulse", events, new Pulse(parameters.roundMillis()))
                .uid("pulse")
                .setParallelism(1);

        SingleOutputStreamOperator<long[]> accounts = pulse.keyBy(ACCOUNT_OF_EVENT, Updates.ID)
                .transform(
                        "link-arrivals",
                        WORDS,
                        new LinkArrivals(parameters.retentionDays(), sideInputs.trustedPlaces(hasher)))
                .uid("link-arrivals");

        DataStream<long[]> counted = accounts.getSideOutput(LinkArrivals.BASELINE)
                .transform(
                        "merge-daily-baselines",
                        WORDS,
                        new MergeDailyBaselines(
                                givenBaseline.map(Baseline::toWords).orElse(null)))
                .uid("merge-daily-baselines")
                .setParallelism(1);
        DataStream<long[]> baseline = counted.broadcast();

        SingleOutputStreamOperator<long[]> evidence = connect(
                env,
                accounts.keyBy(FIRST_TWO, Updates.ID),
                baseline,
                null,
                "judge-links",
                WORDS,
                new JudgeLinks(links, first));

        SingleOutputStreamOperator<long[]> ties = evidence.keyBy(Updates::pair, Updates.PAIR)
                .transform("tie-pairs", WORDS, new TiePairs(links))
                .uid("tie-pairs");

        SingleOutputStreamOperator<CommunityPart> communities = connect(
                        env,
                        ties.keyBy(words -> FindCommunities.KEY),
                        baseline,
                        null,
                        "find-communities",
                        TypeInformation.of(CommunityPart.class),
                        new FindCommunities(detection, priors.confirmed(), first))
                .setParallelism(1)
                .setMaxParallelism(1);

        SingleOutputStreamOperator<CommunityPart> gathered = connect(
                env,
                accounts.getSideOutput(LinkArrivals.KEPT).keyBy(ACCOUNT_OF_EVENT, Updates.ID),
                communities
                        .getSideOutput(FindCommunities.MEMBERS)
                        .union(evidence.getSideOutput(JudgeLinks.UNNAMED_HUBS)),
                FIRST_TWO,
                "gather-members",
                TypeInformation.of(CommunityPart.class),
                new GatherMembers(parameters.retentionDays()));

        SingleOutputStreamOperator<CommunityRing> rings = connect(
                env,
                communities.union(gathered).keyBy(CommunityPart::key, Updates.ID),
                baseline,
                null,
                "score-communities",
                TypeInformation.of(CommunityRing.class),
                new ScoreCommunities(detection.scoring(), detection.minScoreMicros(), priors, first));

        DataStream<Fact> facts = pulse.getSideOutput(Pulse.FACTS)
                .union(
                        accounts.getSideOutput(RoundOperator.FACTS),
                        evidence.getSideOutput(RoundOperator.FACTS),
                        ties.getSideOutput(RoundOperator.FACTS),
                        communities.getSideOutput(RoundOperator.FACTS));

        TypeInformation<WatchFinding> finding = TypeInformation.of(WatchFinding.class);
        return rings.map(WatchFinding::of)
                .returns(finding)
                .uid("ring-findings")
                .union(
                        gathered.getSideOutput(GatherMembers.HUBS)
                                .map(WatchFinding::of)
                                .returns(finding)
                                .uid("hub-findings"),
                        pulse.getSideOutput(Pulse.REJECTED)
                                .map(WatchFinding::of)
                                .returns(finding)
                                .uid("rejected-findings")
                                .setParallelism(1),
                        facts.map(WatchFinding::of).returns(finding).uid("fact-findings"),
                        counted.map(WatchFinding::ofBaseline)
                                .returns(finding)
                                .uid("baseline-finding")
                                .setParallelism(1));
    }

    private static final KeySelector<MemberEvent, Tuple2<Long, Long>> ACCOUNT_OF_EVENT =
            event -> Tuple2.of(EventRow.accountOrderOf(event.row()), EventRow.accountSecretOf(event.row()));

    private static final KeySelector<long[], Tuple2<Long, Long>> FIRST_TWO = words -> Updates.id(words, 0);

    /**
     * A stage with two inputs, the first by key; the second by the same kind of key, or, without {@code secondKey}, going to every
     * subtask.
     */
    private static <K, A, B, R> SingleOutputStreamOperator<R> connect(
            StreamExecutionEnvironment env,
            KeyedStream<A, K> first,
            DataStream<B> second,
            @Nullable KeySelector<B, K> secondKey,
            String name,
            TypeInformation<R> type,
            TwoInputStreamOperator<A, B, R> operator) {
        DataStream<B> partitioned = secondKey == null ? second : second.keyBy(secondKey, first.getKeyType());
        TwoInputTransformation<A, B, R> transformation = new TwoInputTransformation<>(
                first.getTransformation(),
                partitioned.getTransformation(),
                name,
                SimpleOperatorFactory.of(operator),
                type,
                env.getParallelism());
        transformation.setStateKeySelectors(first.getKeySelector(), secondKey);
        transformation.setStateKeyType(first.getKeyType());
        env.addOperator(transformation);
        return new Stage<>(env, transformation).uid(name);
    }

    /** Makes the constructor of its superclass reachable. */
    private static final class Stage<T> extends SingleOutputStreamOperator<T> {
        Stage(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, T> transformation) {
            super(env, transformation);
        }
    }
}
