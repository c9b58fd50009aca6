// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.Locale;

/** How hard a world's rings are to tell from honest life. */
public enum Level {
    /** Blatant and synchronous. */
    EASY(0.034, 0),
    /** Some camouflage, more devices of their own, days instead of hours. */
    MEDIUM(0.022, 0.4),
    /** Little sharing, weeks, residential proxies, mixed with honest life. */
    HARD(0.013, 1.3);

    private final double defaultPrevalence;
    /** How much care rings take: 0 none, 1 what a cautious gang does, 2 all that one could. */
    private final double care;

    Level(double defaultPrevalence, double care) {
        this.defaultPrevalence = defaultPrevalence;
        this.care = care;
    }

    /** Share of accounts that belong to a ring, victims included, unless the caller says otherwise. */
    public double defaultPrevalence() {
        return defaultPrevalence;
    }

    /** The value for this level, on the straight lines between those for no care, for caution and for all care. */
    double pick(double none, double cautious, double all) {
        return care <= 1 ? none + care * (cautious - none) : cautious + (care - 1) * (all - cautious);
    }

    /** The level's name as the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
