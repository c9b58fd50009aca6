// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * What a world holds.
 *
 * @param events event lines, duplicates included
 * @param accounts accounts with at least one event
 * @param fraudAccounts accounts that belong to a ring, victims included
 * @param rings planted rings
 * @param files event files
 */
public record SimulationSummary(long events, long accounts, long fraudAccounts, long rings, int files) {}
