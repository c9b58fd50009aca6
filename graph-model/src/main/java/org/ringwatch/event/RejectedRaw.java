// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.util.Locale;

/** What is kept of a line that is rejected, beside its place and the rule that it breaks. */
public enum RejectedRaw {
    /** Its first bytes, and in the reason the value that breaks the rule. */
    CLIP,
    /** A hash of the line, to find it again in the input; no value. */
    HASH,
    /** Nothing. */
    NONE;

    /** As the option spells it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
