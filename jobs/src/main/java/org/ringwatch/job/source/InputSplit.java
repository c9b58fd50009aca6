// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Serializable;

/**
 * A part of an input file: the lines, or row groups, whose first byte is in it. A compressed file is one split.
 *
 * @param file index of the file in the list of input files
 * @param start first byte, as stored
 * @param end byte behind the last
 */
public record InputSplit(int file, long start, long end) implements Serializable {

    public InputSplit {
        if (file < 0) {
            throw new IllegalArgumentException("file must not be negative but was " + file);
        }
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "start and end must be 0 ≤ start ≤ end but were " + start + " and " + end);
        }
    }

    /** Bytes of it, as stored. */
    public long length() {
        return end - start;
    }
}
