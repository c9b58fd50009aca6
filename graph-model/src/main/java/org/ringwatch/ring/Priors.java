// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.ConfirmedAccounts;

/**
 * What people say about accounts and rings, and how far it counts.
 *
 * @param parameters how far
 * @param confirmed accounts known to be part of fraud
 * @param dispositions what was decided
 * @param earlier the rings of an earlier output: they tell which case a ring belongs to
 * @param version how the version is told that a decision refers to
 */
public record Priors(
        PriorParameters parameters,
        ConfirmedAccounts confirmed,
        Dispositions dispositions,
        EarlierRings earlier,
        RingVersion version)
        implements Serializable {

    /** Tells the version of a ring. */
    @FunctionalInterface
    public interface RingVersion extends Serializable {
        /** What a decision about the ring, as it is, refers to. */
        String of(Ring ring);
    }

    /** Nobody said anything. */
    public static final Priors NONE = new Priors(
            PriorParameters.defaults(), ConfirmedAccounts.NONE, Dispositions.NONE, EarlierRings.NONE, ring -> "");

    /** Whether nobody said anything. */
    boolean isEmpty() {
        return confirmed.isEmpty() && dispositions.isEmpty();
    }
}
