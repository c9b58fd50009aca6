// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import org.ringwatch.ring.EntityType;

/** How a type of account or resource is drawn: a letter and a shape, so that colour is never needed to tell types apart. */
enum Symbol {
    ACCOUNT("A", ""),
    DEVICE("D", "-9,-9 9,-9 9,9 -9,9"),
    IP("N", "0,-12 12,0 0,12 -12,0"),
    WALLET("W", "0,-12 11.5,8 -11.5,8"),
    MERCHANT("M", "-6,-10.5 6,-10.5 12,0 6,10.5 -6,10.5 -12,0"),
    BENEFICIARY("B", "0,-12 11.5,-3.7 7,9.7 -7,9.7 -11.5,-3.7");

    private final String letter;
    private final String outline;

    Symbol(String letter, String outline) {
        this.letter = letter;
        this.outline = outline;
    }

    static Symbol of(EntityType type) {
        return valueOf(type.name());
    }

    String letter() {
        return letter;
    }

    /** Corners of the shape around the origin, as SVG has them; empty for a circle. */
    String outline() {
        return outline;
    }
}
