// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Serializable;
import org.apache.flink.core.fs.Path;
import org.ringwatch.event.ShownValue;

/**
 * A file of events as it was found when the run was planned.
 *
 * @param path absolute, with the scheme of its file system, as Flink's {@link Path} takes it
 * @param name what it is called in messages and results: its path, or what its rows were taken from
 * @param length bytes as stored
 * @param modifiedMillis time of the last change, milliseconds since the epoch
 * @param format how the events are written
 * @param compression how the file is compressed
 */
public record InputFile(
        String path, String name, long length, long modifiedMillis, InputFormat format, Compression compression)
        implements Serializable {

    private static final int MAX_SHOWN = 400;

    public InputFile {
        if (length < 0) {
            throw new IllegalArgumentException("length must not be negative but was " + length);
        }
    }

    /** A file that is called by its path. */
    public InputFile(String path, long length, long modifiedMillis, InputFormat format, Compression compression) {
        this(path, path, length, modifiedMillis, format, compression);
    }

    /** The same under another name. */
    public InputFile named(String other) {
        return new InputFile(path, other, length, modifiedMillis, format, compression);
    }

    /** The name fit to be shown: a local path without its scheme, shortened if very long, no control characters. */
    public String shownPath() {
        return shown(name);
    }

    Path flinkPath() {
        return new Path(path);
    }

    static String shown(String path) {
        return ShownValue.clean(path.startsWith("file:/") ? path.substring("file:".length()) : path, MAX_SHOWN);
    }
}
