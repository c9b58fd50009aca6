// SPDX-License-Identifier: Apache-2.0

/**
 * The files that a {@code detect} run leaves behind. {@link org.ringwatch.export.OutputFolder} decides whether a folder may be
 * written and publishes what was staged in it; {@link org.ringwatch.export.RingFiles} writes the rings into the staging folder;
 * {@link org.ringwatch.export.Manifest} seals the result. {@code rings.jsonl} ({@link org.ringwatch.export.RingJson}) is the
 * canonical result, every other file a projection of it: nothing is computed here. The bytes depend on the rings alone, and
 * every text in them is taken as hostile.
 */
@NullMarked
package org.ringwatch.export;

import org.jspecify.annotations.NullMarked;
