// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.Locale;

/** How hard a world's rings are to tell from honest life. */
public enum Level {
    /** Blatant and synchronous. */
    EASY(0.034),
    /** Some camouflage, more devices of their own, days instead of hours. */
    MEDIUM(0.022),
    /** Little sharing, weeks, residential proxies, mixed with honest life. */
    HARD(0.013);

    private final double defaultPrevalence;

    Level(double defaultPrevalence) {
        this.defaultPrevalence = defaultPrevalence;
    }

    /** Share of accounts that belong to a ring, victims included, unless the caller says otherwise. */
    public double defaultPrevalence() {
        return defaultPrevalence;
    }

    /** The value for this level. */
    double pick(double easy, double medium, double hard) {
        return switch (this) {
            case EASY -> easy;
            case MEDIUM -> medium;
            case HARD -> hard;
        };
    }

    /** The level's name as the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
