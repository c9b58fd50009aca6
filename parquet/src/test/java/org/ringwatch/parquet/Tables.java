// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;

/** Parquet files that a test writes, by the library's own example writer. */
public final class Tables {
    private Tables() {}

    /**
     * Writes a file.
     *
     * @param fields of the schema, as its text form has them
     * @param groups how many rows each row group has at most
     * @param row fills the row of that number
     */
    public static Path write(
            Path file,
            String fields,
            int rows,
            int groups,
            CompressionCodecName codec,
            BiConsumer<Group, Integer> row) {
        MessageType schema = MessageTypeParser.parseMessageType("message event { " + fields + " }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(codec)
                .withCodecFactory(new OtherCodecs())
                .withRowGroupRowCountLimit(groups)
                .withPageRowCountLimit(7)
                .build()) {
            for (int i = 0; i < rows; i++) {
                Group group = new SimpleGroup(schema);
                row.accept(group, i);
                writer.write(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The rows of a file, by the library's own example reader. */
    public static List<Group> read(Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        List<Group> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(records.read());
                }
                pages = reader.readNextRowGroup();
            }
        }
        return rows;
    }

    /** The file as a run lists it. */
    static InputFile listed(Path file) throws IOException {
        return InputFiles.list(List.of(file.toString()), Optional.empty()).get(0);
    }
}
