// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * Which accounts come to one place at the same times, more often than by chance: people who never share a thing may still
 * act together.
 *
 * <p>Two accounts <em>meet</em> when both act within an hour, and again when they do at least half a day later. An act
 * among more than {@link #MAX_CROWD} within the hour before and after it is part of a sale or a match night, where nobody
 * meets. If both came when they liked, the number of their meetings would be Poisson distributed, with a mean of the product
 * of their acts times two hours over the time looked at. Its probability, multiplied by the pairs of accounts there
 * (Bonferroni), is how many such pairs chance would make.
 */
final class Meetings {
    /** Told of two accounts, the lesser first. */
    interface Visitor {
        /**
         * @param meetings how often the two met, at least 1
         * @param surprise powers of ten by which so many meetings are rarer than what chance makes one pair do; 0 or less if
         *     it does
         */
        void visit(int first, int second, int meetings, double surprise);
    }

    static final int MEETING_MINUTES = 60;
    static final int MAX_CROWD = 15;

    private static final int APART_MINUTES = 12 * 60;

    private static final double NEGLIGIBLE = 1e-12;
    private static final double LN_10 = StrictMath.log(10);

    private final LongArrayList visits = new LongArrayList();
    private final Long2IntOpenHashMap met = new Long2IntOpenHashMap();
    private final Long2IntOpenHashMap lastMet = new Long2IntOpenHashMap();
    private final int[] acts;

    /** No acts of {@code accounts} accounts. */
    Meetings(int accounts) {
        acts = new int[accounts];
        lastMet.defaultReturnValue(-APART_MINUTES);
    }

    /** An act of an account. */
    void add(int account, int minute) {
        visits.add((long) minute << 32 | account);
        acts[account]++;
    }

    /** Visits all pairs that met, and tells how rare that is by chance in {@code spanMinutes}. */
    void forEach(double spanMinutes, Visitor visitor) {
        meet();
        long present = Arrays.stream(acts).filter(count -> count > 0).count();
        double pairs = present * (present - 1) / 2.0;
        long[] keys = met.keySet().toLongArray();
        Arrays.sort(keys);
        for (long pair : keys) {
            int first = (int) (pair >>> 32);
            int second = (int) pair;
            double mean = (double) acts[first] * acts[second] * 2 * MEETING_MINUTES / spanMinutes;
            double surprise = -(lnAtLeast(met.get(pair), mean) + StrictMath.log(pairs)) / LN_10;
            visitor.visit(first, second, met.get(pair), surprise);
        }
    }

    private void meet() {
        long[] sorted = visits.toLongArray();
        Arrays.sort(sorted);
        int from = 0;
        int to = 0;
        for (int v = 0; v < sorted.length; v++) {
            int minute = minute(sorted[v]);
            while (minute - minute(sorted[from]) > MEETING_MINUTES) {
                from++;
            }
            while (to < sorted.length && minute(sorted[to]) - minute <= MEETING_MINUTES) {
                to++;
            }
            for (int earlier = from; earlier < v && to - from <= MAX_CROWD; earlier++) {
                meet((int) sorted[earlier], (int) sorted[v], minute);
            }
        }
    }

    private void meet(int one, int other, int minute) {
        long pair = (long) Math.min(one, other) << 32 | Math.max(one, other);
        if (one != other && minute - lastMet.get(pair) >= APART_MINUTES) {
            met.addTo(pair, 1);
            lastMet.put(pair, minute);
        }
    }

    private static int minute(long visit) {
        return (int) (visit >>> 32);
    }

    /**
     * Logarithm of the probability that a Poisson variable of that mean is at least {@code k}, or of an upper bound of it where it
     * is no surprise: up to the mean.
     */
    private static double lnAtLeast(int k, double mean) {
        if (k <= mean) {
            return 0;
        }
        double lnFirst = -mean;
        for (int n = 1; n <= k; n++) {
            lnFirst += StrictMath.log(mean / n);
        }
        // Terms above the mean shrink: the sum is that of the first one times a series that ends.
        double series = 0;
        double term = 1;
        for (int n = k + 1; term > NEGLIGIBLE; n++) {
            series += term;
            term *= mean / n;
        }
        return lnFirst + StrictMath.log(series);
    }
}
