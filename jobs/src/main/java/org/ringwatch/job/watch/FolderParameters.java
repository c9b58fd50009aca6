// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.InputFormat;

/**
 * Which folder is watched, and how.
 *
 * @param folder path on any file system that Flink knows
 * @param forcedFormat format of all files whatever their names; null if the suffix tells
 * @param pollMillis time between two looks into the folder, milliseconds; at least 1
 * @param once whether to end when what was there at the start is read
 */
public record FolderParameters(String folder, @Nullable InputFormat forcedFormat, long pollMillis, boolean once)
        implements Serializable {

    public FolderParameters {
        if (pollMillis < 1) {
            throw new IllegalArgumentException("pollMillis must be positive but was " + pollMillis);
        }
    }

    /** The forced format, if any. */
    Optional<InputFormat> forced() {
        return Optional.ofNullable(forcedFormat);
    }
}
