// SPDX-License-Identifier: Apache-2.0

/**
 * Thin Flink functions, one for each stage, that hand packed blocks to the classes of the model. Hot exchanges carry {@link
 * org.ringwatch.job.operator.RowBlock}s, which name the share they belong to; each stage collects its share and works when
 * its input ends. Operators depend on the model and on each other's records, never on the job.
 */
@NullMarked
package org.ringwatch.job.operator;

import org.jspecify.annotations.NullMarked;
