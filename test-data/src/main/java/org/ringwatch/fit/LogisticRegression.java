// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.Arrays;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.convex.ConvexSolver;

/**
 * Logistic regression whose coefficients are at least 0 and drawn to a centre (ridge); the intercept is free. Newton's method:
 * every step is the convex quadratic programme that the loss looks like where one stands, solved by ojAlgo. Minimises
 * Σ w (log(1 + eᶻ) − y z) + λ/2 Σ (β − centre)², z = intercept + β x. Deterministic.
 */
final class LogisticRegression {
    private static final int MAX_STEPS = 100;
    private static final double SETTLED = 1e-9;
    /** Keeps the programme strictly convex where all candidates are certain. */
    private static final double LEAST_CURVATURE = 1e-9;

    private final double[][] x;
    private final double[] y;
    private final double[] weights;
    private final double ridge;
    private final double centre;

    /**
     * @param x a row of values for each case, all of one length
     * @param y share of the case that is positive, 0–1
     * @param weights what each case counts, above 0
     * @param ridge λ, at least 0
     */
    LogisticRegression(double[][] x, double[] y, double[] weights, double ridge, double centre) {
        this.x = x;
        this.y = y;
        this.weights = weights;
        this.ridge = ridge;
        this.centre = centre;
    }

    /** Logistic function. */
    static double logistic(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /**
     * The best intercept, then a coefficient for each value.
     *
     * @throws IllegalStateException when no best is found
     */
    double[] fit() {
        double[] at = new double[x[0].length + 1];
        Arrays.fill(at, 1, at.length, Math.max(centre, 0));
        double loss = loss(at);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] target = target(at);
            double[] next = target;
            double nextLoss = loss(next);
            for (double part = 0.5; nextLoss > loss && part > SETTLED; part /= 2) {
                next = between(at, target, part);
                nextLoss = loss(next);
            }
            if (loss - nextLoss <= SETTLED * (1 + loss)) {
                return nextLoss < loss ? next : at;
            }
            at = next;
            loss = nextLoss;
        }
        throw new IllegalStateException("the regression did not settle in " + MAX_STEPS + " steps");
    }

    /** Where the quadratic programme at a point is least. */
    private double[] target(double[] at) {
        int n = at.length;
        double[][] curvature = new double[n][n];
        double[] pull = new double[n];
        for (int r = 0; r < y.length; r++) {
            double p = logistic(z(at, x[r]));
            double w = weights[r] * p * (1 - p);
            for (int i = 0; i < n; i++) {
                double value = value(x[r], i);
                pull[i] -= weights[r] * (p - y[r]) * value;
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += w * value * value(x[r], j);
                }
            }
        }
        R064Store q = R064Store.FACTORY.make(n, n);
        R064Store c = R064Store.FACTORY.make(n, 1);
        for (int i = 0; i < n; i++) {
            curvature[i][i] += LEAST_CURVATURE + (i == 0 ? 0 : ridge);
            pull[i] -= i == 0 ? 0 : ridge * (at[i] - centre);
            for (int j = 0; j <= i; j++) {
                q.set(i, j, curvature[i][j]);
                q.set(j, i, curvature[i][j]);
            }
        }
        for (int i = 0; i < n; i++) {
            double sum = pull[i];
            for (int j = 0; j < n; j++) {
                sum += q.doubleValue(i, j) * at[j];
            }
            c.set(i, 0, sum);
        }
        return solve(q, c);
    }

    private static double[] solve(R064Store q, R064Store c) {
        int n = (int) c.count();
        ConvexSolver.Builder programme = ConvexSolver.newBuilder().objective(q, c);
        R064Store signs = R064Store.FACTORY.make(n - 1, n);
        for (int i = 1; i < n; i++) {
            signs.set(i - 1, i, -1);
        }
        Optimisation.Result result = programme
                .inequalities(signs, R064Store.FACTORY.make(n - 1, 1))
                .build()
                .solve();
        if (!result.getState().isFeasible()) {
            throw new IllegalStateException("a step of the regression has no solution: " + result.getState());
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = i == 0 ? result.doubleValue(i) : Math.max(0, result.doubleValue(i));
        }
        return solution;
    }

    private double loss(double[] at) {
        double loss = 0;
        for (int r = 0; r < y.length; r++) {
            loss += weights[r] * loss(z(at, x[r]), y[r]);
        }
        for (int i = 1; i < at.length; i++) {
            loss += ridge / 2 * (at[i] - centre) * (at[i] - centre);
        }
        return loss;
    }

    /** Negative log-likelihood of log-odds {@code z} where the share {@code y} is positive. */
    static double loss(double z, double y) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - y * z;
    }

    private static double z(double[] at, double[] row) {
        double z = at[0];
        for (int i = 0; i < row.length; i++) {
            z += at[i + 1] * row[i];
        }
        return z;
    }

    private static double value(double[] row, int i) {
        return i == 0 ? 1 : row[i - 1];
    }

    private static double[] between(double[] from, double[] to, double part) {
        double[] point = new double[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = from[i] + part * (to[i] - from[i]);
        }
        return point;
    }
}
