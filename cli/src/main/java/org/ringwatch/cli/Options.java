// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Turns refusals of validated values into usage errors. Only what judges the caller's values belongs inside. */
final class Options {

    private Options() {}

    /** The value, or a usage error with the message of the {@link IllegalArgumentException} that refused it. */
    static <T> T checked(Check<T> check) throws IOException {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Like {@link Callable}, for what may read files. */
    interface Check<T> {
        T get() throws IOException;
    }
}
