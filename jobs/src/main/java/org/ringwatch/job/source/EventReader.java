// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Aliases;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ValidEvent;

/** Reads the events of one split: lines become validated events or rejections. Both passes read through it. */
public final class EventReader implements Closeable {
    /** What becomes of a line. */
    public interface Handler {
        /** A valid event; it is overwritten by the next one. */
        void event(ValidEvent event, long offset);

        /** A line that is no event. */
        void rejected(long line, String reason, String raw);

        /** A valid event that is erased. */
        default void erased() {}
    }

    /** Which accounts are asked for. */
    public interface AccountFilter {
        /** Whether events of the account with that canonical name are wanted. */
        boolean wants(byte[] name, int start, int length);
    }

    private static final AccountFilter EVERYBODY = (name, start, length) -> true;

    private final SplitLines lines;
    private final Visitor visitor;

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
        this.lines = new SplitLines(file, split);
        this.visitor = new Visitor(file, columns, rules, handler, filter);
    }

    /** Reads about 1 MiB; false when the split is exhausted. */
    public boolean read() throws IOException {
        return lines.read(visitor);
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

    private static final class Visitor implements LineVisitor {
        private final InputFile file;
        private final ColumnMapping columns;
        private final Handler handler;
        private final AccountFilter filter;
        private final Aliases aliases;
        private final EventValidator validator;
        private final @Nullable Pseudonymiser pseudonymiser;
        private final RejectedText rejectedText;
        private final FieldSlices fields = new FieldSlices();
        private final ValidEvent event = new ValidEvent();
        private @Nullable LineReader reader;

        Visitor(InputFile file, ColumnMapping columns, EventRules rules, Handler handler, AccountFilter filter) {
            this.file = file;
            this.columns = columns;
            this.handler = handler;
            this.filter = filter;
            this.aliases = rules.aliases();
            this.validator = new EventValidator(rules);
            this.pseudonymiser = validator.pseudonymiser().orElse(null);
            this.rejectedText = new RejectedText(rules.privacy().rejectedRaw(), validator.pseudonymiser());
            this.reader = file.format() == InputFormat.JSON_LINES ? new JsonLineReader(columns) : null;
        }

        @Override
        public void header(byte[] buffer, int start, int end) {
            byte[] header = Arrays.copyOfRange(buffer, start, end);
            reader = CsvLineReader.of(file.path(), header, columns);
        }

        @Override
        public void line(byte[] buffer, int start, int end, long offset, long line) {
            if (reader == null) {
                throw new IllegalStateException("a line of " + file.path() + " came before its header");
            }
            boolean filtered = filter != EVERYBODY;
            if (filtered && reader.readAccount(buffer, start, end, fields) && isPassedOver()) {
                return;
            }
            String reason = reader.read(buffer, start, end, fields);
            if (reason == null && filtered && isPassedOver()) {
                return;
            }
            if (reason == null) {
                reason = validator.validate(fields, event);
            }
            if (reason == null && event.isErased()) {
                handler.erased();
            } else if (reason == null) {
                handler.event(event, offset);
            } else {
                reject(line, reason, buffer, start, end - start);
            }
        }

        private boolean isPassedOver() {
            EventColumn account = EventColumn.ACCOUNT_ID;
            byte[] bytes = fields.bytes(account);
            int start = fields.start(account);
            int length = fields.end(account) - start;
            if (!fields.isPlain(account)) {
                return false;
            }
            if (pseudonymiser != null) {
                bytes = pseudonymiser.name(account, bytes, start, length);
                start = 0;
                length = bytes.length;
            }
            return !filter.wants(bytes, start, length) && !aliases.knows(account, bytes, start, length);
        }

        @Override
        public void overlong(byte[] prefix, int length, long offset, long line) {
            reject(line, "line must be at most 64 KiB", prefix, 0, length);
        }

        @Override
        public void broken(String reason, long offset, long line) {
            reject(line, reason, new byte[0], 0, 0);
        }

        private void reject(long line, String reason, byte[] buffer, int start, int length) {
            handler.rejected(line, rejectedText.reason(reason), rejectedText.raw(buffer, start, length));
        }
    }
}
