// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import org.jspecify.annotations.Nullable;
import org.ringwatch.event.FieldSlices;

/**
 * Splits a line into the fields of the input contract. Not thread-safe: readers keep buffers from line to line.
 */
public interface LineReader {

    /**
     * Reads the line in {@code buffer} from {@code start} (inclusive) to {@code end} (exclusive), without its line feed; a
     * carriage return at its end is ignored. No content makes this throw.
     *
     * @param fields receives the fields, which may be ranges of {@code buffer}
     * @return nothing if the line could be split; else the reason, fit to be shown, and {@code fields} is undefined
     */
    @Nullable
    String read(byte[] buffer, int start, int end, FieldSlices fields);

    /**
     * Looks for the account alone, for who passes over most lines.
     *
     * @param fields receives the account and no other field
     * @return whether the account was found without reading the whole line; if not, {@code fields} is undefined
     */
    default boolean readAccount(byte[] buffer, int start, int end, FieldSlices fields) {
        return false;
    }
}
