// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** The user stopped the run. Exit code 130. */
final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedRunException() {
        super("interrupted");
    }
}
