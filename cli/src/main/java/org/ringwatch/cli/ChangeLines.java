// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import org.ringwatch.export.ChangeJson;
import org.ringwatch.export.RingJson;
import org.ringwatch.job.watch.ChangeFormat;
import org.ringwatch.job.watch.RingChange;
import org.ringwatch.ring.Ring;

/** Writes changes as lines of JSON. */
final class ChangeLines implements ChangeFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public String line(RingChange change) {
        return ChangeJson.line(
                new ChangeJson.Head(
                        change.sequence(),
                        change.caseId(),
                        change.ringId(),
                        change.kind(),
                        change.eventTime(),
                        change.scoreBefore(),
                        change.joined(),
                        change.left()),
                change.ring());
    }

    @Override
    public String version(Ring ring) {
        return RingJson.version(ring);
    }
}
