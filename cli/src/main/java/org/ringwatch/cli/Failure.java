// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ringwatch.export.SafeText;

/** Says in one line what went wrong. */
final class Failure {

    private Failure() {}

    /** The innermost cause, which says what happened; what is wrapped around it says only through whom it came. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return SafeText.display(text(cause));
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
        if (cause instanceof OutOfMemoryError) {
            String kind = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            return "memory ran out (" + kind + "); give more by RINGWATCH_JAVA_OPTS=-Xmx…";
        }
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        if (message != null && type.equals("SerializedThrowable")) {
            // Flink's stand-in for an exception from elsewhere: the message has the type.
            return message;
        }
        return message == null || message.isBlank() ? type : type + ": " + message;
    }
}
