// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLines;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.result.Results;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.Baseline;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingCases;
import org.ringwatch.why.Traces;

/**
 * The last operator, alone: gathers what was found, finds the case of each ring, puts all in order and publishes it. It needs no client, so a detached
 * run publishes too, and it may run again from the start after a failure.
 *
 * <p>Holds the rings, the earlier ones and hubs; rejected lines wait on disk.
 */
public final class Publish extends AbstractStreamOperator<Boolean>
        implements OneInputStreamOperator<Finding, Boolean>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final ArrayList<InputFile> files;
    private final EarlierRings earlier;
    private final ResultWriter writer;
    private transient List<Ring> judged;
    private transient TreeMap<Hub, Hub> hubs;
    private transient List<BlockDigest> digests;
    private transient RejectedLines rejected;
    private transient Facts facts;
    private transient Baseline baseline;
    private transient Traces traces;

    /** The stage. */
    public Publish(List<InputFile> files, EarlierRings earlier, ResultWriter writer) {
        this.files = new ArrayList<>(files);
        this.earlier = earlier;
        this.writer = writer;
    }

    @Override
    public void open() throws Exception {
        super.open();
        judged = new ArrayList<>();
        hubs = new TreeMap<>(Comparator.comparing(Hub::type).thenComparing(Hub::id, Ids.ORDER));
        digests = new ArrayList<>();
        rejected = new RejectedLines();
        facts = new Facts();
        baseline = Baseline.empty();
        traces = new Traces();
    }

    @Override
    public void processElement(StreamRecord<Finding> element) throws Exception {
        Finding finding = element.getValue();
        if (finding.ring() != null) {
            judged.add(finding.ring());
        } else if (finding.hub() != null) {
            hubs.put(finding.hub(), finding.hub());
        } else if (finding.rejected() != null) {
            rejected.add(finding.rejected());
        } else if (finding.fact() != null) {
            facts.add(finding.fact());
        } else if (finding.digest() != null) {
            digests.add(finding.digest());
        } else if (finding.trace() != null) {
            traces.add(finding.trace());
        } else if (finding.baseline() != null) {
            baseline = Baseline.ofWords(finding.baseline());
        }
    }

    @Override
    public void endInput() throws Exception {
        RingCases cases = RingCases.of(earlier, judged);
        List<Ring> rings = new ArrayList<>(cases.rings());
        rings.sort(Comparator.comparingLong((Ring ring) -> -ring.scoreMicros()).thenComparing(Ring::ringId));
        digests.sort(Comparator.comparingInt(BlockDigest::file).thenComparingLong(BlockDigest::block));
        List<Hub> sortedHubs = new ArrayList<>(hubs.values());
        writer.publish(new Results(
                files, rings, earlier, cases.dissolved(), sortedHubs, baseline, facts, digests, rejected, traces));
    }

    @Override
    public void close() throws Exception {
        rejected.close();
        super.close();
    }
}
