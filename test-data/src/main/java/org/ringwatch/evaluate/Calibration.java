// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ringwatch.evaluate.Candidates.Candidate;

/**
 * Whether a ring's score is the share of such rings that are real: candidates in ten bins of equal width, and the
 * expected calibration error, the mean distance between score and share weighted by rings (Naeini, Cooper, Hauskrecht
 * 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI).
 */
final class Calibration {

    private static final int BINS = 10;

    private Calibration() {}

    static void put(ObjectNode node, Truth truth, Candidates candidates) {
        int[] rings = new int[BINS];
        int[] real = new int[BINS];
        double[] scores = new double[BINS];
        for (Candidate ring : candidates.rings()) {
            int bin = Math.min(BINS - 1, (int) (ring.score() * BINS));
            rings[bin]++;
            real[bin] += RingMeasures.isFalse(ring, truth) ? 0 : 1;
            scores[bin] += ring.score();
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(scores[bin] - real[bin]);
        }
        Shares.put(node, "ece", error, candidates.rings().size());
        ArrayNode bins = node.putArray("bins");
        for (int bin = 0; bin < BINS; bin++) {
            ObjectNode entry = bins.addObject();
            entry.put("from", bin / (double) BINS);
            entry.put("to", (bin + 1) / (double) BINS);
            entry.put("rings", rings[bin]);
            Shares.put(entry, "mean_score", scores[bin], rings[bin]);
            Shares.put(entry, "share_real", real[bin], rings[bin]);
        }
    }
}
