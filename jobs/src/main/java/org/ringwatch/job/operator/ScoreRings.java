// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.Community;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventsAtPositions;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.CanonicalSource;
import org.ringwatch.link.Inquiry;
import org.ringwatch.ring.MemberEvent;
import org.ringwatch.ring.Priors;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingFactory;
import org.ringwatch.ring.ScoringParameters;
import org.ringwatch.why.Trace;

/**
 * Scores the communities of its share over their members' events.
 *
 * <p>Holds the communities and all events of their members until both inputs end: about 1 KB an event; and what people decided.
 */
public final class ScoreRings extends StageOperator<Finding>
        implements TwoInputStreamOperator<GatheredEvent, RowBlock, Finding>, BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    /** Share of a block that holds not communities but the baseline. */
    public static final int BASELINE = -1;

    private final ArrayList<InputFile> files;
    private final ColumnMapping columns;
    private final EventRules rules;
    private final ScoringParameters scoring;
    private final long minScoreMicros;
    private final Priors priors;
    private final Inquiry inquiry;

    private record Key(long order, long secret) {}

    private transient Map<Key, List<MemberEvent>> events;
    private transient List<Community> communities;
    private transient @Nullable Baseline baseline;
    private transient int openInputs;

    /** The stage. */
    public ScoreRings(
            List<InputFile> files,
            ColumnMapping columns,
            EventRules rules,
            ScoringParameters scoring,
            long minScoreMicros,
            Priors priors,
            Inquiry inquiry) {
        super("score");
        this.files = new ArrayList<>(files);
        this.columns = columns;
        this.rules = rules;
        this.scoring = scoring;
        this.minScoreMicros = minScoreMicros;
        this.priors = priors;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        events = new HashMap<>();
        communities = new ArrayList<>();
        openInputs = 2;
    }

    @Override
    public void processElement1(StreamRecord<GatheredEvent> element) {
        GatheredEvent gathered = element.getValue();
        events.computeIfAbsent(
                        new Key(gathered.communityOrder(), gathered.communitySecret()), ignored -> new ArrayList<>())
                .add(gathered.event());
    }

    @Override
    public void processElement2(StreamRecord<RowBlock> element) {
        long[] rows = element.getValue().rows();
        if (element.getValue().share() == BASELINE) {
            baseline = Baseline.ofWords(rows);
            return;
        }
        for (int at = 0; at < rows.length; at += (int) rows[at]) {
            communities.add(Community.ofRow(rows, at));
        }
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs > 0) {
            return;
        }
        if (baseline == null) {
            throw new IllegalStateException("the communities came without a baseline");
        }
        RingFactory factory = new RingFactory(scoring, baseline, minScoreMicros, priors);
        CanonicalSource canonicalSource = new EventsAtPositions(files, columns, rules);
        for (Community community : communities) {
            Key key = new Key(community.orders()[0], community.secrets()[0]);
            List<MemberEvent> own = events.getOrDefault(key, List.of());
            List<Ring> inCases = factory.createInCases(community, own, canonicalSource);
            inCases.forEach(ring -> emit(Finding.of(ring)));
            if (inCases.isEmpty() && isAsked(community)) {
                tell(Finding.of(Trace.ofUnlikely(factory.describe(community, own, canonicalSource))));
            }
            events.remove(key);
        }
        done();
    }

    private boolean isAsked(Community community) {
        return !inquiry.isEmpty()
                && IntStream.range(0, community.size())
                        .anyMatch(m ->
                                inquiry.names(community.orders()[m], community.secrets()[m]));
    }
}
