// SPDX-License-Identifier: Apache-2.0

/**
 * Rings from run to run: which ring of an earlier output became which of this one, and which case it belongs to. {@link
 * org.ringwatch.lineage.Succession} is the algorithm; it knows rings as sets of accounts.
 */
@NullMarked
package org.ringwatch.lineage;

import org.jspecify.annotations.NullMarked;
