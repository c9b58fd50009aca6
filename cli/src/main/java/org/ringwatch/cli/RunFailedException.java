// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Something failed while a log was kept. */
final class RunFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path log;

    RunFailedException(Path log, Exception cause) {
        super(cause);
        this.log = log;
    }

    /** The log, if anything was logged. */
    Optional<Path> writtenLog() {
        return Files.exists(log) ? Optional.of(log) : Optional.empty();
    }
}
