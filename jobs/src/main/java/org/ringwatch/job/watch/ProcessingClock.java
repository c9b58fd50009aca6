// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;

/** Tells the processing time. */
@FunctionalInterface
public interface ProcessingClock extends Serializable {
    /** Now, milliseconds since the epoch. */
    long millis();

    /** The clock of the machine. */
    static ProcessingClock system() {
        return System::currentTimeMillis;
    }
}
