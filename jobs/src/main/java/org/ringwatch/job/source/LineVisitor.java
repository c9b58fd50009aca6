// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

/**
 * Receives the lines of a split from {@link SplitLines}, or its rows from {@link ParquetLines}.
 *
 * <p>Offsets count the bytes of the file after decompression; those of rows count rows. Line numbers count the physical lines of the split from 0,
 * the header and empty lines included; the number in the file follows by adding the {@link SplitLines#lines} of the splits
 * before it. Buffers are valid during the call only and must not be changed.
 */
public interface LineVisitor {

    /**
     * The header of a CSV file, which comes first, for every split and never as a line. It does not come if the file is
     * empty or its compressed stream breaks inside the header.
     *
     * @param start first byte, behind a byte order mark
     * @param end byte behind the last, before the line's end
     */
    void header(byte[] buffer, int start, int end);

    /**
     * A line that is not empty.
     *
     * @param start first byte
     * @param end byte behind the last, before the line feed and a carriage return ahead of it
     * @param offset of the first byte in the file
     * @param line number within the split
     */
    void line(byte[] buffer, int start, int end, long offset, long line);

    /**
     * A line longer than {@link SplitLines#MAX_LINE_BYTES}.
     *
     * @param prefix its first bytes, from index 0
     * @param length how many, at most {@link SplitLines#MAX_PREFIX_BYTES}
     * @param offset of the first byte in the file
     * @param line number within the split
     */
    void overlong(byte[] prefix, int length, long offset, long line);

    /**
     * The compressed stream broke: all whole lines ahead of the break were delivered, and it is the last call for the split.
     * Or a row group broke: all rows of it ahead of the break were delivered, and no more of it come.
     *
     * @param reason fit to be shown
     * @param offset of the line that the break is in
     * @param line number of that line within the split
     */
    void broken(String reason, long offset, long line);
}
