// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.Closeable;
import java.io.IOException;
import org.ringwatch.ring.Ring;

/** One way to write rings down; gets each ring once, in the order of {@code rings.jsonl}. */
interface Projection extends Closeable {

    void add(Ring ring) throws IOException;
}
