// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The output folder is gone or another run's. Flink does not start the job again: it would meet the same. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class OutputLostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OutputLostException(IllegalStateException cause) {
        super(cause.getMessage(), cause);
    }
}
