// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/** Why a resource says nothing about most of the accounts seen with it. */
public enum HubReason {
    DEVICE_CAP("more accounts in 30 days than the device cap, or ten times as many in all"),
    WALLET_CAP("more accounts in 30 days than the wallet cap, or ten times as many in all"),
    IP_CAP("more accounts in 30 days than the address cap, or ten times as many in all"),
    MERCHANT_CAP("more customers in 30 days than the merchant cap, or ten times as many in all"),
    BENEFICIARY_CAP("more givers in 30 days than the beneficiary cap, or ten times as many in all");

    private final String text;

    HubReason(String text) {
        this.text = text;
    }

    /** The reason in plain English. */
    public String text() {
        return text;
    }

    /** The reason for a resource of that type, which must be no family. */
    public static HubReason of(ResourceType type) {
        return switch (type) {
            case DEVICE -> DEVICE_CAP;
            case WALLET -> WALLET_CAP;
            case IP, NETWORK_56, NETWORK_48 -> IP_CAP;
            case MERCHANT -> MERCHANT_CAP;
            case BENEFICIARY -> BENEFICIARY_CAP;
            case FAMILY -> throw new IllegalArgumentException("a family is never a hub");
        };
    }
}
