// SPDX-License-Identifier: Apache-2.0

/**
 * Synthetic worlds with known truth: people who live ordinary lives, honest groups that look like rings, and rings.
 *
 * <p>{@link org.ringwatch.simulate.Simulator} writes a world from {@link org.ringwatch.simulate.SimulationParameters}.
 * A world is cut into districts of about a million events, each with its own random stream, so memory does not grow with
 * the world and districts are made in parallel. What is larger than a district (shops, carriers, exits of VPNs, rented
 * crime services) is computed from the seed alone, so that every district sees the same. Everything a world's figures depend on (sizes, habits,
 * shares, what is missing) is drawn per seed: no two worlds share a distribution.
 *
 * <p>To add an attack pattern: one {@code AttackPattern} class and a line in {@code AttackPatterns}. To add an honest look-alike: a
 * {@code LookAlike} and a line in {@code LookAlikes}.
 */
@NullMarked
package org.ringwatch.simulate;

import org.jspecify.annotations.NullMarked;
