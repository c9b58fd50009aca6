// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.event.EventColumn.ACCOUNT_ID;
import static org.ringwatch.event.EventColumn.AMOUNT_MINOR;
import static org.ringwatch.event.EventColumn.DEVICE_ID;
import static org.ringwatch.event.EventColumn.EVENT_ID;
import static org.ringwatch.event.EventColumn.EVENT_TIME;
import static org.ringwatch.event.EventColumn.EVENT_TYPE;
import static org.ringwatch.event.EventColumn.ORDER_ID;
import static org.ringwatch.event.EventColumn.TWO_FACTOR;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineReaderTest {

    private final LineReader reader = new JsonLineReader(ColumnMapping.identity());

    @Test
    void takesScalarsAsTheyAreWritten() {
        ReadFields read = ReadFields.of(
                reader,
                "{\"event_id\": \"e\\u00e9\\\"\", \"event_time\":1709209815123, \"two_factor\":true,"
                        + "\"amount_minor\":2.50e1, \"device_id\":null, \"other\":[{\"event_id\":1}], \"account_id\":\"😀\"}");

        assertThat(read.reason()).isNull();
        assertThat(read.texts())
                .isEqualTo(Map.of(
                        EVENT_ID, "eé\"",
                        EVENT_TIME, "1709209815123",
                        TWO_FACTOR, "true",
                        AMOUNT_MINOR, "2.50e1",
                        ACCOUNT_ID, "😀"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF{\"event_id\":\"e1\"}", "{\"event_id\":\"e1\"}\r", " \t{\"event_id\":\"e1\"} "})
    void toleratesWhatSurroundsTheObject(String line) {
        assertThat(ReadFields.of(reader, line).reason()).isNull();
        assertThat(ReadFields.of(reader, line).text(EVENT_ID)).isEqualTo("e1");
    }

    @Test
    void readsNamesConstantsAndSharedKeysOfAMapping() {
        LineReader mapped = new JsonLineReader(new ColumnMapping(
                Map.of("event_id", "txn", "order_id", "txn"), Map.of("event_type", "PURCHASE"), Map.of()));

        assertThat(ReadFields.of(mapped, "{\"txn\":7,\"event_type\":{},\"event_id\":\"no\"}")
                        .texts())
                .isEqualTo(Map.of(EVENT_ID, "7", ORDER_ID, "7", EVENT_TYPE, "PURCHASE"));
    }

    @Test
    void nestedValuesAreRefused() {
        assertThat(reason("{\"device_id\":{\"id\":1}}"))
                .isEqualTo("device_id must be a text, number or boolean but was an object");
        assertThat(reason("{\"device_id\":[1]}"))
                .isEqualTo("device_id must be a text, number or boolean but was an array");
    }

    @Test
    void keysAppearOnce() {
        assertThat(reason("{\"device_id\":null,\"device_id\":1}"))
                .isEqualTo("device_id must be given once but its key appears twice");
        assertThat(reason("{\"x\":1,\"x\":2}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "1", "\"x\"", "null", "", "   "})
    void linesMustBeObjects(String line) {
        assertThat(reason(line)).isEqualTo("line must be a JSON object");
    }

    @Test
    void linesHoldOneObject() {
        assertThat(reason("{\"device_id\":1}{}")).isEqualTo("line has text after the JSON object");
        assertThat(reason("{\"device_id\":1} 2")).isEqualTo("line has text after the JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"device_id\":\"x",
                "{\"device_id\":\u001B[31m}",
                "{\"device_id\":\"a\u001Bb\"}",
                "{device_id:1}",
                "{\"device_id\":NaN}",
                "{\"device_id\":1,}",
                "{\"device_id\":01}",
                "nonsense\u202E"
            })
    void brokenJsonIsRefusedInOneVisibleLine(String line) {
        assertThat(reason(line)).startsWith("line is not valid JSON: ").matches("[^\\p{Cc}\\p{Cf}]{30,160}");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(reason("{\"x\":" + "[".repeat(5000))).startsWith("line is not valid JSON: ");
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] utf16 = "{\"device_id\":1}".getBytes(StandardCharsets.UTF_16LE);
        byte[] overlong = "{\"device_id\":\"\u00C1\u0081\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ReadFields.of(reader, utf16).reason()).isEqualTo("line is not valid JSON: it has a NUL byte");
        assertThat(ReadFields.of(reader, overlong).reason()).isEqualTo("device_id must be valid UTF-8");

        byte[] noColumn = "{\"x\":\"\u00C1\u0081\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ReadFields.of(reader, noColumn).reason()).isEqualTo("line must be valid UTF-8");
    }

    @Test
    void escapedControlCharactersAndSurrogatesReachTheValidator() {
        String rest = ",\"event_id\":1,\"event_time\":1709209815123,\"event_type\":\"SIGN_IN\",\"account_id\":\"a\"}";

        assertThat(ReadFields.of(reader, "{\"device_id\":\"a\\u0000\"" + rest).reasonAfterValidation())
                .isEqualTo("device_id must not contain control characters but was \"a\\u0000\"");
        assertThat(ReadFields.of(reader, "{\"device_id\":\"a\\ud800\"" + rest).reasonAfterValidation())
                .startsWith("device_id must be valid UTF-8");
        assertThat(ReadFields.of(reader, "{\"device_id\":\"a\"" + rest).text(DEVICE_ID))
                .isEqualTo("a");
    }

    @Property(tries = 3000)
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        ReadFields.of(reader, bytes).reasonAfterValidation();
        byte[] started = new byte[bytes.length + 2];
        started[0] = '{';
        started[1] = '"';
        System.arraycopy(bytes, 0, started, 2, bytes.length);
        ReadFields.of(reader, started).reasonAfterValidation();
    }

    private String reason(String line) {
        return ReadFields.of(reader, line).reason();
    }
}
