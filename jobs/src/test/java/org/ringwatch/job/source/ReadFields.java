// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ValidEvent;

/** What a reader makes of a line, for tests. The line stands in the middle of a longer buffer. */
final class ReadFields {

    private static final EventValidator VALIDATOR = new EventValidator(EventRules.defaults());

    private final FieldSlices fields = new FieldSlices();
    private final @Nullable String reason;

    private ReadFields(LineReader reader, byte[] line) {
        byte[] buffer = new byte[line.length + 20];
        Arrays.fill(buffer, (byte) '"');
        System.arraycopy(line, 0, buffer, 10, line.length);
        reason = reader.read(buffer, 10, 10 + line.length, fields);
    }

    static ReadFields of(LineReader reader, byte[] line) {
        return new ReadFields(reader, line);
    }

    static ReadFields of(LineReader reader, String line) {
        return new ReadFields(reader, line.getBytes(StandardCharsets.UTF_8));
    }

    /** Why the line could not be split, or nothing. */
    @Nullable
    String reason() {
        return reason;
    }

    /** Why the line could not be split or is not valid, or nothing. */
    @Nullable
    String reasonAfterValidation() {
        return reason != null ? reason : VALIDATOR.validate(fields, new ValidEvent());
    }

    String text(EventColumn column) {
        return text(column, StandardCharsets.UTF_8);
    }

    /** The field's bytes, each as one character. */
    String latin1(EventColumn column) {
        return text(column, StandardCharsets.ISO_8859_1);
    }

    private String text(EventColumn column, Charset charset) {
        int start = fields.start(column);
        return new String(fields.bytes(column), start, fields.end(column) - start, charset);
    }

    /** The fields that are not empty. */
    Map<EventColumn, String> texts() {
        Map<EventColumn, String> texts = new EnumMap<>(EventColumn.class);
        for (EventColumn column : EventColumn.values()) {
            if (!text(column).isEmpty()) {
                texts.put(column, text(column));
            }
        }
        return texts;
    }
}
