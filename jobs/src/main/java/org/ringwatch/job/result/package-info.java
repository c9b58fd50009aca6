// SPDX-License-Identifier: Apache-2.0

/**
 * What a run ends with: {@link org.ringwatch.job.result.Results}, and the {@link org.ringwatch.job.result.ResultWriter}
 * that makes files of it.
 */
@NullMarked
package org.ringwatch.job.result;

import org.jspecify.annotations.NullMarked;
