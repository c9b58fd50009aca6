// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

/** What a Parquet file holds cannot be read; its storage is sound. The message is fit to be shown. */
public final class BrokenRowsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Rows that cannot be read, for this reason. */
    public BrokenRowsException(String reason) {
        super(reason);
    }

    /** Rows that cannot be read, for this reason. */
    public BrokenRowsException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Why, fit to be shown. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
