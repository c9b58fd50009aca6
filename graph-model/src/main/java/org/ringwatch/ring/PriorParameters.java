// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;

/**
 * How far what people say moves a ring. All but {@code leastOwnScore} are natural logarithms of odds.
 *
 * @param confirmedMember most that confirmed members, or a confirmation of the whole ring, add to its log-odds
 * @param confirmedNeighbour most that confirmed accounts tied to its members add
 * @param leastOwnScore score without both that a ring must exceed to be flagged because of them, 0–1
 * @param laterEvidence what evidence later than the decision must add for a false positive to be shown again
 */
public record PriorParameters(
        double confirmedMember, double confirmedNeighbour, double leastOwnScore, double laterEvidence)
        implements Serializable {

    private static final double MOST = 10;

    public PriorParameters {
        logOdds("confirmedMember", confirmedMember);
        logOdds("confirmedNeighbour", confirmedNeighbour);
        logOdds("laterEvidence", laterEvidence);
        if (!(leastOwnScore >= 0 && leastOwnScore <= 1)) {
            throw new IllegalArgumentException("leastOwnScore must be between 0 and 1 but was " + leastOwnScore);
        }
    }

    /** Set by hand: a confirmation is worth no more than the strongest single signal, and a ring needs evidence of its own. */
    public static PriorParameters defaults() {
        return new PriorParameters(2, 0.5, 0.18, 1);
    }

    private static void logOdds(String name, double value) {
        if (!(value >= 0 && value <= MOST)) {
            throw new IllegalArgumentException(name + " must be between 0 and 10 but was " + value);
        }
    }
}
