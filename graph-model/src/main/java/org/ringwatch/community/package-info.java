// SPDX-License-Identifier: Apache-2.0

/**
 * Dense groups inside a component. Start at {@link org.ringwatch.community.ClusteringMethod}; every method serves
 * JGraphT as a {@code ClusteringAlgorithm}, treats each component by itself and gives the same answer every time.
 *
 * <ul>
 *   <li>{@code leiden}, the default: optimises CPM (Traag, Van Dooren, Nesterov 2011, arXiv:1104.3114) by the Leiden
 *       algorithm (Traag, Waltman, van Eck 2019, arXiv:1810.08473), {@link org.ringwatch.community.Leiden}. Uses
 *       weights, finds dense groups of any size; about O(m) per iteration.
 *   <li>{@code label-propagation}: Raghavan, Albert, Kumara 2007 (arXiv:0709.2938), {@link
 *       org.ringwatch.community.LabelPropagation}. Ignores weights, O(n + m) a round; for comparison.
 *   <li>{@code components}: each component is one community. O(n + m); the baseline to beat.
 * </ul>
 *
 * {@link org.ringwatch.community.Clustering} is the result, {@link org.ringwatch.community.ClusteringQuality} measures it.
 */
@NullMarked
package org.ringwatch.community;

import org.jspecify.annotations.NullMarked;
