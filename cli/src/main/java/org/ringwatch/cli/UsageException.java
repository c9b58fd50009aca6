// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** The caller's mistake in an option or in the configuration; the message names it, the rule and the value. Exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
