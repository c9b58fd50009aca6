// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLine;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.link.Baseline;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Scheme;

class PublishTest {

    @Test
    void ringsComeByFallingScoreThenId() throws Exception {
        Results results =
                publish(List.of(Finding.of(ring("R-B", 5)), Finding.of(ring("R-C", 9)), Finding.of(ring("R-A", 5))));
        assertThat(results.rings().stream().map(Ring::ringId)).containsExactly("R-C", "R-A", "R-B");
    }

    @Test
    void aHubThatSeveralSubtasksNamedComesOnce() throws Exception {
        Hub far = new Hub(EntityType.DEVICE, "鬼", 1, 1, "reason");
        Hub near = new Hub(EntityType.DEVICE, "z", 1, 1, "reason");
        Hub last = new Hub(EntityType.IP, "a", 1, 1, "reason");
        Results results = publish(List.of(Finding.of(last), Finding.of(far), Finding.of(near), Finding.of(far)));
        assertThat(results.hubs()).containsExactly(near, far, last);
    }

    @Test
    void digestsComeByFileAndBlock() throws Exception {
        Results results = publish(List.of(
                Finding.of(new BlockDigest(1, 0, new byte[1])),
                Finding.of(new BlockDigest(0, 10, new byte[1])),
                Finding.of(new BlockDigest(0, 9, new byte[1]))));
        assertThat(results.digests().stream().map(digest -> digest.file() + "/" + digest.block()))
                .containsExactly("0/9", "0/10", "1/0");
    }

    @Test
    void factsBaselineAndRejectedLinesAreThere() throws Exception {
        Baseline baseline = new Baseline(2, 3, Baseline.empty().behaviours(), 1, 4, 5);
        Results results = publish(List.of(
                Finding.of(new Fact(Facts.LINKS, 6)),
                Finding.ofBaseline(baseline.toWords()),
                Finding.of(new RejectedLine(0, 0, 0, "reason", "raw"))));
        assertThat(results.baseline()).isEqualTo(baseline);
        assertThat(results.facts().get(Facts.LINKS)).isEqualTo(6);
        assertThat(results.rejected().size()).isEqualTo(1);
    }

    @Test
    void nothingFoundIsPublishedToo() throws Exception {
        Results results = publish(List.of());
        assertThat(results.rings()).isEmpty();
        assertThat(results.baseline()).isEqualTo(Baseline.empty());
    }

    private static Results publish(List<Finding> findings) throws Exception {
        List<Results> published = new ArrayList<>();
        Publish operator = new Publish(List.of(), EarlierRings.NONE, published::add);
        Stage.run(new OneInputStreamOperatorTestHarness<>(operator), findings);
        assertThat(published).hasSize(1);
        return published.get(0);
    }

    private static Ring ring(String id, long scoreMicros) {
        return new Ring(
                id,
                false,
                scoreMicros,
                0,
                Calibration.NONE,
                Scheme.UNKNOWN,
                List.of(),
                List.of(),
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RingLineage.born(id));
    }
}
