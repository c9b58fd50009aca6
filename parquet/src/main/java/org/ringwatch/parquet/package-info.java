// SPDX-License-Identifier: Apache-2.0

/**
 * Parquet, for who has it: a jar of its own, found by {@link java.util.ServiceLoader}.
 *
 * <p>{@link org.ringwatch.parquet.ParquetFiles} opens files for {@link org.ringwatch.job.source.ParquetLines}, which makes events
 * of their rows. {@link org.ringwatch.parquet.FileRows} reads a file by Apache's library, {@link
 * org.ringwatch.parquet.ColumnText} says how the values of a column are written down, and {@link
 * org.ringwatch.parquet.Codecs} decompresses without native code.
 *
 * <p>{@link org.ringwatch.parquet.ParquetTables} writes the tables of an output.
 */
@NullMarked
package org.ringwatch.parquet;

import org.jspecify.annotations.NullMarked;
