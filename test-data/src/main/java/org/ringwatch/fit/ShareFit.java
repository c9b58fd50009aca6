// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.ringwatch.fit.Candidate.World;

/**
 * What each signal counts beside the others: logistic regression of the share of a candidate's accounts that belong to a
 * planted ring, on its signals at full weight. Shares are at least 0, and drawn to {@link #CENTRE}. A candidate counts the
 * root of its accounts; all worlds count the same per planted account.
 *
 * @param prior log-odds of a candidate without a signal
 * @param shares for each signal's code
 */
record ShareFit(double prior, SortedMap<String, Double> shares) {

    /** Signals come together, so what one counts beside the others is thought to be less than 1. */
    static final double CENTRE = 0.7;

    private static final List<Double> RIDGES = List.of(1.0, 3.0, 10.0, 30.0, 100.0);
    /** Planted accounts of a world of ordinary size: keeps the ridge's meaning. */
    private static final double USUAL_PLANTED = 200;

    /**
     * Figures of worlds that a fit had not seen.
     *
     * @param level of the worlds
     * @param worlds how many
     * @param logLoss mean over candidates, nats
     * @param f1 of accounts at score 0.5, mean over worlds, among all that are planted
     */
    record LeftOut(String level, int worlds, double logLoss, double f1) {}

    /** The ridge under which worlds that are left out are told best; ties go to the smaller one. */
    static double bestRidge(CandidateTable table) {
        double best = RIDGES.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (double ridge : RIDGES) {
            double loss = 0;
            for (World world : table.worlds()) {
                loss += of(table.without(world), ridge).logLoss(table, world);
            }
            if (loss < least) {
                least = loss;
                best = ridge;
            }
        }
        return best;
    }

    /** The fit of a table. */
    static ShareFit of(CandidateTable table, double ridge) {
        SortedSet<String> codes = table.codes();
        int rows = table.candidates().size();
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        double[] weights = new double[rows];
        for (int r = 0; r < rows; r++) {
            Candidate candidate = table.candidates().get(r);
            x[r] = codes.stream()
                    .mapToDouble(code -> candidate.signals().getOrDefault(code, 0.0))
                    .toArray();
            y[r] = candidate.purity();
            weights[r] = StrictMath.sqrt(candidate.accounts())
                    * USUAL_PLANTED
                    / Math.max(1, candidate.world().fraudulent());
        }
        double[] found = new LogisticRegression(x, y, weights, ridge, CENTRE).fit();
        SortedMap<String, Double> shares = new TreeMap<>();
        int at = 1;
        for (String code : codes) {
            shares.put(code, found[at++]);
        }
        return new ShareFit(found[0], shares);
    }

    /** Log-odds that this fit gives a candidate. */
    double logOdds(Candidate candidate) {
        double sum = prior;
        for (var signal : candidate.signals().entrySet()) {
            sum += signal.getValue() * shares.getOrDefault(signal.getKey(), CENTRE);
        }
        return sum;
    }

    /** How worlds fare that the fit has not seen, each left out in turn, by level. */
    static List<LeftOut> leaveOneWorldOut(CandidateTable table, double ridge) {
        SortedMap<String, List<double[]>> byLevel = new TreeMap<>();
        for (World world : table.worlds()) {
            ShareFit others = of(table.without(world), ridge);
            byLevel.computeIfAbsent(world.level(), level -> new ArrayList<>())
                    .add(new double[] {others.logLoss(table, world), others.f1(table, world)});
        }
        List<LeftOut> figures = new ArrayList<>();
        byLevel.forEach(
                (level, worlds) -> figures.add(new LeftOut(level, worlds.size(), mean(worlds, 0), mean(worlds, 1))));
        return figures;
    }

    private double logLoss(CandidateTable table, World world) {
        List<Candidate> own = table.of(world).candidates();
        double sum = 0;
        for (Candidate candidate : own) {
            sum += LogisticRegression.loss(logOdds(candidate), candidate.purity());
        }
        return sum / own.size();
    }

    private double f1(CandidateTable table, World world) {
        long flagged = 0;
        long hits = 0;
        for (Candidate candidate : table.of(world).candidates()) {
            if (logOdds(candidate) >= 0) {
                flagged += candidate.accounts();
                hits += candidate.fraudulent();
            }
        }
        return 2.0 * hits / Math.max(1, flagged + world.fraudulent());
    }

    private static double mean(List<double[]> worlds, int column) {
        return worlds.stream().mapToDouble(world -> world[column]).average().orElseThrow();
    }
}
