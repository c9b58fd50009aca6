// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * Ends a process that cannot go on, above all without memory: says so in one line and stops at once. Threads of Flink would
 * keep it alive otherwise, and whatever still runs at an orderly exit may hang.
 */
final class LastWords {

    /** Made early: there may be no memory for a better one later. */
    private static final byte[] OUT_OF_MEMORY =
            ("ringwatch: failed: memory ran out; " + Failure.MORE_MEMORY + "\n").getBytes(UTF_8);

    private static final byte[] ENDED_BY_FLINK =
            ("ringwatch: failed: Flink ended the process after a fault that its log tells; if memory ran out, "
                            + Failure.MORE_MEMORY + "\n")
                    .getBytes(UTF_8);

    /** Flink's threads that nobody watches end the process by it. */
    private static final String FLINKS_HANDLER = "org.apache.flink.util.FatalExitExceptionHandler";

    private LastWords() {}

    /**
     * From now on ends the process when a thread that nobody watches dies of a lack of memory or of the Java machine, and
     * speaks for Flink when that ends the process, which it does with a code of its own and without a word.
     */
    static void watchThreads() {
        Runtime.getRuntime().addShutdownHook(new Thread(LastWords::speakForFlink, "last-words"));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof VirtualMachineError) {
                end(failure);
            }
            failure.printStackTrace();
        });
    }

    private static void speakForFlink() {
        try {
            if (!isEndedByFlink(Thread.getAllStackTraces().values())) {
                return;
            }
        } catch (OutOfMemoryError e) {
            // Whoever ended it.
        }
        try {
            new FileOutputStream(FileDescriptor.err).write(ENDED_BY_FLINK);
        } catch (IOException e) {
            // Nobody is listening.
        } finally {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    /** Whether Flink's handler is what a thread is in, waiting for the end that it asked for. */
    static boolean isEndedByFlink(Collection<StackTraceElement[]> stacks) {
        for (StackTraceElement[] stack : stacks) {
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().equals(FLINKS_HANDLER)) {
                    return true;
                }
            }
        }
        return false;
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
