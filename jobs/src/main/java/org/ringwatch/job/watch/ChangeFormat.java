// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;
import org.ringwatch.ring.Ring;

/** How changes are written. */
public interface ChangeFormat extends Serializable {
    /** A change as one line, without its end. The same change is the same line, always. */
    String line(RingChange change);

    /** Which state of a ring it is, whatever its case and lineage. */
    String version(Ring ring);
}
