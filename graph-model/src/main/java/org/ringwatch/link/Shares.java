// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/** How accounts, resources, pairs and communities fall into shares: by their hashes, evenly, the same in every run. */
public final class Shares {
    /** 2^64 over the golden ratio (Knuth, TAOCP 3, 6.4): hashes that differ in few bits still spread. */
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private Shares() {}

    /** The share of {@code shares} that a hash belongs to, from 0. */
    public static int of(long hash, int shares) {
        return (int) Long.remainderUnsigned(hash * MULTIPLIER >>> 1, shares);
    }
}
