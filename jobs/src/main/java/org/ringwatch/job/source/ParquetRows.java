// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, each as a JSON object, one row group at a time. Whatever the file holds, nothing but the
 * exceptions told here is thrown. Not thread-safe.
 */
public interface ParquetRows extends Closeable {
    /**
     * A column at the top of the schema.
     *
     * @param name as the schema has it
     * @param unreadable what it is if its values are no texts, numbers, truth values, times or UUIDs; else null
     */
    record Column(String name, @Nullable String unreadable) {}

    /**
     * A row group.
     *
     * @param start first byte of it in the file
     * @param rows how many rows it has
     */
    record Group(long start, long rows) {}

    /** The columns in order of the schema; a name may come twice. */
    List<Column> columns();

    /** The row groups in order of the file. */
    List<Group> groups();

    /**
     * Turns to the first row of a group.
     *
     * @param group index in {@link #groups}
     * @param columns names of what rows shall hold
     * @throws BrokenRowsException if the group cannot be read; others may be readable
     * @throws IOException if the storage fails
     */
    void begin(int group, Set<String> columns) throws IOException, BrokenRowsException;

    /**
     * Passes over rows of the group, as many as are left at most.
     *
     * @throws BrokenRowsException as {@link #begin}
     */
    void skip(long rows) throws IOException, BrokenRowsException;

    /**
     * Writes the next row as JSON, absent values left out. To be called as often as the group has rows.
     *
     * @param target receives the row from index 0; what does not fit is cut off
     * @return how many bytes were written
     * @throws BrokenRowsException as {@link #begin}
     */
    int next(byte[] target) throws IOException, BrokenRowsException;
}
