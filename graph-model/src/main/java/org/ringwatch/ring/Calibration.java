// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * What a ring's score was held against.
 *
 * @param source where the share of real rings among such candidates was seen
 * @param prevalenceMicros share of accounts in rings that the score stands for, millionths; negative when the source is none
 * @param lowMicros lower end of the 95 % interval of that share, 0–1 in millionths; negative when the source is none
 * @param highMicros its upper end, likewise
 */
public record Calibration(Source source, long prevalenceMicros, long lowMicros, long highMicros) {

    /** Where scores were held against what is true. */
    public enum Source {
        /** Nowhere: the score is a rank. */
        NONE,
        /** In simulated worlds. */
        SIMULATED
    }

    /** Of a score that was held against nothing. */
    public static final Calibration NONE = new Calibration(Source.NONE, -1, -1, -1);
}
