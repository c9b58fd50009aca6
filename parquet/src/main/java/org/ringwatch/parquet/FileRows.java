// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.ringwatch.event.ShownValue;
import org.ringwatch.job.source.BrokenRowsException;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.JsonRow;
import org.ringwatch.job.source.ParquetRows;

/**
 * The rows of a file, read by Apache's library. What it throws is told as broken content, unless the storage failed: it says the
 * one as the other.
 *
 * <p>Memory: of the row group at hand the columns that are read, as stored, and a page of each.
 */
final class FileRows implements ParquetRows {
    private static final int MAX_MESSAGE = 120;

    /** Bytes ahead of the first page: the file's mark. */
    private static final long FIRST_PAGE = 4;

    /** What the library does in vain, as we ask the column itself for its values. */
    private static final GroupConverter NOBODY = new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    };

    /** A column of the row group at hand. */
    private record Cell(byte[] key, ColumnText text, ColumnReader reader, int present) {}

    private final StoredFile file;
    private final ParquetFileReader reader;
    private final List<Column> columns = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final JsonRow row = new JsonRow();
    private List<Cell> cells = List.of();

    private FileRows(StoredFile file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
        for (Type field : schema().getFields()) {
            columns.add(
                    new Column(field.getName(), ColumnText.of(field).isPresent() ? null : ColumnText.described(field)));
        }
        for (BlockMetaData block : reader.getRowGroups()) {
            groups.add(new Group(block.getStartingPos(), block.getRowCount()));
        }
    }

    static FileRows open(InputFile input) throws IOException, BrokenRowsException {
        StoredFile file = new StoredFile(input);
        return guarded(file, () -> {
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .withCodecFactory(new Codecs())
                    .usePageChecksumVerification(true)
                    .build();
            ParquetFileReader reader = ParquetFileReader.open(file, options);
            try {
                return new FileRows(file, reader);
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        });
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    @Override
    public void begin(int group, Set<String> names) throws IOException, BrokenRowsException {
        guarded(file, () -> {
            List<Type> wanted = schema().getFields().stream()
                    .filter(field -> names.contains(field.getName()))
                    .toList();
            cells = wanted.isEmpty() ? List.of() : cells(group, new MessageType("row", wanted));
            return true;
        });
    }

    @Override
    public void skip(long rows) throws IOException, BrokenRowsException {
        guarded(file, () -> {
            for (Cell cell : cells) {
                for (long i = 0; i < rows; i++) {
                    if (cell.reader.getCurrentDefinitionLevel() == cell.present) {
                        cell.reader.skip();
                    }
                    cell.reader.consume();
                }
            }
            return true;
        });
    }

    @Override
    public int next(byte[] target) throws IOException, BrokenRowsException {
        return guarded(file, () -> {
            row.begin(target);
            for (Cell cell : cells) {
                if (cell.reader.getCurrentDefinitionLevel() == cell.present) {
                    row.field(cell.key);
                    cell.text.write(cell.reader, row);
                }
                cell.reader.consume();
            }
            return row.end();
        });
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    private List<Cell> cells(int group, MessageType wanted) throws IOException {
        BlockMetaData block = reader.getRowGroups().get(group);
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            requireWithin(chunk);
        }
        reader.setRequestedSchema(wanted);
        PageReadStore pages = reader.readRowGroup(group);
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                new CheckedPages(pages),
                NOBODY,
                wanted,
                reader.getFileMetaData().getCreatedBy());
        List<Cell> opened = new ArrayList<>();
        for (ColumnDescriptor column : wanted.getColumns()) {
            Type field = wanted.getType(column.getPath()[0]);
            ColumnReader values = store.getColumnReader(column);
            if (values.getTotalValueCount() != block.getRowCount()) {
                throw new IllegalArgumentException(
                        "a column must have " + block.getRowCount() + " values but has " + values.getTotalValueCount());
            }
            opened.add(new Cell(
                    JsonRow.key(field.getName()),
                    ColumnText.of(field).orElseThrow(),
                    values,
                    column.getMaxDefinitionLevel()));
        }
        return opened;
    }

    /** The library would ask for as much memory as it is told. */
    private void requireWithin(ColumnChunkMetaData chunk) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < FIRST_PAGE || size < 0 || size > file.getLength() - start) {
            throw new IllegalArgumentException(
                    "a column must lie within the file but is at " + start + " with " + size + " bytes");
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T guarded(StoredFile file, Reading<T> reading) throws IOException, BrokenRowsException {
        try {
            return reading.read();
        } catch (IOException | RuntimeException e) {
            file.throwFailure();
            throw new BrokenRowsException(reason(e), e);
        } catch (StackOverflowError e) {
            throw new BrokenRowsException("parquet file is broken: its schema is nested too deep", e);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof ParquetCryptoRuntimeException) {
            return "parquet file must not be encrypted";
        }
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String detail;
        if (cause instanceof EOFException) {
            detail = "it ends too early";
        } else if (message == null || message.isBlank()) {
            detail = cause.getClass().getSimpleName();
        } else {
            detail = ShownValue.clean(message, MAX_MESSAGE);
        }
        return "parquet file is broken: " + detail;
    }
}
