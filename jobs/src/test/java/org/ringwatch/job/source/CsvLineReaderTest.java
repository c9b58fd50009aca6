// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.event.EventColumn.ACCOUNT_ID;
import static org.ringwatch.event.EventColumn.DEVICE_ID;
import static org.ringwatch.event.EventColumn.EVENT_ID;
import static org.ringwatch.event.EventColumn.EVENT_TIME;
import static org.ringwatch.event.EventColumn.EVENT_TYPE;
import static org.ringwatch.event.EventColumn.ORDER_ID;
import static org.ringwatch.event.EventColumn.PRODUCT_ID;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineReaderTest {

    private static final String HEADER = "event_id,event_time,event_type,account_id,device_id";
    private static final String TIME = "2024-02-29T12:30:15Z";

    @Test
    void readsColumnsInAnyOrderAndIgnoresOthers() {
        LineReader reader = reader("note,account_id,event_type,event_id,event_time");

        assertThat(read(reader, "hello,a1,SIGN_IN,e1," + TIME).texts())
                .isEqualTo(Map.of(ACCOUNT_ID, "a1", EVENT_TYPE, "SIGN_IN", EVENT_ID, "e1", EVENT_TIME, TIME));
    }

    @Test
    void readsQuotedFields() {
        ReadFields read = read(reader(HEADER), "\"e,1\"," + TIME + ",\"\",a\"1,\"say \"\"hi\"\", you\"  ");

        assertThat(read.texts())
                .isEqualTo(Map.of(EVENT_ID, "e,1", EVENT_TIME, TIME, ACCOUNT_ID, "a\"1", DEVICE_ID, "say \"hi\", you"));
    }

    @Test
    void ignoresTheCarriageReturnOfALineEnd() {
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,d1\r").text(DEVICE_ID))
                .isEqualTo("d1");
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,\"d1\"\r").text(DEVICE_ID))
                .isEqualTo("d1");
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,\r").text(DEVICE_ID))
                .isEmpty();
    }

    @Test
    void wrongCountsOfColumnsAreRefused() {
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1").reason())
                .isEqualTo("expected 5 columns but found 4");
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,d1,").reason())
                .isEqualTo("expected 5 columns but found 6");
        assertThat(read(reader(HEADER), "\"e1\",,,,,,,,,,").reason()).isEqualTo("expected 5 columns but found 11");
        assertThat(read(reader(HEADER), "").reason()).isEqualTo("expected 5 columns but found 1");
        assertThat(read(reader(HEADER), "\r").reason()).isEqualTo("expected 5 columns but found 1");
    }

    @Test
    void faultyQuotesAreRefused() {
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,\"d1").reason())
                .isEqualTo("line has a quote that is never closed");
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,\"").reason())
                .isEqualTo("line has a quote that is never closed");
        assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1,\"d1\"\"").reason())
                .isEqualTo("line has a quote that is never closed");
        assertThat(read(reader(HEADER), "\"e1\"x," + TIME + ",SIGN_IN,a1,d1").reason())
                .isEqualTo("line has text between a closing quote and the next comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d\u0001", "\u0000", "a\rb", "\u007F", "long enough for a word \u001F and more"})
    void controlCharactersReachTheValidator(String text) {
        for (String field : new String[] {text, '"' + text + '"'}) {
            assertThat(read(reader(HEADER), "e1," + TIME + ",SIGN_IN,a1," + field)
                            .reasonAfterValidation())
                    .startsWith("device_id must not contain control characters but was ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 8, 11, 16})
    void malformedUtf8ReachesTheValidator(int padding) {
        for (String quote : new String[] {"", "\""}) {
            String line = "e1," + TIME + ",SIGN_IN,a1," + quote + "x".repeat(padding) + "\u00FF" + quote;
            assertThat(ReadFields.of(reader(HEADER), line.getBytes(StandardCharsets.ISO_8859_1))
                            .reasonAfterValidation())
                    .startsWith("device_id must be valid UTF-8 but was ");
        }
    }

    @Test
    void readsNamesConstantsAndSharedColumnsOfAMapping() {
        ColumnMapping mapping = new ColumnMapping(
                Map.of("event_id", "txn", "order_id", "txn", "account_id", "user"),
                Map.of("event_type", "PURCHASE", "product_id", "素材"),
                Map.of());
        LineReader reader = CsvLineReader.of("events.csv", bytes("user,txn,event_time,event_type"), mapping);

        for (String line : new String[] {"u1,t1," + TIME + ",x", "\"u1\",t1,\"" + TIME + "\",x"}) {
            assertThat(read(reader, line).texts())
                    .isEqualTo(Map.of(
                            EVENT_ID, "t1",
                            ORDER_ID, "t1",
                            ACCOUNT_ID, "u1",
                            EVENT_TIME, TIME,
                            EVENT_TYPE, "PURCHASE",
                            PRODUCT_ID, "素材"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFevent_id,event_time,event_type,account_id,device_id\r\n",
                "\"event_id\",\"event_time\",\"event_type\",\"account_id\",\"device_id\"",
                "\uFEFF\"event_id\",event_time,event_type,account_id,device_id",
                " event_id , event_time,event_type ,account_id,device_id\n",
                "\u00A0event_id,event_time,event_type,account_id,\u3000device_id"
            })
    void readsHeadersAsPeopleWriteThem(String header) {
        assertThat(read(reader(header), "e1," + TIME + ",SIGN_IN,a1,d1").texts())
                .containsEntry(EVENT_ID, "e1")
                .containsEntry(DEVICE_ID, "d1");
    }

    @Test
    void refusesHeadersThatCannotBeRead() {
        assertRefused(
                "event_time,event_type,account_id",
                "events.csv: header must have column event_id but has event_time, event_type, account_id"
                        + "; columns.sources of the configuration maps other names");
        assertRefused(
                "kind,account_id" + ",x".repeat(40),
                "events.csv: header must have columns event_id, event_time, event_type but has kind, account_id"
                        + ", x".repeat(28) + " and 12 more; columns.sources of the configuration maps other names");
        assertRefused("", "events.csv: header must be one line of column names but was \"\"");
        assertRefused("\"event_id", "events.csv: header must be CSV but was \"\\\"event_id\"");
        assertRefused("a\nb", "events.csv: header must be one line of column names but was \"a\\u000ab\"");
        assertRefused(HEADER + ",event_id", "events.csv: column event_id must not appear twice");
        assertThatThrownBy(() -> CsvLineReader.of("events.csv", new byte[] {(byte) 0xFF}, ColumnMapping.identity()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events.csv: header must be valid UTF-8");
    }

    @Test
    void refusesHeadersWithoutAMappedColumn() {
        ColumnMapping mapping = new ColumnMapping(Map.of("device_id", "udid"), Map.of(), Map.of());

        assertThatThrownBy(() -> CsvLineReader.of("events.csv", bytes(HEADER), mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events.csv: header must have column udid (mapped to device_id) but has "
                        + HEADER.replace(",", ", ") + "; columns.sources of the configuration maps other names");
    }

    @Test
    void unknownColumnsMayAppearTwice() {
        assertThat(read(reader(HEADER + ",x,x"), "e1," + TIME + ",SIGN_IN,a1,d1,,")
                        .reason())
                .isNull();
    }

    private static void assertRefused(String header, String message) {
        assertThatThrownBy(() -> reader(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static LineReader reader(String header) {
        return CsvLineReader.of("events.csv", bytes(header), ColumnMapping.identity());
    }

    private static ReadFields read(LineReader reader, String line) {
        return ReadFields.of(reader, line);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
