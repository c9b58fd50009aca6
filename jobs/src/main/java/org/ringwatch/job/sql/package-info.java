// SPDX-License-Identifier: Apache-2.0

/**
 * Events from tables: what a file of Flink SQL selects, staged as JSON Lines that the readers of {@code source} read. The
 * detection reads its input twice and at positions, which no table can be asked for.
 *
 * <p>{@link org.ringwatch.job.sql.SqlFile} is such a file and lays out the job; {@link
 * org.ringwatch.job.sql.SqlStatements} takes it apart. The table API and its planner belong to Flink and may be absent.
 */
@NullMarked
package org.ringwatch.job.sql;

import org.jspecify.annotations.NullMarked;
