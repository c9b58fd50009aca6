// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * What an account does that honest accounts seldom do. Each is a yes or no from the account's own events; how seldom is
 * measured over the population ({@link Baseline}). None is proof: a new phone makes a strange purchase too.
 */
public enum Behaviour {
    /** A credential, the second factor or a wallet changed, and within two days value left from a device new to it. */
    TAKEOVER("spent from a new device within two days of a credential, second-factor or wallet change"),
    /** Value left neither from the main device nor from a habitual address. */
    STRANGE_PURCHASE("spent away from their main device and usual addresses"),
    /** At least three acts of value within two hours. */
    BURST("spent at least three times within two hours"),
    /** An act of value within an hour of signing up. */
    QUICK_START("spent within an hour of signing up"),
    /** At least two refunds, and at least half as many refunds as purchases. */
    REFUNDS("had at least half as many refunds as purchases"),
    /** At least two return or repair claims. */
    CLAIMS("made at least two return or repair claims"),
    /** A claim about a serial that the account never used. */
    FOREIGN_CLAIM("made a claim about a device they were never seen using"),
    /** At least two declined or blocked acts. */
    DECLINED("had at least two acts declined or blocked"),
    /** Two-factor authentication was last seen off. May support a victim, never a suspect. */
    TWO_FACTOR_OFF("had two-factor authentication off"),
    /** A chargeback or victim report. */
    COMPLAINT("had a chargeback or a victim report"),
    /** All of a life of at least three events lies within three days. */
    SHORT_LIFE("had a life of less than three days"),
    /** At least two gift redemptions. */
    GIFT_CARDS("redeemed several gift cards"),
    /** At least four events, and four fifths of them acts rather than sign-ins. */
    NO_ORDINARY_LIFE("hardly ever signed in without acting"),
    /** An act of value through a rented server, VPN or relay. */
    HIDDEN_ADDRESS("moved value from behind a rented server, VPN or relay"),
    /** An act of value within a week of signing up. */
    YOUNG("spent within a week of signing up");

    private final String predicate;

    Behaviour(String predicate) {
        this.predicate = predicate;
    }

    /** What accounts that show it did, to follow {@code 3 of 5 accounts} or {@code none of the 5 accounts}. */
    public String predicate() {
        return predicate;
    }

    /** Bit of this behaviour in a set. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Whether {@code set} holds this behaviour. */
    public boolean in(long set) {
        return (set & bit()) != 0;
    }
}
