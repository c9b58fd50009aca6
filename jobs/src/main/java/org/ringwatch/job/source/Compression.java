// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a file is compressed. All of these may be several compressed streams one after the other, read as one. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst"),
    BZIP2(".bz2"),
    XZ(".xz");

    /** {@code xz -9} needs 65 MiB; a header that asks for far more is damaged or hostile. */
    private static final int MAX_XZ_KIB = 256 << 10;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What ends the name of a file that is compressed so, in lower case; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** The compression of a file with this lower-case name. */
    static Compression ofFileName(String name) {
        for (Compression compression : values()) {
            if (compression != NONE && name.endsWith(compression.suffix)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The bytes that are compressed in {@code stored}. */
    InputStream decompress(InputStream stored) throws IOException {
        return decompress(stored, false);
    }

    /**
     * The bytes that are compressed in {@code stored}.
     *
     * @param cutOff whether {@code stored} is known to end too early, so that what it has is wanted unchecked
     */
    InputStream decompress(InputStream stored, boolean cutOff) throws IOException {
        return switch (this) {
            case NONE -> stored;
            case GZIP -> new GzipStream(stored);
            case ZSTD -> new ZstdStream(stored, cutOff);
            case BZIP2 -> new BZip2CompressorInputStream(stored, true);
            case XZ -> new XZInputStream(stored, MAX_XZ_KIB);
        };
    }
}
