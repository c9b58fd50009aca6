// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

/**
 * A way to put detection under stress, at a strength: {@code wait=30}.
 *
 * @param stress the way
 * @param strength in its unit
 */
record StressSpec(Stress stress, double strength) {

    /**
     * Reads {@code NAME=STRENGTH}.
     *
     * @throws IllegalArgumentException when there is no such way or the strength is no number
     */
    static StressSpec parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("a stress must be NAME=STRENGTH but was " + text);
        }
        try {
            return new StressSpec(
                    Stress.named(text.substring(0, equals)), Double.parseDouble(text.substring(equals + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a strength must be a number but was " + text, e);
        }
    }

    @Override
    public String toString() {
        return stress.label() + "=" + number(strength);
    }

    /** Whole numbers without a fraction. */
    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
