// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** What stands behind an address, as far as the source knows. */
public enum IpKind {
    UNKNOWN,
    RESIDENTIAL,
    MOBILE,
    HOSTING,
    VPN,
    RELAY,
    CGNAT,
    CORPORATE,
    EDUCATION;

    /** Whether a company or school runs the network: people meet there for other reasons. */
    public boolean isOrganisation() {
        return this == CORPORATE || this == EDUCATION;
    }

    /** Whether it hides who is behind it: anybody may rent a server or subscribe to a VPN or relay. */
    public boolean hides() {
        return this == HOSTING || this == VPN || this == RELAY;
    }

    /** Relays and carrier-grade NAT put strangers behind one address by design, so they never link by it. */
    public boolean neverLinks() {
        return this == RELAY || this == CGNAT;
    }
}
