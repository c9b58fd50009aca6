// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * Money moved through a ring in one currency, minor units. Net is gross less refunded, never below 0. Confirmed amounts stand
 * on a victim report of the account or a chargeback of the purchase; the rest is suspected.
 *
 * @param claimed value of return and repair claims, which may have been refused later
 */
public record Loss(
        String currency,
        long confirmedGross,
        long confirmedRefunded,
        long suspectedGross,
        long suspectedRefunded,
        long claimed) {

    /** Confirmed loss after refunds, minor units. */
    public long confirmedNet() {
        return confirmedGross - confirmedRefunded;
    }

    /** Suspected loss after refunds, minor units. */
    public long suspectedNet() {
        return suspectedGross - suspectedRefunded;
    }
}
