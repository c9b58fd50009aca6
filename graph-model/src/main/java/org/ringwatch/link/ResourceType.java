// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * The kinds of resources accounts are seen with. Wider IPv6 networks are resources of their own, because one home holds
 * many /64s; a family never links, it only explains.
 */
public enum ResourceType {
    DEVICE,
    IP,
    NETWORK_56,
    NETWORK_48,
    WALLET,
    MERCHANT,
    BENEFICIARY,
    FAMILY;

    private static final ResourceType[] VALUES = values();

    /** Whether the resource is an address or network. */
    public boolean isAddress() {
        return this == IP || this == NETWORK_56 || this == NETWORK_48;
    }

    /** The constant with that ordinal. */
    public static ResourceType of(int ordinal) {
        return VALUES[ordinal];
    }
}
