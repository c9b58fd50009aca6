// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends a process that cannot go on, above all without memory: says so in one line and stops at once. Threads of Flink would
 * keep it alive otherwise, and whatever still runs at an orderly exit may hang.
 */
final class LastWords {

    /** Made early: there may be no memory for a better one later. */
    private static final byte[] OUT_OF_MEMORY =
            ("ringwatch: failed: memory ran out; " + Failure.MORE_MEMORY + "\n").getBytes(UTF_8);

    private LastWords() {}

    /** From now on ends the process when a thread that nobody watches dies of a lack of memory or of the Java machine. */
    static void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof VirtualMachineError) {
                end(failure);
            }
            failure.printStackTrace();
        });
    }

    /** Says what happened and ends the process with {@link ExitCode#FAILED}. */
    static void end(Throwable failure) {
        try {
            say(failure, new FileOutputStream(FileDescriptor.err));
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** One line, whatever memory is left. */
    static void say(Throwable failure, OutputStream err) {
        try {
            err.write(line(failure));
            err.flush();
        } catch (IOException e) {
            // Nobody is listening.
        }
    }

    private static byte[] line(Throwable failure) {
        try {
            return ("ringwatch: failed: " + Failure.describe(failure) + "\n").getBytes(UTF_8);
        } catch (OutOfMemoryError e) {
            return OUT_OF_MEMORY;
        }
    }
}
