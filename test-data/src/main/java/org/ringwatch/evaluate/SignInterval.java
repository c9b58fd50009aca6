// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.util.Arrays;
import java.util.Locale;

/**
 * Differences between two ways on the same worlds: how often the first was ahead, the median difference, and an interval
 * that holds the true median in at least 95 of 100 cases whatever the distribution: between the k-th smallest and the
 * k-th largest difference, as the sign test allows (Conover 1999, Practical Nonparametric Statistics, 3.2). Fewer than
 * six worlds allow none.
 *
 * @param won worlds in which the first way is ahead
 * @param tied worlds in which neither is
 * @param lost worlds in which the first way is behind
 * @param median of the differences, first minus second
 * @param least lower end of the interval; not a number if there is none
 * @param most upper end
 */
record SignInterval(int won, int tied, int lost, double median, double least, double most) {

    private static final double RISK = 0.05;
    /** Differences below the last digit that the tables show are none. */
    private static final double TIE = 0.0005;

    /**
     * Of these differences.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SignInterval of(double[] differences) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("differences must not be empty but were");
        }
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int won = 0;
        int lost = 0;
        for (double difference : sorted) {
            won += difference >= TIE ? 1 : 0;
            lost += difference <= -TIE ? 1 : 0;
        }
        int k = rank(n);
        return new SignInterval(
                won,
                n - won - lost,
                lost,
                (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
                k == 0 ? Double.NaN : sorted[k - 1],
                k == 0 ? Double.NaN : sorted[n - k]);
    }

    /** The largest k such that k differences or fewer of n fall on one side with a chance of at most half the risk. */
    private static int rank(int n) {
        double term = Math.pow(0.5, n);
        double below = 0;
        int k = 0;
        while (below + term <= RISK / 2) {
            below += term;
            term *= (double) (n - k) / (k + 1);
            k++;
        }
        return k;
    }

    @Override
    public String toString() {
        String interval = Double.isNaN(least) ? "" : String.format(Locale.ROOT, " [%+.3f, %+.3f]", least, most);
        return String.format(Locale.ROOT, "%+.3f%s %d–%d–%d", median, interval, won, tied, lost);
    }
}
