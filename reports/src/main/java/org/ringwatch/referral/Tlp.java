// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

/** Traffic Light Protocol 2.0 (FIRST, 2022), the most open first: how far a recipient may pass something on. */
public enum Tlp {
    CLEAR("94868c89-83c2-464b-929b-a1a8aa3c8487", "may be passed on to anybody"),
    GREEN("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "may be passed on within the recipient's community, not published"),
    AMBER(
            "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            "may be passed on within the recipient's organisation and to its clients who need to know"),
    AMBER_STRICT(
            "939a9414-2ddd-4d32-a0cd-375ea402b003",
            "may be passed on within the recipient's organisation to those who need to know"),
    RED("e828b379-4e03-4974-9ac4-e53a884c97c1", "for the eyes of the named recipient only");

    private final String stixId;
    private final String meaning;

    Tlp(String stixId, String meaning) {
        this.stixId = stixId;
        this.meaning = meaning;
    }

    /** As the protocol spells it, without {@code TLP:}: {@code AMBER+STRICT}. */
    public String label() {
        return name().replace('_', '+');
    }

    /** The id of its STIX 2.1 marking, fixed by OASIS. */
    String markingId() {
        return "marking-definition--" + stixId;
    }

    String meaning() {
        return meaning;
    }

    /** Whether it lets more people see than the other. */
    boolean isWiderThan(Tlp other) {
        return compareTo(other) < 0;
    }
}
