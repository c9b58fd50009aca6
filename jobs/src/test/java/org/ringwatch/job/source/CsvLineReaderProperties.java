// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.FieldSlices;

class CsvLineReaderProperties {

    private static final List<EventColumn> COLUMNS =
            List.of(EventColumn.ACCOUNT_ID, EventColumn.EVENT_ID, EventColumn.EVENT_TYPE, EventColumn.EVENT_TIME);

    private final LineReader reader = CsvLineReader.of(
            "events.csv",
            "account_id,event_id,event_type,event_time".getBytes(StandardCharsets.UTF_8),
            ColumnMapping.identity());

    @Property(tries = 5000)
    void readsWhatTheLibraryReads(@ForAll("lines") String line) {
        ReadFields read = ReadFields.of(reader, line.getBytes(StandardCharsets.ISO_8859_1));
        List<CSVRecord> records;
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(line))
                .setFormat(CSVFormat.RFC4180)
                .get()) {
            records = parser.getRecords();
        } catch (IOException | UncheckedIOException e) {
            assertThat(read.reason()).startsWith("line has ");
            return;
        }
        int count = line.isEmpty() ? 1 : records.get(0).size();
        if (count != COLUMNS.size()) {
            assertThat(read.reason()).isEqualTo("expected 4 columns but found " + count);
            return;
        }
        assertThat(read.reason()).isNull();
        for (int i = 0; i < COLUMNS.size(); i++) {
            assertThat(read.latin1(COLUMNS.get(i))).isEqualTo(records.get(0).get(i));
        }
    }

    @Property(tries = 5000)
    void theAccountAloneIsTheAccountOfTheWholeLine(@ForAll("lines") String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        ReadFields read = ReadFields.of(reader, bytes);
        FieldSlices fields = new FieldSlices();
        boolean found = reader.readAccount(bytes, 0, bytes.length, fields);
        if (!line.contains("\"") && read.reason() == null) {
            assertThat(found).isTrue();
        }
        if (found && read.reason() == null) {
            EventColumn account = EventColumn.ACCOUNT_ID;
            assertThat(new String(
                            fields.bytes(account),
                            fields.start(account),
                            fields.end(account) - fields.start(account),
                            StandardCharsets.ISO_8859_1))
                    .isEqualTo(read.latin1(account));
        }
    }

    @Property(tries = 3000)
    void noBytesMakeItThrow(@ForAll byte[] line) {
        ReadFields.of(reader, line).reasonAfterValidation();
    }

    /** Four fields more often than not, with quotes at likely and unlikely places; no line ends. */
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> plain = Arbitraries.strings()
                .withChars("ab1, \"\t\u0001\u007F\u0085\u00A0\u00E9\u00FF")
                .ofMaxLength(12);
        Arbitrary<String> bare = Arbitraries.strings().alpha().ofMaxLength(20);
        Arbitrary<String> quoted = plain.map(text -> '"' + text.replace("\"", "\"\"") + '"')
                .flatMap(text -> Arbitraries.of("", " ", "x")
                        .edgeCases(edges -> edges.none())
                        .map(tail -> tail.equals("x") && text.length() % 3 != 0 ? text : text + tail));
        Arbitrary<String> field = Arbitraries.oneOf(bare, bare, quoted, quoted, plain);
        return Arbitraries.oneOf(
                field.list().ofSize(4).map(fields -> String.join(",", fields)),
                bare.list().ofMinSize(3).ofMaxSize(5).map(fields -> String.join(",", fields)),
                plain);
    }
}
