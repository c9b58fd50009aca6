// SPDX-License-Identifier: Apache-2.0

/**
 * FRAUDAR (Hooi, Song, Beutel, Shah, Shin, Faloutsos 2016, "FRAUDAR: Bounding Graph Fraud in the Face of Camouflage", KDD,
 * doi:10.1145/2939672.2939747), to compare with and for nothing else: {@link org.ringwatch.fraudar.DenseBlocks} is the
 * algorithm on accounts and resources, {@link org.ringwatch.fraudar.FraudarRun} runs it on a world and writes what {@code
 * evaluate} reads.
 */
@NullMarked
package org.ringwatch.fraudar;

import org.jspecify.annotations.NullMarked;
