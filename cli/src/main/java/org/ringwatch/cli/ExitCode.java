// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** What the process tells its caller. Part of the contract. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** What {@code verify} found is not what was written. */
    static final int FAULT = 3;

    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
