// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;

/** Reads the events of one split: lines become validated events or rejections. Both passes read through it. */
public final class EventReader implements Closeable {
    /** What becomes of a line. */
    public interface Handler {
        /**
         * A valid event; it is overwritten by the next one.
         *
         * @param offset where it is: byte of its line in the decompressed file, or number of its row from 0
         */
        void event(ValidEvent event, long offset);

        /** A line that is no event. */
        void rejected(long line, String reason, String raw);

        /** A valid event that is erased. */
        default void erased() {}

        /** Why a valid event is refused all the same, beginning with the column at fault; null if it is not. */
        default @Nullable String refusal(ValidEvent event) {
            return null;
        }
    }

    /** Which accounts are asked for. */
    public interface AccountFilter {
        /** Whether events of the account with that canonical name are wanted. */
        boolean wants(byte[] name, int start, int length);
    }

    static final AccountFilter EVERYBODY = (name, start, length) -> true;

    private final EventLines lines;
    private final LineEvents events;

    /** Opens a split of a file. */
    public EventReader(InputFile file, InputSplit split, ColumnMapping columns, EventRules rules, Handler handler)
            throws IOException {
        this(file, split, columns, rules, handler, EVERYBODY);
    }

    /**
     * Opens a split of a file of which only some accounts are wanted. A line of another account is passed over, valid or
     * not, where that can be told before its other fields are validated; so the handler still has to look at the account.
     */
    public EventReader(
            InputFile file,
            InputSplit split,
            ColumnMapping columns,
            EventRules rules,
            Handler handler,
            AccountFilter filter)
            throws IOException {
        this.lines = file.format() == InputFormat.PARQUET
                ? new ParquetLines(file, split, columns)
                : new SplitLines(file, split);
        this.events = new LineEvents(file.name(), file.format(), columns, rules, handler, filter);
    }

    /** Passes over the physical lines of the split before that one, from 0, the header apart; to be said before reading. */
    public void startAt(long line) {
        events.startAt(line);
    }

    /** Number of the line that the handler is called for, within the split from 0. */
    public long line() {
        return events.line();
    }

    /**
     * Reads about 1 MiB; false when the split is exhausted.
     *
     * @throws HeaderException if the file has a header that is none
     */
    public boolean read() throws IOException {
        return lines.read(events);
    }

    /** Physical lines of this split so far. */
    public long lines() {
        return lines.lines();
    }

    /** Stored bytes read so far. */
    public long bytes() {
        return lines.bytes();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
