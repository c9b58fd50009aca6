// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.pseudonym;

/**
 * What an id names. The same text in two namespaces has two pseudonyms that nobody can match; in one, equal ids have equal pseudonyms
 * wherever they stand.
 */
public enum Namespace {
    /** Accounts and beneficiaries: a beneficiary may be an account by its own name, and must stay recognisable as it. */
    PERSON("id"),
    DEVICE("device"),
    IP("address"),
    MERCHANT("merchant"),
    WALLET("wallet"),
    /** Event ids. */
    EVENT("event"),
    ORDER("order"),
    PRODUCT("product"),
    FAMILY("family"),
    /** Cases, as their recipients know them. */
    REFERRAL("referral"),
    /** Versions of rings, and hashes of what was read: whoever guesses what was hashed must not be able to make sure. */
    VERSION("version");

    private final String label;

    Namespace(String label) {
        this.label = label;
    }

    /** What pseudonyms of it begin with. Part of what is hashed: never to be changed. */
    public String label() {
        return label;
    }
}
