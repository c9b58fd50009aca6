// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.ringwatch.link.ResourceType;

/** The kinds of things a ring is made of, in the order in which result files list them. */
public enum EntityType {
    ACCOUNT,
    DEVICE,
    IP,
    WALLET,
    MERCHANT,
    BENEFICIARY;

    /** The type under which result files list a resource. */
    public static EntityType of(ResourceType type) {
        return switch (type) {
            case DEVICE -> DEVICE;
            case IP, NETWORK_56, NETWORK_48 -> IP;
            case WALLET -> WALLET;
            case MERCHANT -> MERCHANT;
            case BENEFICIARY -> BENEFICIARY;
            case FAMILY -> throw new IllegalArgumentException("a family is no member of a ring");
        };
    }
}
