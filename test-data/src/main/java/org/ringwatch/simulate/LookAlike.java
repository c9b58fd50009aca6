// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * A kind of honest people who share things as a ring would.
 *
 * @param group the name in the truth
 * @param share of the world's accounts, before the world's own factor
 * @param maker makes one group of about the size asked for
 */
record LookAlike(String group, double share, Maker maker) {

    /** Makes the accounts of one group and writes what they do. */
    interface Maker {
        /** {@code largest} bounds the accounts of the group so that small worlds hold every kind; at least 4. */
        void make(String group, int largest, District district);
    }
}
