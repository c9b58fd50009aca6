// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeMap;

/** How true the scores of all candidates of all worlds of a row are, in the bins of {@code calibration.bins}. */
final class Reliability {

    private static final String BINS = "/calibration/bins";

    /** The bins that hold a candidate, ascending. */
    private final List<Bin> bins;

    /**
     * Candidates of similar scores.
     *
     * @param from lowest score, 0 to 1
     * @param to the score below which others lie
     * @param rings how many there are
     * @param scores sum of their scores
     * @param real how many are real
     */
    record Bin(double from, double to, double rings, double scores, double real) {

        double meanScore() {
            return scores / rings;
        }

        double shareReal() {
            return real / rings;
        }

        private Bin plus(Bin other) {
            return new Bin(from, to, rings + other.rings, scores + other.scores, real + other.real);
        }
    }

    private Reliability(List<Bin> bins) {
        this.bins = bins;
    }

    static Reliability of(MeasuredRow row) {
        TreeMap<Double, Bin> bins = new TreeMap<>();
        for (JsonNode world : row.worlds().values()) {
            for (JsonNode node : world.at(BINS)) {
                double rings = node.path("rings").asDouble();
                if (rings > 0) {
                    Bin bin = new Bin(
                            node.path("from").asDouble(),
                            node.path("to").asDouble(),
                            rings,
                            rings * node.path("mean_score").asDouble(),
                            rings * node.path("share_real").asDouble());
                    bins.merge(bin.from(), bin, Bin::plus);
                }
            }
        }
        return new Reliability(List.copyOf(bins.values()));
    }

    List<Bin> bins() {
        return bins;
    }

    /** Expected calibration error: the bins' distances between score and share, weighted by candidates; 0 for none. */
    double error() {
        double rings = bins.stream().mapToDouble(Bin::rings).sum();
        double distances = bins.stream()
                .mapToDouble(bin -> Math.abs(bin.scores() - bin.real()))
                .sum();
        return rings == 0 ? 0 : distances / rings;
    }
}
