// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.List;

/**
 * What about 1 MiB of lines became. It passes from the source to the operator chained behind it and is never serialised.
 *
 * @param blocks for each share of the accounts the packed events, possibly none
 * @param rejected lines that are no events
 * @param file number of the input file
 * @param splitStart where the split starts, bytes
 * @param events valid events
 * @param bytes stored bytes read
 * @param lines physical lines of the whole split if this is its last batch, else -1
 * @param unknownTypes names of unknown event types, one entry for each event
 * @param filled for each column the number of events that fill it
 * @param erasedEvents events left out because they are erased
 * @param erasedValues values left out of the others because they are erased
 */
public record ReadBatch(
        long[][] blocks,
        List<Rejection> rejected,
        int file,
        long splitStart,
        long events,
        long bytes,
        long lines,
        List<String> unknownTypes,
        long[] filled,
        long erasedEvents,
        long erasedValues) {

    /** A line that is no event. */
    public record Rejection(long line, String reason, String raw) {}
}
