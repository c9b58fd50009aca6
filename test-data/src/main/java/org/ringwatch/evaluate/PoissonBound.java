// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

/**
 * What a count of rare things leaves open: the largest mean of a Poisson distribution under which so few would be counted in
 * at least 5 of 100 cases (Garwood 1936, Biometrika 28). None counted allow a mean of 3.
 */
final class PoissonBound {

    private static final double RISK = 0.05;
    private static final int HALVINGS = 60;

    private PoissonBound() {}

    /**
     * The upper 95 % bound on the mean.
     *
     * @param count things counted, at least 0
     */
    static double upper(long count) {
        double low = count;
        double high = 10 + 2.0 * count;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (atMost(count, middle) > RISK) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance of at most so many, in logarithms, as large means would make the first terms vanish. */
    private static double atMost(long count, double mean) {
        double logTerm = -mean;
        double sum = 0;
        for (long k = 0; k <= count; k++) {
            sum += Math.exp(logTerm);
            logTerm += Math.log(mean) - Math.log(k + 1.0);
        }
        return sum;
    }
}
