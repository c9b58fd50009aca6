// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages as other writers do: by the native libraries of Snappy and Zstandard, where there is one. */
final class OtherCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput page) throws IOException {
                return BytesInput.from(OtherCodecs.compress(codec, page.toByteArray()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {}
        };
    }

    private static byte[] compress(CompressionCodecName codec, byte[] page) throws IOException {
        return switch (codec) {
            case SNAPPY -> Snappy.compress(page);
            case ZSTD -> Zstd.compress(page, 19);
            case GZIP -> {
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (OutputStream out = new GZIPOutputStream(compressed)) {
                    out.write(page);
                }
                yield compressed.toByteArray();
            }
            case LZ4_RAW -> {
                Lz4Compressor compressor = new Lz4Compressor();
                byte[] target = new byte[compressor.maxCompressedLength(page.length)];
                yield Arrays.copyOf(target, compressor.compress(page, 0, page.length, target, 0, target.length));
            }
            default -> page;
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("files are only written");
    }

    @Override
    public void release() {}
}
