// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Strict reading of CSV files with a header; every complaint names file, line, rule and what was found. */
public final class Table {

    private Table() {}

    /** Receives the rows of a table. */
    public interface RowReader {
        /** {@code where} is the file and line for complaints. */
        void read(CSVRecord row, String where);
    }

    /** The CSV files of a folder, in order of their names. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Hands every row to the reader; the columns may come in any order, others are ignored.
     *
     * @throws IllegalArgumentException when the file is missing, a column is missing or a row breaks a rule
     */
    public static void read(Path file, List<String> columns, RowReader reader) throws IOException {
        requireFile(file);
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = parser(text, format, file)) {
            requireColumns(file, columns, parser.getHeaderNames());
            for (CSVRecord row : parser) {
                String where = file.getFileName() + ":" + parser.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException(where + ": a row must have "
                            + parser.getHeaderNames().size() + " columns but had " + row.size());
                }
                reader.read(row, where);
            }
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": must be RFC 4180 in UTF-8 but was not: " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": must be UTF-8 but was not", e);
        }
    }

    static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": must be a file but is a folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": must be a file but is missing");
        }
    }

    private static CSVParser parser(Reader text, CSVFormat format, Path file) throws IOException {
        try {
            return CSVParser.builder().setReader(text).setFormat(format).get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + ": must have a header of distinct names but: " + e.getMessage(), e);
        }
    }

    private static void requireColumns(Path file, List<String> columns, List<String> header) {
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException(
                        file + ": the header must have the column " + column + " but was " + header);
            }
        }
    }
}
