// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.InputFile;

/** A file as Flink reads it; remembers a failure of the storage, which the library might tell as broken content. */
final class StoredFile implements org.apache.parquet.io.InputFile {
    private final InputFile file;
    private @Nullable IOException failure;

    StoredFile(InputFile file) {
        this.file = file;
    }

    /** Throws what the storage failed with, if it did. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public long getLength() {
        return file.length();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        Path path = new Path(file.path());
        try {
            return new Stream(path.getFileSystem().open(path));
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Shown by messages of the library. */
    @Override
    public String toString() {
        return "it";
    }

    private final class Stream extends DelegatingSeekableInputStream {
        private final FSDataInputStream in;

        Stream(FSDataInputStream in) {
            super(new Watched(in));
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            try {
                in.seek(position);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
