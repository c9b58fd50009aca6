// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Files of events, written for a test and listed as a run would. */
final class TestFiles {

    private TestFiles() {}

    static InputFile write(Path folder, String name, String content) {
        return write(folder, name, bytes(content));
    }

    static InputFile write(Path folder, String name, byte[] content) {
        try {
            Path file = Files.write(folder.resolve(name), content);
            return InputFiles.list(List.of(file.toString()), Optional.empty()).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] compress(Compression compression, byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (compression) {
                    case NONE -> compressed;
                    case GZIP -> new GZIPOutputStream(compressed);
                    case ZSTD -> new ZstdOutputStream(compressed);
                    case BZIP2 -> new BZip2CompressorOutputStream(compressed, 1);
                    case XZ -> new XZOutputStream(compressed, new LZMA2Options(1));
                }) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
