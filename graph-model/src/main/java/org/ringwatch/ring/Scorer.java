// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How signals become a score. Both add the same signals; they differ in what a signal counts. */
public enum Scorer {
    /** Each signal counts what a fit on simulated worlds gave it; the score is calibrated there. */
    ADDITIVE,
    /** Every signal counts in full, whatever comes with it, and the prior is set by hand: nothing was learnt from labels. */
    UNSUPERVISED;

    /** The name in options and configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The scorer of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Scorer named(String label) {
        return Arrays.stream(values())
                .filter(scorer -> scorer.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scorer must be one of "
                        + Arrays.stream(values()).map(Scorer::label).collect(Collectors.joining(", ")) + " but was "
                        + label));
    }
}
