// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

/**
 * The 95 % interval of a share seen in a few cases (E. B. Wilson, 1927, doi:10.1080/01621459.1927.10502953): unlike the one around
 * the share itself it stays within 0 and 1 and is honest about 0 or all of a few.
 *
 * @param low its lower end, 0 to 1
 * @param high its upper end, 0 to 1
 */
record WilsonInterval(double low, double high) {
    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The interval of the share that {@code right} of {@code all} stand for; 0 to 1 if there are none. */
    static WilsonInterval of(long right, long all) {
        if (all == 0) {
            return new WilsonInterval(0, 1);
        }
        double share = (double) right / all;
        double denominator = 1 + Z * Z / all;
        double middle = share + Z * Z / (2 * all);
        double half = Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        return new WilsonInterval(
                Math.max(0, (middle - half) / denominator), Math.min(1, (middle + half) / denominator));
    }
}
