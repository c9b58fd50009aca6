// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import java.io.IOException;
import java.io.Serializable;

/** Makes files of the results and publishes them. Called once at the end of a run; again if that call failed. */
public interface ResultWriter extends Serializable {
    /** Writes everything, {@code _SUCCESS} last. */
    void publish(Results results) throws IOException;
}
