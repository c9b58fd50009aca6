// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.TableFormat;

/**
 * Tables as Parquet files: texts, times in UTC of milliseconds, tables inside as lists of groups; pages in Snappy. Nothing of
 * the clock or the machine is in a file.
 */
public final class ParquetTables implements TableFormat {
    @Override
    public String label() {
        return "parquet";
    }

    @Override
    public Table create(Path file, List<Column> columns) throws IOException {
        ParquetWriter<Object[]> writer = new Builder(new PrivateFile(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
        return new Table() {
            @Override
            public void row(Object... cells) throws IOException {
                writer.write(cells);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static Type type(Column column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case TRUTH -> Types.required(PrimitiveTypeName.BOOLEAN).named(column.name());
            case WHOLE -> Types.required(PrimitiveTypeName.INT64).named(column.name());
            case FRACTION -> Types.required(PrimitiveTypeName.DOUBLE).named(column.name());
            case TIME ->
                Types.required(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
                        .named(column.name());
            case ROWS ->
                Types.requiredList()
                        .element(Types.requiredGroup()
                                .addFields(types(column.columns()))
                                .named("element"))
                        .named(column.name());
        };
    }

    private static Type[] types(List<Column> columns) {
        return columns.stream().map(ParquetTables::type).toArray(Type[]::new);
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        private final List<Column> columns;

        Builder(OutputFile file, List<Column> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
            return new Rows(columns);
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return new Rows(columns);
        }
    }

    private static final class Rows extends WriteSupport<Object[]> {
        private final List<Column> columns;

        @SuppressWarnings("NullAway.Init") // set before the first row
        private RecordConsumer consumer;

        Rows(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(new MessageType("table", types(columns)), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Object[] cells) {
            consumer.startMessage();
            cells(columns, cells);
            consumer.endMessage();
        }

        private void cells(List<Column> table, Object[] cells) {
            if (cells.length != table.size()) {
                throw new IllegalStateException("a row must have " + table.size() + " cells but has " + cells.length);
            }
            for (int i = 0; i < cells.length; i++) {
                Column column = table.get(i);
                consumer.startField(column.name(), i);
                cell(column, cells[i]);
                consumer.endField(column.name(), i);
            }
        }

        private void cell(Column column, Object cell) {
            switch (column.kind()) {
                case TEXT -> consumer.addBinary(Binary.fromString(SafeText.wellFormed((String) cell)));
                case TRUTH -> consumer.addBoolean((Boolean) cell);
                case WHOLE, TIME -> consumer.addLong((Long) cell);
                case FRACTION -> consumer.addDouble((Double) cell);
                case ROWS -> rows(column.columns(), (List<?>) cell);
            }
        }

        private void rows(List<Column> table, List<?> rows) {
            consumer.startGroup();
            if (!rows.isEmpty()) {
                consumer.startField("list", 0);
                for (Object row : rows) {
                    consumer.startGroup();
                    consumer.startField("element", 0);
                    consumer.startGroup();
                    cells(table, (Object[]) row);
                    consumer.endGroup();
                    consumer.endField("element", 0);
                    consumer.endGroup();
                }
                consumer.endField("list", 0);
            }
            consumer.endGroup();
        }
    }

    private record PrivateFile(Path file) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) throws IOException {
            return createOrOverwrite(blockSize);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
            return new Counted(PrivateFiles.newOutputStream(file));
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
