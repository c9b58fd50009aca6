// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Aliases;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ValidEvent;

/**
 * What becomes of lines: validated events or rejections. The lines come from a split of a file, or one at a time.
 *
 * <p>For one thread.
 */
final class LineEvents implements LineVisitor {
    private final String source;
    private final ColumnMapping columns;
    private final EventReader.Handler handler;
    private final EventReader.AccountFilter filter;
    private final Aliases aliases;
    private final EventValidator validator;
    private final @Nullable Pseudonymiser pseudonymiser;
    private final RejectedText rejectedText;
    private final FieldSlices fields = new FieldSlices();
    private final ValidEvent event = new ValidEvent();
    private @Nullable LineReader reader;
    private long first;
    private long line;

    /**
     * Lines of that source.
     *
     * @param source file or topic, for messages
     */
    LineEvents(
            String source,
            InputFormat format,
            ColumnMapping columns,
            EventRules rules,
            EventReader.Handler handler,
            EventReader.AccountFilter filter) {
        this.source = source;
        this.columns = columns;
        this.handler = handler;
        this.filter = filter;
        this.aliases = rules.aliases();
        this.validator = new EventValidator(rules);
        this.pseudonymiser = validator.pseudonymiser().orElse(null);
        this.rejectedText = new RejectedText(rules.privacy().rejectedRaw(), validator.pseudonymiser());
        this.reader = format == InputFormat.CSV ? null : new JsonLineReader(columns);
    }

    /** Passes over lines before that one. */
    void startAt(long firstLine) {
        first = firstLine;
    }

    /** The line that the handler is called for. */
    long line() {
        return line;
    }

    @Override
    public void header(byte[] buffer, int start, int end) {
        byte[] header = Arrays.copyOfRange(buffer, start, end);
        reader = CsvLineReader.of(source, header, columns);
    }

    @Override
    public void line(byte[] buffer, int start, int end, long offset, long number) {
        if (number < first) {
            return;
        }
        line = number;
        if (reader == null) {
            throw new IllegalStateException("a line of " + source + " came before its header");
        }
        boolean filtered = filter != EventReader.EVERYBODY;
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
        if (reason == null && !event.isErased()) {
            reason = handler.refusal(event);
        }
        if (reason == null && event.isErased()) {
            handler.erased();
        } else if (reason == null) {
            handler.event(event, offset);
        } else {
            reject(reason, buffer, start, end - start);
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
    public void overlong(byte[] prefix, int length, long offset, long number) {
        if (number >= first) {
            line = number;
            reject("line must be at most 64 KiB", prefix, 0, length);
        }
    }

    @Override
    public void broken(String reason, long offset, long number) {
        if (number >= first) {
            line = number;
            reject(reason, new byte[0], 0, 0);
        }
    }

    private void reject(String reason, byte[] buffer, int start, int length) {
        handler.rejected(line, rejectedText.reason(reason), rejectedText.raw(buffer, start, length));
    }
}
