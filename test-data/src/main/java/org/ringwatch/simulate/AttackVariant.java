// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * One way of carrying out an attack pattern.
 *
 * @param pattern the pattern's name in the truth
 * @param variant the way's name in the truth
 * @param fold which worlds hold it; never {@link Fold#BOTH}
 * @param from the first level whose worlds hold it: a way that leaves hardly anything in common is for hard ones
 * @param medianSize typical number of accounts of a ring
 * @param planter plants one ring
 */
record AttackVariant(String pattern, String variant, Fold fold, Level from, double medianSize, Planter planter) {

    /** A way found at every level. */
    AttackVariant(String pattern, String variant, Fold fold, double medianSize, Planter planter) {
        this(pattern, variant, fold, Level.EASY, medianSize, planter);
    }

    /** Makes or takes over the crew's number of accounts and writes what they do. */
    interface Planter {
        void plant(Crew crew);
    }
}
