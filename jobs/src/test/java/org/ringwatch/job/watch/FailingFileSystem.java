// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system under another scheme, as a storage that fails: files that are opened next break off. */
public final class FailingFileSystem extends LocalFileSystem {
    /** Its scheme, as a path begins. */
    static final String SCHEME = "failing";

    /** What the failure says. */
    static final String MESSAGE = "the storage is away";

    /** How many files break off. */
    static int failures;

    /** Bytes that are read of them. */
    static long bytesBefore;

    private static final String NAME = "broken.csv";

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        FSDataInputStream whole = super.open(path);
        if (failures == 0 || !path.getName().equals(NAME)) {
            return whole;
        }
        failures--;
        return new Broken(whole, bytesBefore);
    }

    /** What Flink makes it with. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new FailingFileSystem();
        }
    }

    private static final class Broken extends FSDataInputStream {
        private final FSDataInputStream in;
        private final long limit;

        Broken(FSDataInputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public int read() throws IOException {
            requireStorage();
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            requireStorage();
            return in.read(target, offset, (int) Math.min(length, limit - in.getPos()));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void requireStorage() throws IOException {
            if (in.getPos() >= limit) {
                throw new IOException(MESSAGE);
            }
        }
    }
}
