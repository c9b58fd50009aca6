// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;

/**
 * What readers keep of what people say and do: whatever is not kept there is nowhere behind them.
 *
 * @param pseudonyms what ids are replaced by
 * @param rejectedRaw what is kept of a rejected line
 * @param erasures ids that are left out
 */
public record Privacy(PseudonymSource pseudonyms, RejectedRaw rejectedRaw, Erasures erasures) implements Serializable {
    /** All is kept as it is. */
    public static final Privacy NONE = new Privacy(PseudonymSource.none(), RejectedRaw.CLIP, Erasures.NONE);

    /** The same where ids are replaced. */
    public Privacy withPseudonyms(PseudonymSource others) {
        return new Privacy(others, rejectedRaw, erasures);
    }

    /** The same with other leavings of rejected lines. */
    public Privacy withRejectedRaw(RejectedRaw other) {
        return new Privacy(pseudonyms, other, erasures);
    }

    /** The same without what people had erased. */
    public Privacy withErasures(Erasures others) {
        return new Privacy(pseudonyms, rejectedRaw, others);
    }

    /** Whether lines and values that could not be read may be told: not where they may hold what is not to be kept. */
    public boolean mayTellValues() {
        return pseudonyms == PseudonymSource.none() && erasures.isEmpty();
    }
}
