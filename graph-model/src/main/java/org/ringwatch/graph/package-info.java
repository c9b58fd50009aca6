// SPDX-License-Identifier: Apache-2.0

/**
 * Graphs and components over primitive arrays, for millions of edges in a few bytes each.
 *
 * <ul>
 *   <li>{@link org.ringwatch.graph.LinkGraph}: a finished weighted graph. 24 bytes an edge; JGraphT's own graphs take 78
 *       to 370. Its {@link org.ringwatch.graph.LinkGraph#asGraph() view} runs every JGraphT algorithm.
 *   <li>{@link org.ringwatch.graph.DisjointSets}: components when nodes are numbered 0..n-1. 4 bytes a node, O(log n)
 *       amortised per union at worst and close to constant when numbers are as good as random (Goel, Khanna, Larkin,
 *       Tarjan 2014, "Disjoint set union with randomized linking", doi:10.1137/1.9781611973402.75).
 *   <li>{@link org.ringwatch.graph.KeyNumbers}: numbers for nodes that are 128-bit hashes. 22 to 44 bytes a key.
 *   <li>{@link org.ringwatch.graph.HashedDisjointSets}: components of these, as they come from other subtasks; merges
 *       forests that were built apart. 28 to 52 bytes a key.
 * </ul>
 */
@NullMarked
package org.ringwatch.graph;

import org.jspecify.annotations.NullMarked;
