// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.Locale;

/**
 * Which variants of attack patterns and look-alikes a world holds. A scorer fitted on {@link #TRAINING} worlds and tested
 * on {@link #HELD_OUT} ones has never seen the structures it is tested on.
 */
public enum Variants {
    /** Only the variants set aside for fitting. */
    TRAINING,
    /** Only the others. */
    HELD_OUT,
    /** Everything. */
    ALL;

    boolean hold(Fold fold) {
        return switch (this) {
            case ALL -> true;
            case TRAINING -> fold != Fold.HELD_OUT;
            case HELD_OUT -> fold != Fold.TRAINING;
        };
    }

    /** The name as the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
