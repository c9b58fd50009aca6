// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.Compression;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFormat;

/**
 * How far a watched folder was read. It grows by 16 bytes for a file that was read and is still in the folder.
 *
 * @param clock latest event time passed on, {@link Arrivals#NO_TIME} if none
 * @param file the file being read; null if none is
 * @param lines physical lines of it that were passed on
 * @param read marks of what was read
 */
record FolderSplit(long clock, @Nullable InputFile file, long lines, Set<FileMark> read) implements SourceSplit {

    /** Nothing was read. */
    static final FolderSplit START = new FolderSplit(Arrivals.NO_TIME, null, 0, Set.of());

    @Override
    public String splitId() {
        return "folder";
    }

    /** Writes splits to checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<FolderSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(FolderSplit split) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(256 + 16 * split.read.size());
            out.writeLong(split.clock);
            out.writeLong(split.lines);
            InputFile file = split.file;
            out.writeBoolean(file != null);
            if (file != null) {
                out.writeUTF(file.path());
                out.writeLong(file.length());
                out.writeLong(file.modifiedMillis());
                out.writeUTF(file.format().name());
                out.writeUTF(file.compression().name());
            }
            out.writeInt(split.read.size());
            for (FileMark mark : split.read) {
                out.writeLong(mark.high());
                out.writeLong(mark.low());
            }
            return out.getCopyOfBuffer();
        }

        @Override
        public FolderSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("version of a folder's state must be " + VERSION + " but was " + version);
            }
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            long clock = in.readLong();
            long lines = in.readLong();
            InputFile file = in.readBoolean() ? readFile(in) : null;
            int count = in.readInt();
            Set<FileMark> read = new HashSet<>();
            for (int i = 0; i < count; i++) {
                read.add(new FileMark(in.readLong(), in.readLong()));
            }
            return new FolderSplit(clock, file, lines, read);
        }

        private static InputFile readFile(DataInputDeserializer in) throws IOException {
            return new InputFile(
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    InputFormat.valueOf(in.readUTF()),
                    Compression.valueOf(in.readUTF()));
        }
    }
}
