// SPDX-License-Identifier: Apache-2.0

/**
 * The job that never stops: the stages of detection, each holding what it needs in keyed state.
 *
 * <p>Start at {@link org.ringwatch.job.watch.WatchJob}.
 */
@NullMarked
package org.ringwatch.job.watch;

import org.jspecify.annotations.NullMarked;
