// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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

    private static final KeySelector<MemberEvent, Tuple2<Long, Long>> ACCOUNT_OF_EVENT =
            event -> Tuple2.of(EventRow.accountOrderOf(event.row()), EventRow.accountSecretOf(event.row()));

    private static final KeySelector<long[], Tuple2<Long, Long>> FIRST_TWO = words -> Updates.id(words, 0);

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
        PublishChanges.lay(findings(arrivals, parameters, hasher, sideInputs, givenBaseline), parameters, publication);
    }

    /** Lays out the job from the source to the findings. */
    private static DataStream<WatchFinding> findings(
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

        SingleOutputStreamOperator<long[]> evidence = accounts.keyBy(FIRST_TWO, Updates.ID)
                .connect(baseline)
                .transform("judge-links", WORDS, new JudgeLinks(links, first))
                .uid("judge-links");

        SingleOutputStreamOperator<long[]> ties = evidence.keyBy(Updates::pair, Updates.PAIR)
                .transform("tie-pairs", WORDS, new TiePairs(links))
                .uid("tie-pairs");

        TypeInformation<CommunityPart> part = TypeInformation.of(CommunityPart.class);
        SingleOutputStreamOperator<CommunityPart> communities = ties.keyBy(words -> FindCommunities.KEY)
                .connect(baseline)
                .transform("find-communities", part, new FindCommunities(detection, priors.confirmed(), first))
                .uid("find-communities")
                .setParallelism(1)
                .setMaxParallelism(1);

        DataStream<long[]> memberships = communities
                .getSideOutput(FindCommunities.MEMBERS)
                .union(evidence.getSideOutput(JudgeLinks.UNNAMED_HUBS));
        SingleOutputStreamOperator<CommunityPart> gathered = accounts.getSideOutput(LinkArrivals.KEPT)
                .keyBy(ACCOUNT_OF_EVENT, Updates.ID)
                .connect(memberships.keyBy(FIRST_TWO, Updates.ID))
                .transform("gather-members", part, new GatherMembers(parameters.retentionDays()))
                .uid("gather-members");

        SingleOutputStreamOperator<CommunityRing> rings = communities
                .union(gathered)
                .keyBy(CommunityPart::key, Updates.ID)
                .connect(baseline)
                .transform(
                        "score-communities",
                        TypeInformation.of(CommunityRing.class),
                        new ScoreCommunities(detection.scoring(), detection.minScoreMicros(), priors, first))
                .uid("score-communities");

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
}
