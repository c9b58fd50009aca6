// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * A kind of honest people who share things, or behave, as a ring would.
 *
 * @param group the name in the truth
 * @param share of the world's accounts, before the world's own factor
 * @param variants the ways in which such people live; every set of {@link Variants} holds at least one
 */
record LookAlike(String group, double share, List<Variant> variants) {

    /** Makes the accounts of one group and writes what they do. */
    interface Maker {
        /** {@code largest} bounds the accounts of the group so that small worlds hold every kind; at least 4. */
        void make(String group, int largest, District district);
    }

    /**
     * One way in which such people live.
     *
     * @param name the name in the truth; empty for a look-alike with one variant only
     * @param fold which worlds hold it
     * @param maker makes one group of about the size asked for
     */
    record Variant(String name, Fold fold, Maker maker) {}

    /** A look-alike with a single variant, which every world holds. */
    LookAlike(String group, double share, Maker maker) {
        this(group, share, List.of(new Variant("", Fold.BOTH, maker)));
    }

    /** A look-alike with one variant for fitting and one for testing. */
    LookAlike(String group, double share, String training, Maker trainingMaker, String heldOut, Maker heldOutMaker) {
        this(
                group,
                share,
                List.of(
                        new Variant(training, Fold.TRAINING, trainingMaker),
                        new Variant(heldOut, Fold.HELD_OUT, heldOutMaker)));
    }

    List<Variant> variants(Variants held) {
        return variants.stream().filter(variant -> held.hold(variant.fold())).toList();
    }
}
