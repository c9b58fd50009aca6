// SPDX-License-Identifier: Apache-2.0

/**
 * What detection withstands: {@link org.ringwatch.stress.StressWorld} rewrites a simulated world as faulty feeds, rings that
 * evade or rings that frame others would have left it, and notes what that costs whoever does it; {@link
 * org.ringwatch.stress.StressTable} prints what detection then finds. {@link org.ringwatch.stress.Stress} lists the ways.
 * {@code test-data/stress} runs both.
 *
 * <p>A ring's acts are the events of its accounts that touch something of its own ({@code infrastructure} in {@code
 * resources.csv}); what the accounts do beside is left alone.
 */
@NullMarked
package org.ringwatch.stress;

import org.jspecify.annotations.NullMarked;
