// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import org.jspecify.annotations.Nullable;

/** The header of a CSV file cannot be read, lacks a column or has one twice: nothing of the file can be read. */
public final class HeaderException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    HeaderException(String file, String reason) {
        this(file, reason, null);
    }

    HeaderException(String file, String reason, @Nullable Exception cause) {
        super(file + ": " + reason, cause);
        this.reason = reason;
    }

    /** The rule and what was read instead, without the file. */
    public String reason() {
        return reason;
    }

    /** The rule alone: a file without a header has an event in its first line. */
    public String rule() {
        int actual = reason.indexOf(" but ");
        return actual < 0 ? reason : reason.substring(0, actual);
    }
}
