// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringwatch.event.ShownValue;

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

    /**
     * The value that an option names.
     *
     * @param label what each value is called
     * @throws UsageException naming the choices, if there is none of that name
     */
    static <T> T named(String option, String name, T[] values, Function<T, String> label) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(option + " must be one of "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", ")) + " but was "
                        + ShownValue.quote(name)));
    }

    /** Like {@link Callable}, for what may read files. */
    interface Check<T> {
        T get() throws IOException;
    }
}
