// SPDX-License-Identifier: Apache-2.0

/**
 * From files to fields: how lines of other people's files become the columns of the input contract.
 *
 * <p>A {@link org.ringwatch.job.source.LineReader} splits one line into {@link org.ringwatch.event.FieldSlices}: {@link
 * org.ringwatch.job.source.CsvLineReader} by the file's header, {@link org.ringwatch.job.source.JsonLineReader} by its
 * keys; {@link org.ringwatch.job.source.ColumnMapping} says what the columns are called there. What the fields mean is the
 * business of {@link org.ringwatch.event.EventValidator}.
 */
@NullMarked
package org.ringwatch.job.source;

import org.jspecify.annotations.NullMarked;
