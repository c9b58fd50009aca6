// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages without native code: uncompressed, Snappy, gzip, Zstandard and LZ4 (raw). Compresses to Snappy. */
final class Codecs implements CompressionCodecFactory {
    /** A page is about 1 MiB; a header that tells far more is damaged or hostile. */
    private static final int MAX_PAGE_BYTES = 256 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.SNAPPY) {
            throw new IllegalArgumentException("pages must be written in SNAPPY but " + codec + " was asked for");
        }
        return new SnappyPages();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new PageDecompressor((page, size) -> page);
            case SNAPPY -> new PageDecompressor((page, size) -> decompress(new SnappyDecompressor(), page, size));
            case ZSTD -> new PageDecompressor((page, size) -> decompress(new ZstdDecompressor(), page, size));
            case LZ4_RAW -> new PageDecompressor((page, size) -> decompress(new Lz4Decompressor(), page, size));
            case GZIP -> new PageDecompressor(Codecs::gunzip);
            default ->
                throw new IllegalArgumentException(
                        "compression " + codec + " is not read, only UNCOMPRESSED, SNAPPY, GZIP, ZSTD and LZ4_RAW");
        };
    }

    @Override
    public void release() {
        // Nothing is kept.
    }

    private static byte[] decompress(Decompressor decompressor, byte[] page, int size) {
        byte[] target = new byte[size];
        int length = decompressor.decompress(page, 0, page.length, target, 0, size);
        if (length != size) {
            throw new IllegalArgumentException("page must have " + size + " bytes but has " + length);
        }
        return target;
    }

    private static byte[] gunzip(byte[] page, int size) throws IOException {
        byte[] target;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
            target = in.readNBytes(size);
        }
        if (target.length != size) {
            throw new IllegalArgumentException("page must have " + size + " bytes but has " + target.length);
        }
        return target;
    }

    /** Makes the bytes of a page of those stored. */
    private interface Pages {
        byte[] decompress(byte[] page, int size) throws IOException;
    }

    private record PageDecompressor(Pages pages) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(checked(page.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int length, ByteBuffer target, int size) throws IOException {
            byte[] stored = new byte[length];
            page.get(stored);
            target.put(checked(stored, size));
        }

        private byte[] checked(byte[] stored, int size) throws IOException {
            if (size < 0 || size > MAX_PAGE_BYTES) {
                throw new IllegalArgumentException(
                        "page must have at most " + MAX_PAGE_BYTES + " bytes but has " + size);
            }
            return pages.decompress(stored, size);
        }

        @Override
        public void release() {
            // Nothing is kept.
        }
    }

    private static final class SnappyPages implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            byte[] plain = page.toByteArray();
            SnappyCompressor compressor = new SnappyCompressor();
            byte[] target = new byte[compressor.maxCompressedLength(plain.length)];
            int length = compressor.compress(plain, 0, plain.length, target, 0, target.length);
            return BytesInput.from(target, 0, length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.SNAPPY;
        }

        @Override
        public void release() {
            // Nothing is kept.
        }
    }
}
