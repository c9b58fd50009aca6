// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.ringwatch.ring.Ring;

/** {@code rings.jsonl}: one ring a line. */
final class RingLines implements Projection {

    static final String FILE = "rings.jsonl";

    private final Writer lines;

    RingLines(Path folder) throws IOException {
        lines = PrivateFiles.newWriter(folder.resolve(FILE));
    }

    @Override
    public void add(Ring ring) throws IOException {
        lines.append(RingJson.line(ring)).append('\n');
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
