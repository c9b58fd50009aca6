// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.apache.flink.runtime.client.JobExecutionException;
import org.ringwatch.export.SafeText;

/** Says in one line what went wrong. */
final class Failure {

    /** The way out when the heap is full. */
    static final String MORE_MEMORY = "give more by RINGWATCH_JAVA_OPTS=-Xmx…, such as -Xmx2g";

    private static final String NO_SPACE = "No space left on device";

    private Failure() {}

    /** The innermost cause, which says what happened; what is wrapped around it says only through whom it came. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return SafeText.display(text(cause));
    }

    /** Whether this tells that a job has ended, and not only that nobody knows how it is. */
    static boolean isEndOfJob(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobExecutionException) {
                return true;
            }
        }
        return false;
    }

    /** Whether memory ran out, told by the error itself or by one that Java or Flink puts in its place. */
    private static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof OutOfMemoryError
                || String.valueOf(failure.getMessage()).contains(OutOfMemoryError.class.getName());
    }

    private static String kindOfMemory(Throwable failure) {
        String kind = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String name = OutOfMemoryError.class.getName() + ": ";
        return kind.substring(kind.contains(name) ? kind.indexOf(name) + name.length() : 0);
    }

    private static String wayOut(Throwable failure) {
        boolean direct = kindOfMemory(failure).toLowerCase(Locale.ROOT).contains("direct");
        return direct ? "give more by RINGWATCH_JAVA_OPTS=-XX:MaxDirectMemorySize=…" : MORE_MEMORY;
    }

    private static String text(Throwable cause) {
        // These have the path alone as their message.
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + " must not be accessed by this user";
        }
        if (cause instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        if (isOutOfMemory(cause)) {
            return "memory ran out (" + kindOfMemory(cause) + "); " + wayOut(cause);
        }
        String message = cause.getMessage();
        if (message != null && message.contains(NO_SPACE)) {
            // The system does not say which disk.
            return "a disk is full, that of the output or that of temporary files; make room, or move the latter by"
                    + " RINGWATCH_JAVA_OPTS=-Djava.io.tmpdir=DIR";
        }
        String type = cause.getClass().getSimpleName();
        if (message != null && type.equals("SerializedThrowable")) {
            // Flink's stand-in for an exception from elsewhere: the message has the type.
            return message;
        }
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
