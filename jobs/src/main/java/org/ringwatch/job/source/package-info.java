// SPDX-License-Identifier: Apache-2.0

/**
 * From paths to fields: how lines of other people's files become the columns of the input contract.
 *
 * <p>{@link org.ringwatch.job.source.InputFiles} finds the files, {@link org.ringwatch.job.source.InputSplits} cuts them for the
 * subtasks, {@link org.ringwatch.job.source.SplitLines} delivers the lines of a split in place, decompressed. {@link org.ringwatch.job.source.ParquetLines} does so with the rows of a Parquet
 * file, which a {@link org.ringwatch.job.source.ParquetFormat} reads that is there or not.
 *
 * <p>{@link org.ringwatch.job.source.EventReader} makes events and rejections of the lines of a split, {@link
 * org.ringwatch.job.source.EventMessages} of messages in the same way.
 *
 * <p>A {@link org.ringwatch.job.source.LineReader} splits one line into {@link org.ringwatch.event.FieldSlices}: {@link
 * org.ringwatch.job.source.CsvLineReader} by the file's header, {@link org.ringwatch.job.source.JsonLineReader} by its
 * keys; {@link org.ringwatch.job.source.ColumnMapping} says what the columns are called there. What the fields mean is the
 * business of {@link org.ringwatch.event.EventValidator}.
 */
@NullMarked
package org.ringwatch.job.source;

import org.jspecify.annotations.NullMarked;
