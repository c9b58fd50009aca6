// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.SortedMap;

/**
 * A candidate ring whose truth is known.
 *
 * @param world the world it is of
 * @param ringId its id there
 * @param accounts its accounts, at least 1
 * @param fraudulent how many of them belong to a planted ring
 * @param variant what most of its accounts are a variant of, as {@code kind/variant}; empty if that has no variants
 * @param signals the weight of each signal by code; one that weighs nothing is left out
 */
record Candidate(
        World world, String ringId, int accounts, int fraudulent, String variant, SortedMap<String, Double> signals) {

    /**
     * A simulated world.
     *
     * @param name its name, distinct
     * @param level how hard its rings are to find
     * @param accounts accounts in all
     * @param fraudulent how many of them belong to a planted ring
     */
    record World(String name, String level, int accounts, int fraudulent) {}

    /** Whether it counts as a ring: not fewer than half of its accounts belong to a planted one. */
    boolean isReal() {
        return 2 * fraudulent >= accounts;
    }

    /** Share of its accounts that belong to a planted ring, 0–1. */
    double purity() {
        return (double) fraudulent / accounts;
    }
}
