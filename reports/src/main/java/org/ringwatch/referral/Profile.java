// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.util.Locale;

/** Who a package is for, which says what is in it. */
public enum Profile {
    /** The own house: ids as they are. */
    INTERNAL(Tlp.RED, Tlp.AMBER),
    /** The police: suspects and their infrastructure as they are, everybody else by pseudonyms. */
    DISCLOSURE(Tlp.AMBER, Tlp.AMBER),
    /** Partners: pseudonyms only, which match among what one recipient gets. */
    SHARE(Tlp.AMBER_STRICT, Tlp.GREEN),
    /** Anybody: counts only. */
    STATS(Tlp.GREEN, Tlp.CLEAR);

    private final Tlp usual;
    private final Tlp widest;

    Profile(Tlp usual, Tlp widest) {
        this.usual = usual;
        this.widest = widest;
    }

    /** As options and files spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The marking unless another is asked for. */
    public Tlp usual() {
        return usual;
    }

    /** The most open marking that it may have. */
    Tlp widest() {
        return widest;
    }

    /** Whether it holds members one by one. */
    boolean hasMembers() {
        return this != STATS;
    }
}
