// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringwatch.job.source.BrokenRowsException;
import org.ringwatch.job.source.Compression;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.job.source.ParquetRows;

class FileRowsTest {
    private static final String TEXT = "required binary a (STRING); optional int64 b;";

    @TempDir
    Path folder = Path.of("");

    @Test
    void writesValuesOfEveryTypeAsTextFilesHaveThem() throws Exception {
        assertThat(json("boolean a", row -> row.add(0, true))).isEqualTo("{\"a\":true}");
        assertThat(json("int32 a", row -> row.add(0, -5))).isEqualTo("{\"a\":-5}");
        assertThat(json("int32 a (INTEGER(32,false))", row -> row.add(0, -1))).isEqualTo("{\"a\":4294967295}");
        assertThat(json("int64 a", row -> row.add(0, Long.MIN_VALUE))).isEqualTo("{\"a\":-9223372036854775808}");
        assertThat(json("int64 a (INTEGER(64,false))", row -> row.add(0, -1L)))
                .isEqualTo("{\"a\":18446744073709551615}");
        assertThat(json("int32 a (DECIMAL(9,2))", row -> row.add(0, 1230))).isEqualTo("{\"a\":12.30}");
        assertThat(json("int64 a (DECIMAL(18,0))", row -> row.add(0, 12300L))).isEqualTo("{\"a\":12300}");
        assertThat(json("binary a (DECIMAL(38,0))", row -> row.add(0, bytes(BigInteger.valueOf(-300)))))
                .isEqualTo("{\"a\":-300}");
        assertThat(json("double a", row -> row.add(0, 12300.0))).isEqualTo("{\"a\":12300}");
        assertThat(json("double a", row -> row.add(0, 12300.5))).isEqualTo("{\"a\":12300.5}");
        assertThat(json("double a", row -> row.add(0, Double.NaN))).isEqualTo("{\"a\":null}");
        assertThat(json("double a", row -> row.add(0, Double.NEGATIVE_INFINITY)))
                .isEqualTo("{\"a\":\"-Infinity\"}");
        assertThat(json("float a", row -> row.add(0, 480f))).isEqualTo("{\"a\":480}");
        assertThat(json("int32 a (DATE)", row -> row.add(0, 20148))).isEqualTo("{\"a\":\"2025-03-01\"}");
        assertThat(json("int32 a (TIME(MILLIS,true))", row -> row.add(0, 3_600_000)))
                .isEqualTo("{\"a\":\"01:00\"}");
        assertThat(json("int64 a (TIMESTAMP(MILLIS,true))", row -> row.add(0, 1740792600250L)))
                .isEqualTo("{\"a\":1740792600250}");
        assertThat(json("int64 a (TIMESTAMP(MICROS,true))", row -> row.add(0, 1740792600250999L)))
                .isEqualTo("{\"a\":1740792600250}");
        assertThat(json("int64 a (TIMESTAMP(NANOS,true))", row -> row.add(0, 1740792600250999999L)))
                .isEqualTo("{\"a\":1740792600250}");
        assertThat(json("int64 a (TIMESTAMP(MICROS,false))", row -> row.add(0, 1740792600250000L)))
                .isEqualTo("{\"a\":\"2025-03-01T01:30:00.250\"}");
        assertThat(json("int96 a", row -> row.add(0, int96(1740792600250L)))).isEqualTo("{\"a\":1740792600250}");
        assertThat(json(
                        "fixed_len_byte_array(16) a (UUID)",
                        row -> row.add(0, Binary.fromConstantByteArray(new byte[] {
                            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
                        }))))
                .isEqualTo("{\"a\":\"00010203-0405-0607-0809-0a0b0c0d0e0f\"}");
        assertThat(json("binary a (ENUM)", row -> row.add(0, "PURCHASE"))).isEqualTo("{\"a\":\"PURCHASE\"}");
        assertThat(json("binary a", row -> row.add(0, "苹果\"\\\n\u0000")))
                .isEqualTo("{\"a\":\"苹果\\\"\\\\\\u000a\\u0000\"}");
        assertThat(json("binary a (STRING)", row -> {})).isEqualTo("{}");
    }

    @Test
    void keepsBytesThatAreNoText() throws Exception {
        Path file = one("binary a", row -> row.add(0, Binary.fromConstantByteArray(new byte[] {'x', (byte) 0xFF})));
        try (ParquetRows rows = FileRows.open(Tables.listed(file))) {
            rows.begin(0, Set.of("a"));
            byte[] target = new byte[100];
            assertThat(Arrays.copyOf(target, rows.next(target))).endsWith('x', (byte) 0xFF, '"', '}');
        }
    }

