// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.ValidEvent;

/**
 * The fields of one row, read by the rules of events: an id of a list is made canonical as the id of an event is, so that both
 * are the same text.
 */
final class RowFields {
    /** What a reason or a source may have. */
    private static final int MAX_TEXT = 1000;

    private static final List<EventColumn> REQUIRED =
            Arrays.stream(EventColumn.values()).filter(EventColumn::required).toList();

    private final List<String> columns;
    private final int[] places;
    private final EventValidator validator;
    private final FieldSlices slices = new FieldSlices();
    private final ValidEvent event = new ValidEvent();
    private List<String> values = List.of();

    /** A row that is refused. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * @param columns the columns of the list
     * @param header of the file
     * @param rules of events; aliases and networks must not be among them
     */
    RowFields(List<String> columns, List<String> header, EventRules rules) {
        this.columns = columns;
        this.places = columns.stream().mapToInt(header::indexOf).toArray();
        this.validator = new EventValidator(rules);
    }

    /** Goes to a row, its values as bytes in the characters U+0000 to U+00FF. */
    void read(List<String> row) {
        values = row;
    }

    /** The canonical id in a column of the list, by the rules of that column of events. */
    String id(String column, EventColumn like) throws RefusedException {
        String text = optional(column, like);
        if (text.isEmpty()) {
            String value = value(column);
            throw new RefusedException(
                    column + " is required but was " + (value.isEmpty() ? "empty" : ShownValue.quote(utf8(value))));
        }
        return text;
    }

    /** The same, empty if it is missing. */
    String optional(String column, EventColumn like) throws RefusedException {
        validate(column, like);
        return event.text(like);
    }

    /** A time or a day (its first instant in UTC), epoch milliseconds; {@code missing} if there is none. */
    long time(String column, long missing) throws RefusedException {
        String value = value(column).strip();
        if (value.isEmpty()) {
            return missing;
        }
        boolean day = value.length() == 10 && value.charAt(4) == '-' && value.charAt(7) == '-';
        validate(column, EventColumn.EVENT_TIME, day ? value + "T00:00:00Z" : value);
        return event.eventTime();
    }

    /** A time or a day, which must be given. */
    long requiredTime(String column) throws RefusedException {
        if (value(column).isBlank()) {
            throw new RefusedException(column + " is required but was empty");
        }
        return time(column, 0);
    }

    /** A constant by its name in lower case, in any case. */
    <E extends Enum<E>> E constant(String column, List<E> choices) throws RefusedException {
        String value = value(column).strip();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value)) {
                return choice;
            }
        }
        throw new RefusedException(column + " must be one of "
                + String.join(" ", choices.stream().map(RowFields::label).toList()) + " but was "
                + ShownValue.quote(utf8(value)));
    }

    /** A text for people. */
    String text(String column) throws RefusedException {
        String value = value(column);
        byte[] bytes = bytes(value);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String reason = !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
                ? "must be valid UTF-8"
                : text.chars().anyMatch(Character::isISOControl)
                        ? "must not contain control characters"
                        : text.codePointCount(0, text.length()) > MAX_TEXT
                                ? "must be at most " + MAX_TEXT + " characters long"
                                : null;
        if (reason != null) {
            throw new RefusedException(column + " " + reason + " but was " + ShownValue.quote(bytes, 0, bytes.length));
        }
        return text.strip();
    }

    private void validate(String column, EventColumn like) throws RefusedException {
        validate(column, like, value(column));
    }

    private void validate(String column, EventColumn like, String value) throws RefusedException {
        slices.reset(new byte[0]);
        for (EventColumn required : REQUIRED) {
            slices.copy(required, required == EventColumn.EVENT_TIME ? "2000-01-01T00:00:00Z" : "any");
        }
        slices.copyLatin1(like, value);
        String reason = validator.validate(slices, event);
        if (reason != null) {
            throw new RefusedException(reason.replaceFirst("^" + like.columnName(), column));
        }
    }

    private String value(String column) {
        int place = places[columns.indexOf(column)];
        return place < values.size() ? values.get(place) : "";
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String latin1) {
        return new String(bytes(latin1), StandardCharsets.UTF_8);
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
