// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** What an account did. The constants are the names of the input contract; an unknown name is read as {@link #OTHER}. */
public enum EventType {
    SIGN_UP,
    SIGN_IN,
    PASSWORD_RESET,
    CREDENTIAL_CHANGED,
    TWO_FACTOR_CHANGED,
    DEVICE_ADDED,
    DEVICE_REMOVED,
    WALLET_LINKED,
    WALLET_UNLINKED,
    PURCHASE,
    REFUND,
    CHARGEBACK,
    GIFT_SENT,
    GIFT_REDEEMED,
    RETURN_CLAIM,
    REPAIR_CLAIM,
    FAMILY_JOINED,
    FAMILY_LEFT,
    VICTIM_REPORT,
    OTHER;

    /** Sign-ins and unknown events only show contact; every other event is an act that its author had a reason for. */
    public boolean isSensitive() {
        return this != SIGN_IN && this != OTHER;
    }

    /** Whether the event is a claim about a device: its device is the claimed serial, not the device in use. */
    public boolean isClaim() {
        return this == RETURN_CLAIM || this == REPAIR_CLAIM;
    }
}
