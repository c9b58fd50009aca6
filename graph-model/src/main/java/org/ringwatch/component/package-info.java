// SPDX-License-Identifier: Apache-2.0

/**
 * The components of a graph whose vertices are 128-bit hashes and lie in shares: each asking share learns the smallest vertex of
 * the component of each of its own.
 *
 * <pre>
 *   chains ─► Contraction ─► Relabelling ─► ... ─► Merge
 *                 │   └──────── waiting ───────┐     │ labels
 *                 └── labels ─► ... Expansion ◄┴─────┘
 * </pre>
 *
 * <p>{@link org.ringwatch.component.Merge} finds the components of all that it gets, in one place. It is all there is for a graph that one
 * place can hold. In front of it a larger graph is contracted in rounds: {@link org.ringwatch.component.Contraction} has each
 * vertex stand in for itself and some of its neighbours, {@link org.ringwatch.component.Relabelling} makes the graph of those that
 * are left, with a chain of what a share knows to be together: so no vertex, however many neighbours it had, has more than two that
 * one share tells it. Whatever has no neighbours any more is a whole
 * component, and leaves. Then {@link org.ringwatch.component.Expansion} takes the labels back, round by round.
 *
 * <p>This is randomised contraction (Bögeholz, Brand, Todor 2020, "In-database connected component analysis", <a
 * href="https://arxiv.org/abs/1802.09478">arXiv:1802.09478</a>): in a round three quarters of the vertices are left on
 * average, whatever the graph, and far fewer of one that consists of small groups. There is no test for the end of it: however many
 * rounds there are, what is left is merged, so their number decides what the one place must hold and not what is found.
 */
@NullMarked
package org.ringwatch.component;

import org.jspecify.annotations.NullMarked;