    @Test
    void namesWhatCannotBeRead() throws Exception {
        Path file = Tables.write(
                folder.resolve("types.parquet"),
                "optional group a { optional int32 x; } repeated int32 b; optional group c (LIST) { repeated group list"
                        + " { optional int32 element; } } optional fixed_len_byte_array(12) d (INTERVAL);"
                        + " optional int32 e;",
                0,
                10,
                CompressionCodecName.UNCOMPRESSED,
                (row, i) -> {});
        try (ParquetRows rows = FileRows.open(Tables.listed(file))) {
            assertThat(rows.columns())
                    .containsExactly(
                            new ParquetRows.Column("a", "groups of columns"),
                            new ParquetRows.Column("b", "lists"),
                            new ParquetRows.Column("c", "list"),
                            new ParquetRows.Column("d", "interval"),
                            new ParquetRows.Column("e", null));
            assertThat(rows.groups()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "GZIP", "LZ4_RAW"})
    void readsWhatOthersCompress(CompressionCodecName codec) throws Exception {
        Path file = table(codec, 100, 40);
        List<String> seen = new ArrayList<>();
        try (ParquetRows rows = FileRows.open(Tables.listed(file))) {
            assertThat(rows.groups()).extracting(ParquetRows.Group::rows).containsExactly(40L, 40L, 20L);
            byte[] target = new byte[100];
            for (int group = 0; group < 3; group++) {
                rows.begin(group, Set.of("a", "b"));
                for (long i = 0; i < rows.groups().get(group).rows(); i++) {
                    seen.add(new String(target, 0, rows.next(target), UTF_8));
                }
            }
        }
        assertThat(seen).hasSize(100);
        assertThat(seen.get(0)).isEqualTo("{\"a\":\"text 0\"}");
        assertThat(seen.get(77)).isEqualTo("{\"a\":\"text 2\",\"b\":77}");
    }

    @Test
    void passesOverRowsAndColumns() throws Exception {
        Path file = table(CompressionCodecName.SNAPPY, 100, 100);
        try (ParquetRows rows = FileRows.open(Tables.listed(file))) {
            rows.begin(0, Set.of("b"));
            rows.skip(51);
            byte[] target = new byte[100];
            assertThat(new String(target, 0, rows.next(target), UTF_8)).isEqualTo("{\"b\":51}");
            rows.skip(0);
            assertThat(new String(target, 0, rows.next(target), UTF_8)).isEqualTo("{}");
            assertThat(new String(target, 0, rows.next(new byte[3]), UTF_8)).hasSize(3);
        }
    }

    @Test
    void tellsWhyAFileIsBroken() throws IOException {
        byte[] whole = Files.readAllBytes(table(CompressionCodecName.SNAPPY, 100, 100));
        assertBroken(new byte[0], "parquet file is broken: it is not a Parquet file");
        assertBroken("no parquet, just a text".getBytes(UTF_8), "parquet file is broken: it is not a Parquet file");
        assertBroken(Arrays.copyOf(whole, whole.length - 20), "parquet file is broken: it is not a Parquet file");
        byte[] farFooter = whole.clone();
        ByteBuffer.wrap(farFooter).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - 8, Integer.MAX_VALUE);
        assertBroken(farFooter, "parquet file is broken: corrupted file");
        byte[] noFooter = whole.clone();
        Arrays.fill(noFooter, whole.length - 60, whole.length - 8, (byte) 0xFF);
        assertBroken(noFooter, "parquet file is broken: ");
        byte[] encrypted = whole.clone();
        System.arraycopy("PARE".getBytes(UTF_8), 0, encrypted, whole.length - 4, 4);
        assertBroken(encrypted, "parquet file must not be encrypted");
    }

    @Test
    void storageThatFailsIsNoBrokenFile() {
        InputFile gone = new InputFile(
                folder.resolve("gone.parquet").toUri().toString(), 1000, 0, InputFormat.PARQUET, Compression.NONE);
        assertThatThrownBy(() -> FileRows.open(gone)).isInstanceOf(IOException.class);
    }

    /** Whatever is broken, it is told as that or not noticed. */
    @Test
    void noByteOfAFileMakesTheReaderFail() throws Exception {
        byte[] whole = Files.readAllBytes(table(CompressionCodecName.UNCOMPRESSED, 30, 30));
        int broken = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x5A;
            try {
                readAll(Files.write(folder.resolve("damaged.parquet"), damaged));
            } catch (BrokenRowsException e) {
                broken++;
            }
        }
        assertThat(broken).isGreaterThan(whole.length / 4);
    }

    private void assertBroken(byte[] content, String reason) throws IOException {
        InputFile file = Tables.listed(Files.write(folder.resolve("broken.parquet"), content));
        assertThatThrownBy(() -> FileRows.open(file))
                .isInstanceOf(BrokenRowsException.class)
                .message()
                .startsWith(reason)
                .hasSizeLessThan(160);
    }

    private static void readAll(Path file) throws IOException, BrokenRowsException {
        byte[] target = new byte[200];
        try (ParquetRows rows = FileRows.open(Tables.listed(file))) {
            for (int group = 0; group < rows.groups().size(); group++) {
                rows.begin(group, Set.of("a", "b"));
                for (long i = 0; i < rows.groups().get(group).rows(); i++) {
                    rows.next(target);
                }
            }
        }
    }

    private Path table(CompressionCodecName codec, int count, int perGroup) throws IOException {
        Path file = folder.resolve("table.parquet");
        Files.deleteIfExists(file);
        return Tables.write(file, TEXT, count, perGroup, codec, (row, i) -> {
            row.add(0, "text " + i % 5);
            if (i % 2 == 1) {
                row.add(1, (long) i);
            }
        });
    }

    private Path one(String field, Consumer<Group> row) throws IOException {
        Path file = folder.resolve("one.parquet");
        Files.deleteIfExists(file);
        return Tables.write(
                file,
                "optional " + field + ";",
                1,
                1,
                CompressionCodecName.UNCOMPRESSED,
                (group, i) -> row.accept(group));
    }

    private String json(String field, Consumer<Group> row) throws Exception {
        try (ParquetRows rows = FileRows.open(Tables.listed(one(field, row)))) {
            rows.begin(0, Set.of("a"));
            byte[] target = new byte[200];
            return new String(target, 0, rows.next(target), UTF_8);
        }
    }

    private static Binary bytes(BigInteger number) {
        return Binary.fromConstantByteArray(number.toByteArray());
    }

    private static Binary int96(long millis) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(Math.floorMod(millis, 86_400_000L) * 1_000_000);
        bytes.putInt((int) Math.floorDiv(millis, 86_400_000L) + 2_440_588);
        return Binary.fromConstantByteArray(bytes.array());
    }
}
