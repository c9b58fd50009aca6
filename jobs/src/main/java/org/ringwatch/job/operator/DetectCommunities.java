// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.community.ComponentPartition;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.RowBuffer;

/**
 * Splits components into communities; each goes to the share that will score it, and its members to the second pass.
 *
 * <p>Holds the labelled ties of its share until its input ends.
 */
public final class DetectCommunities extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** Members in blocks of four words: account, first member of its community. */
    public static final OutputTag<long[]> MEMBERS = new OutputTag<>("members") {
        private static final long serialVersionUID = 1L;
    };

    private static final int BLOCK_WORDS = 8192;

    private final ClusteringMethod method;
    private final ClusteringParameters parameters;
    private final int shares;
    private transient ComponentPartition partition;

    /** The stage. */
    public DetectCommunities(ClusteringMethod method, ClusteringParameters parameters, int shares) {
        super("communities");
        this.method = method;
        this.parameters = parameters;
        this.shares = shares;
    }

    @Override
    public void open() throws Exception {
        super.open();
        partition = new ComponentPartition(method, parameters);
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        BlockOutput communities = new BlockOutput(shares, this::emit);
        RowBuffer members = new RowBuffer(BLOCK_WORDS);
        partition.forEach(community -> {
            long[] row = community.toRow();
            communities.bufferFor(community.orders()[0]).add(row, 0, row.length);
            for (int m = 0; m < community.size(); m++) {
                members.add(community.orders()[m]);
                members.add(community.secrets()[m]);
                members.add(community.orders()[0]);
                members.add(community.secrets()[0]);
            }
            if (members.size() >= BLOCK_WORDS) {
                emit(MEMBERS, members.toBlock());
                members.clear();
            }
            fact(Facts.COMMUNITIES, 1);
        });
        communities.flush();
        fact(Facts.TIGHTENED_COMPONENTS, partition.tightenedComponents());
        fact(Facts.TIGHTENED_ACCOUNTS, partition.tightenedAccounts());
        emit(MEMBERS, members.toBlock());
        done();
    }
}
