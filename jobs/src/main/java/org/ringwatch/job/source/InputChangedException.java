// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/** An input file is not what it was when the run was planned. Flink does not start the job again: it would meet the same. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class InputChangedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InputChangedException(String message) {
        this(message, null);
    }

    InputChangedException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
