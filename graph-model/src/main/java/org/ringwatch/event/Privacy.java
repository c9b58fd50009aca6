// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;

/**
 * What readers keep of what people say and do: whatever is not kept there is nowhere behind them.
 *
 * @param pseudonyms what ids are replaced by
 * @param rejectedRaw what is kept of a rejected line
 */
public record Privacy(PseudonymSource pseudonyms, RejectedRaw rejectedRaw) implements Serializable {
    /** All is kept as it is. */
    public static final Privacy NONE = new Privacy(PseudonymSource.none(), RejectedRaw.CLIP);

    /** The same with other leavings of rejected lines. */
    public Privacy withRejectedRaw(RejectedRaw other) {
        return new Privacy(pseudonyms, other);
    }
}
