// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The output folder is not what the state that a job goes on from left there. Trying again does not help. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class OtherStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OtherStateException(String message) {
        super(message);
    }
}
