// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ringwatch.fit.Candidate.World;

/**
 * What log-odds mean: the line a + b z through which the logistic function gives the share of real rings among candidates
 * (Platt 1999, "Probabilistic Outputs for Support Vector Machines"), and how far it would move with other worlds (jackknife
 * over worlds, Efron 1982). Variances are those of the line over calibrated log-odds, where the line is 0 + 1 z.
 *
 * @param intercept a
 * @param slope b, above 0
 * @param interceptVariance variance of the intercept
 * @param slopeVariance variance of the slope
 * @param covariance of the two
 */
record ScoreCalibration(
        double intercept, double slope, double interceptVariance, double slopeVariance, double covariance) {

    /**
     * The calibration by candidates of worlds that the weights were not fitted on.
     *
     * @throws IllegalArgumentException when there are fewer than three worlds, or the score tells nothing
     */
    static ScoreCalibration of(CandidateTable table) {
        List<World> worlds = table.worlds();
        if (worlds.size() < 3) {
            throw new IllegalArgumentException("worlds must be at least 3 but were " + worlds.size());
        }
        double[] line = line(table);
        if (!(line[1] > 0)) {
            throw new IllegalArgumentException("the slope must be above 0 but was " + line[1]);
        }
        List<double[]> others = new ArrayList<>();
        for (World world : worlds) {
            double[] other = line(table.without(world));
            others.add(new double[] {other[0] - other[1] * line[0] / line[1], other[1] / line[1]});
        }
        return new ScoreCalibration(
                line[0], line[1], jackknife(others, 0, 0), jackknife(others, 1, 1), jackknife(others, 0, 1));
    }

    private static double[] line(CandidateTable table) {
        int rows = table.candidates().size();
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        for (int r = 0; r < rows; r++) {
            Candidate candidate = table.candidates().get(r);
            x[r] = new double[] {candidate.logOdds()};
            y[r] = candidate.isReal() ? 1 : 0;
        }
        return new LogisticRegression(x, y, weights, 0, 1).fit();
    }

    private static double jackknife(List<double[]> lines, int a, int b) {
        int n = lines.size();
        double meanA = lines.stream().mapToDouble(line -> line[a]).average().orElseThrow();
        double meanB = lines.stream().mapToDouble(line -> line[b]).average().orElseThrow();
        double sum = 0;
        for (double[] line : lines) {
            sum += (line[a] - meanA) * (line[b] - meanB);
        }
        return sum * (n - 1) / n;
    }
}
