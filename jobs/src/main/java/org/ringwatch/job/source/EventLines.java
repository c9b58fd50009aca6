// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Closeable;
import java.io.IOException;

/** The lines of a split, be they lines of text or rows. */
interface EventLines extends Closeable {
    /**
     * Delivers the lines of about the next 1 MiB.
     *
     * @return whether there may be more
     * @throws HeaderException if the file has a header that is none
     * @throws IOException if the storage fails; broken content never makes this throw
     */
    boolean read(LineVisitor visitor) throws IOException;

    /** Lines of the split so far, whatever became of them. */
    long lines();

    /** Bytes of the split as stored that were read so far, for progress. */
    long bytes();
}
