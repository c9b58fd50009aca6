// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What log-odds mean: the line a + b z through which the logistic function gives the share of real rings among candidates
 * (Platt 1999, "Probabilistic Outputs for Support Vector Machines"), and how far it would move without one variant of an
 * attack pattern or look-alike (jackknife, Efron 1982). Variances are those of the line over calibrated log-odds, where the
 * line is 0 + 1 z.
 *
 * <p>Nobody knows the next variant. So the log-odds of a candidate are those of a fit that never saw its variant: a line
 * through those of the full fit would be surer than new variants allow.
 *
 * @param intercept a
 * @param slope b, above 0
 * @param interceptVariance variance of the intercept
 * @param slopeVariance variance of the slope
 * @param covariance of the two
 */
record ScoreCalibration(
        double intercept, double slope, double interceptVariance, double slopeVariance, double covariance) {

    private static final int LEAST_VARIANTS = 3;

    /** A candidate, its log-odds by a fit that has not seen its variant, and whether it is a ring. */
    private record Case(String variant, double logOdds, boolean real) {}

    /**
     * The calibration by candidates of worlds that the weights were not fitted on.
     *
     * @param table these candidates, at full weight
     * @param training the candidates that the weights were fitted on
     * @param ridge as in the fit of the weights
     * @throws IllegalArgumentException when there are fewer than three variants, or the score tells nothing
     */
    static ScoreCalibration of(CandidateTable table, CandidateTable training, double ridge) {
        List<Case> cases = cases(table, training, ridge);
        SortedSet<String> variants = table.variants();
        if (variants.size() < LEAST_VARIANTS) {
            throw new IllegalArgumentException(
                    "variants must be at least " + LEAST_VARIANTS + " but were " + variants.size());
        }
        double[] line = line(cases);
        if (!(line[1] > 0)) {
            throw new IllegalArgumentException("the slope must be above 0 but was " + line[1]);
        }
        List<double[]> others = new ArrayList<>();
        for (String variant : variants) {
            double[] other = line(cases.stream()
                    .filter(each -> !each.variant().equals(variant))
                    .toList());
            others.add(new double[] {other[0] - other[1] * line[0] / line[1], other[1] / line[1]});
        }
        return new ScoreCalibration(
                line[0], line[1], jackknife(others, 0, 0), jackknife(others, 1, 1), jackknife(others, 0, 1));
    }

    private static List<Case> cases(CandidateTable table, CandidateTable training, double ridge) {
        Map<String, ShareFit> fits = new HashMap<>();
        List<Case> cases = new ArrayList<>();
        for (Candidate candidate : table.candidates()) {
            ShareFit fit = fits.computeIfAbsent(
                    candidate.variant(),
                    variant -> ShareFit.of(variant.isEmpty() ? training : training.withoutVariant(variant), ridge));
            cases.add(new Case(candidate.variant(), fit.logOdds(candidate), candidate.isReal()));
        }
        return cases;
    }

    private static double[] line(List<Case> cases) {
        double[][] x = cases.stream().map(each -> new double[] {each.logOdds()}).toArray(double[][]::new);
        double[] y = cases.stream().mapToDouble(each -> each.real() ? 1 : 0).toArray();
        double[] weights = new double[y.length];
        Arrays.fill(weights, 1);
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
