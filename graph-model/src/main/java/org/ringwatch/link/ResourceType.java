// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.ringwatch.ring.EntityType;

/**
 * The kinds of resources accounts are seen with. Wider IPv6 networks are resources of their own, because one home holds
 * many /64s; a family never links, it only explains.
 */
public enum ResourceType {
    DEVICE(EntityType.DEVICE),
    IP(EntityType.IP),
    NETWORK_56(EntityType.IP),
    NETWORK_48(EntityType.IP),
    WALLET(EntityType.WALLET),
    MERCHANT(EntityType.MERCHANT),
    BENEFICIARY(EntityType.BENEFICIARY),
    FAMILY(EntityType.ACCOUNT);

    private static final ResourceType[] VALUES = values();

    private final EntityType entityType;

    ResourceType(EntityType entityType) {
        this.entityType = entityType;
    }

    /** The type under which result files list the resource. */
    public EntityType entityType() {
        return entityType;
    }

    /** Whether the resource is an address or network. */
    public boolean isAddress() {
        return this == IP || this == NETWORK_56 || this == NETWORK_48;
    }

    static ResourceType of(int ordinal) {
        return VALUES[ordinal];
    }
}
