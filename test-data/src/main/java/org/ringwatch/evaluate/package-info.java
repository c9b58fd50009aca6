// SPDX-License-Identifier: Apache-2.0

/**
 * How good a run was: the rings it found against the truth of the world it read.
 *
 * <p>{@link org.ringwatch.evaluate.Evaluation} reads a {@link org.ringwatch.evaluate.Truth} and the
 * {@link org.ringwatch.evaluate.Candidates} of an output folder and writes one JSON object. One class per family of measures:
 * accounts and suspects, rings and patterns, pairs, calibration. Everything is counted, nothing enumerated: time and
 * memory are linear in accounts and members, plus one sort by score.
 *
 * <p>A share whose denominator is zero is {@code null}: with nothing flagged there is no precision.
 */
@NullMarked
package org.ringwatch.evaluate;

import org.jspecify.annotations.NullMarked;
