// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** The suspected kind of fraud; {@link #UNKNOWN} when the evidence does not tell. */
public enum Scheme {
    ACCOUNT_TAKEOVER,
    DEVICE_FARM,
    CREDIT_LAUNDERING,
    REFUND_ABUSE,
    CLAIM_ABUSE,
    UNKNOWN
}
