// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.Locale;

/**
 * The rules on the way from a resource that accounts share to a ring: what something is worth, what is taken off, and who is
 * left out of a group. The stages that decide name them when they explain themselves.
 */
public enum LinkRule {
    RARITY("shared; the fewer accounts share it, the more that says"),
    MEETING("both moved value there within an hour of each other"),

    SIGN_IN_ONLY("one of the two only signed in there"),
    HANDED_ON("it changed hands once: one was gone before the other came"),
    CLAIMED_ONLY("one only claims about it, the other only uses it"),
    WIDER_NETWORK("only the wider IPv6 network is the same"),
    NEVER_TOGETHER("the two were never there on one day, or only on days with too many others"),
    ANOTHER_DAY("the two were never there on one day, though both act oddly"),
    SHOP("a shop says less than a thing of one's own"),
    RECEIVER("a beneficiary says less than a thing of one's own"),
    NOTHING_ODD("one or both do nothing odd"),
    CHANCE("chance makes people meet as often there, or nearly"),
    NO_VALUE("one of the two never moved value there"),
    ORDINARY_SHOP("its customers are not suspicious, and a shop ties nobody by itself"),
    BOTH_ODD("both act suspiciously, which no family explains"),
    CROWD("too many come there: of a crowd only those count who moved value there, oddly, at the same time"),
    UNSHARED("nobody else was seen with it"),

    SAME_PLACE("networks around a shared address say the same again"),
    ADDRESS_CAP("more addresses say no more than a few"),
    ADDRESS_WEIGHT("an address says less than a thing of one's own"),
    COMMON_HOME("both live at one address or in one family"),

    WEAKLY_TIED("does nothing odd, and is tied to the group far less than the others are"),
    NEVER_WITHIN_A_DAY(
            "does nothing odd, and never moved value on a shared thing within a day of another, while most did"),
    PLACES_ONLY("does nothing odd, and only places or a common home tie it to the group, while things tie others"),
    TIED_TO_THOSE_LEFT_OUT("is tied only to those who were left out");

    private final String text;

    LinkRule(String text) {
        this.text = text;
    }

    /** What it says, as half a sentence. */
    public String text() {
        return text;
    }

    /** Its stable name, lower snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
