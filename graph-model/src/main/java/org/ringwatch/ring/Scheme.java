// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** The suspected kind of fraud; {@link #UNKNOWN} when the evidence does not tell. */
public enum Scheme {
    /** Honest people's accounts are taken over and drained. */
    ACCOUNT_TAKEOVER,
    /** Accounts made for the purpose on few devices, or in one go. */
    DEVICE_FARM,
    /** Gift cards become credit, and the credit leaves for few. */
    CREDIT_LAUNDERING,
    /** What is bought is refunded or disputed. */
    REFUND_ABUSE,
    /** Returns and repairs of devices that the claimants never had. */
    CLAIM_ABUSE,
    /** Accounts that come back to the same devices, wallets, sellers or beneficiaries, by no means that tells the purpose. */
    COLLUSION,
    UNKNOWN
}
