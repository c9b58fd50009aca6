// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.community.Community;
import org.ringwatch.community.ComponentPartition;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.RingScreen;
import org.ringwatch.ring.ScoringParameters;
import org.ringwatch.why.Trace;

/**
 * Splits components into communities; each that may become a ring goes to the share that will score it, and its members to
 * the second pass. The baseline is the second input.
 *
 * <p>Holds the labelled ties of its share until its input ends, and the confirmed accounts.
 */
public final class DetectCommunities extends StageOperator<RowBlock>
        implements TwoInputStreamOperator<RowBlock, long[], RowBlock>, BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    /** Members in blocks of four words: account, first member of its community. */
    public static final OutputTag<long[]> MEMBERS = new OutputTag<>("members") {
        private static final long serialVersionUID = 1L;
    };

    private static final int BLOCK_WORDS = 8192;

    private final ClusteringMethod method;
    private final ClusteringParameters parameters;
    private final ScoringParameters scoring;
    private final ConfirmedAccounts confirmed;
    private final int shares;
    private final Inquiry inquiry;
    private transient ComponentPartition partition;
    private transient @Nullable Baseline baseline;
    private transient int openInputs;

    /** The stage. */
    public DetectCommunities(
            ClusteringMethod method,
            ClusteringParameters parameters,
            ScoringParameters scoring,
            ConfirmedAccounts confirmed,
            int shares,
            Inquiry inquiry) {
        super("communities");
        this.method = method;
        this.parameters = parameters;
        this.scoring = scoring;
        this.confirmed = confirmed;
        this.shares = shares;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        partition = new ComponentPartition(method, parameters, confirmed::contains);
        openInputs = 2;
    }

    @Override
    public void processElement1(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void processElement2(StreamRecord<long[]> element) {
        baseline = Baseline.ofWords(element.getValue());
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs == 0) {
            detect();
        }
    }

    private void detect() {
        if (baseline == null) {
            throw new IllegalStateException("the ties came without a baseline");
        }
        RingScreen screen = new RingScreen(scoring, baseline);
        BlockOutput communities = new BlockOutput(shares, this::emit);
        RowBuffer members = new RowBuffer(BLOCK_WORDS);
        partition.forEach(screen::mostScoreMicros, community -> {
            fact(Facts.COMMUNITIES, 1);
            Optional<Community> asked = explain(community, screen);
            screen.screen(community).or(() -> asked).ifPresent(candidate -> {
                long[] row = candidate.toRow();
                communities.bufferFor(candidate.orders()[0]).add(row, 0, row.length);
                for (int m = 0; m < candidate.size(); m++) {
                    members.add(candidate.orders()[m]);
                    members.add(candidate.secrets()[m]);
                    members.add(candidate.orders()[0]);
                    members.add(candidate.secrets()[0]);
                }
                if (members.size() >= BLOCK_WORDS) {
                    emit(MEMBERS, members.toBlock());
                    members.clear();
                }
            });
        });
        communities.flush();
        fact(Facts.TIGHTENED_COMPONENTS, partition.tightenedComponents());
        fact(Facts.TIGHTENED_ACCOUNTS, partition.tightenedAccounts());
        emit(MEMBERS, members.toBlock());
        done();
    }

    /**
     * Tells of accounts asked about; if one stays in the community, that is scored however unlikely it is. Who stays is tied to
     * another one who does.
     */
    private Optional<Community> explain(Community community, RingScreen screen) {
        int[] asked = inquiry.isEmpty()
                ? new int[0]
                : IntStream.range(0, community.size())
                        .filter(m ->
                                inquiry.names(community.orders()[m], community.secrets()[m]))
                        .toArray();
        if (asked.length == 0) {
            return Optional.empty();
        }
        Map<Integer, LinkRule> leaving = screen.leaving(community);
        for (int m : asked) {
            tell(Finding.of(Trace.of(new GroupTrace(
                    inquiry.isSubject(community.orders()[m], community.secrets()[m]),
                    community.orders()[0],
                    community.secrets()[0],
                    community.size(),
                    leaving.get(m)))));
        }
        return Arrays.stream(asked).allMatch(leaving::containsKey)
                ? Optional.empty()
                : Optional.of(RingScreen.peel(community, leaving));
    }
}
