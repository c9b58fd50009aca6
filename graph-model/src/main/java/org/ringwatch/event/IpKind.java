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

    /** Whether somebody who rents it is not seen behind it. */
    public boolean hides() {
        return this == HOSTING || this == VPN || this == RELAY;
    }

    /** Relays and carrier-grade NAT put strangers behind one address by design, so they never link by it. */
    public boolean neverLinks() {
        return this == RELAY || this == CGNAT;
    }
}
