// SPDX-License-Identifier: Apache-2.0

/**
 * Synthetic worlds with known truth: people who live ordinary lives, honest groups that look like rings, and rings.
 *
 * <p>{@link org.ringwatch.simulate.Simulator} writes a world from {@link org.ringwatch.simulate.SimulationParameters}.
 * A world is cut into districts of about a million events, each with its own random stream, so memory does not grow with
 * the world and districts are made in parallel. What is larger than a district (shops, carriers, exits of VPNs, rented
 * crime services) is computed from the seed alone, so that every district sees the same. Everything a world's figures
 * depend on is drawn per seed in {@code Traits} (sizes, habits, shares) and {@code Gaps} (what is missing), and how a ring
 * works per ring in {@code Style}: no two worlds share a distribution.
 *
 * <p>Attack patterns and some look-alikes come in variants that differ in structure. Each variant belongs to one
 * {@code Fold}, and {@link org.ringwatch.simulate.Variants} says which folds a world holds: fit on training worlds, test
 * on held-out ones. {@code AttackPatterns} and {@code LookAlikes} list all variants with their folds.
 *
 * <p>To add a variant: one class with a {@code plant} method and a line in {@code AttackPatterns}; its acts go through
 * {@code Crew}, which also keeps the {@code Ledger} of what they touch. To add an honest look-alike: a maker and a line in
 * {@code LookAlikes}.
 */
@NullMarked
package org.ringwatch.simulate;

import org.jspecify.annotations.NullMarked;
