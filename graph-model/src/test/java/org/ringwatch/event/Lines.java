// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events written as column texts, for tests. */
final class Lines {

    private static final EventValidator VALIDATOR = new EventValidator(EventRules.defaults());

    private Lines() {}

    /** A valid line that has the required columns only, changed and extended by the given ones. */
    static Map<EventColumn, String> line(Object... columnsAndTexts) {
        Map<EventColumn, String> line = new EnumMap<>(EventColumn.class);
        line.put(EventColumn.EVENT_ID, "e1");
        line.put(EventColumn.EVENT_TIME, "2024-02-29T12:30:15.123Z");
        line.put(EventColumn.EVENT_TYPE, "SIGN_IN");
        line.put(EventColumn.ACCOUNT_ID, "a1");
        for (int i = 0; i < columnsAndTexts.length; i += 2) {
            line.put((EventColumn) columnsAndTexts[i], (String) columnsAndTexts[i + 1]);
        }
        return line;
    }

    /** The line as one array, all fields slices of it. */
    static FieldSlices slices(Map<EventColumn, String> line) {
        byte[] bytes = String.join(",", line.values()).getBytes(StandardCharsets.UTF_8);
        FieldSlices fields = new FieldSlices();
        fields.reset(bytes);
        int start = 0;
        for (Map.Entry<EventColumn, String> field : line.entrySet()) {
            int end = start + field.getValue().getBytes(StandardCharsets.UTF_8).length;
            fields.slice(field.getKey(), start, end);
            start = end + 1;
        }
        return fields;
    }

    /** The same line, all fields copies. */
    static FieldSlices copies(Map<EventColumn, String> line) {
        FieldSlices fields = new FieldSlices();
        fields.reset(new byte[0]);
        line.forEach(fields::copy);
        return fields;
    }

    /** Why the line is refused, or nothing. */
    static @Nullable String reason(Object... columnsAndTexts) {
        return VALIDATOR.validate(slices(line(columnsAndTexts)), new ValidEvent());
    }

    /** The event of a valid line. */
    static ValidEvent event(Object... columnsAndTexts) {
        ValidEvent event = new ValidEvent();
        String reason = VALIDATOR.validate(slices(line(columnsAndTexts)), event);
        if (reason != null) {
            throw new AssertionError(reason);
        }
        return event;
    }
}
