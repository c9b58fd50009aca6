// SPDX-License-Identifier: Apache-2.0

/**
 * Fits the ring scorer on simulated worlds; {@code test-data/fit} runs it. A {@link org.ringwatch.fit.CandidateTable} is made
 * of what {@code detect} wrote and what is true, {@link org.ringwatch.fit.ShareFit} finds what each signal counts,
 * {@link org.ringwatch.fit.ScoreCalibration} what the sum means, and {@link org.ringwatch.fit.ScorerFile} writes both for
 * {@code graph-model} to read. No signal is named here: those of the candidates are taken as they come.
 */
@NullMarked
package org.ringwatch.fit;

import org.jspecify.annotations.NullMarked;
