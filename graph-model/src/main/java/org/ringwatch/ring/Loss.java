// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * Money moved through a ring in one currency, minor units. Net is gross less refunded. Confirmed amounts stand on a
 * victim report or chargeback of the account or order; the rest is suspected.
 */
public record Loss(
        String currency, long confirmedGross, long confirmedRefunded, long suspectedGross, long suspectedRefunded) {

    /** Confirmed loss after refunds, minor units. */
    public long confirmedNet() {
        return confirmedGross - confirmedRefunded;
    }

    /** Suspected loss after refunds, minor units. */
    public long suspectedNet() {
        return suspectedGross - suspectedRefunded;
    }
}
