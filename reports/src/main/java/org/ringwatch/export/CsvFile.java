// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A machine-readable CSV file: RFC 4180 with LF line ends, UTF-8, quotes where they are needed. Values are raw; nothing is
 * neutralised for spreadsheets.
 */
public final class CsvFile implements Closeable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final CSVPrinter printer;

    /** Opens a file, new or emptied, and writes its header: names with commas between them. */
    public CsvFile(Path file, String header) throws IOException {
        printer = new CSVPrinter(PrivateFiles.newWriter(file), FORMAT);
        row((Object[]) header.split(",", -1));
    }

    /** Writes a row of texts, numbers or truth values. */
    public void row(Object... cells) throws IOException {
        for (Object cell : cells) {
            printer.print(wellFormed(cell));
        }
        printer.println();
    }

    /** The line of a row, without its end. */
    static String line(Object... cells) {
        return FORMAT.format(Stream.of(cells).map(CsvFile::wellFormed).toArray());
    }

    private static Object wellFormed(Object cell) {
        return cell instanceof String text ? SafeText.wellFormed(text) : cell;
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
