// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import java.io.Serializable;
import java.util.List;

/**
 * A list that was read.
 *
 * @param option that named it, such as {@code --trusted}
 * @param name its path as it was given; untrusted text
 * @param bytes its size
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param rows rows read, rejected ones included
 * @param rejected rows that were not understood
 * @param rejections the first {@value #MAX_REJECTIONS} of these, in order of their lines
 */
public record SideInputFile(
        String option, String name, long bytes, String sha256, long rows, long rejected, List<Rejection> rejections)
        implements Serializable {

    public SideInputFile {
        rejections = List.copyOf(rejections);
    }

    /** Of more rejected rows only the number is told. */
    public static final int MAX_REJECTIONS = 100;

    /**
     * A row that was not understood.
     *
     * @param line physical line, the header is 1
     * @param reason which rule it breaks
     */
    public record Rejection(long line, String reason) implements Serializable {}
}
