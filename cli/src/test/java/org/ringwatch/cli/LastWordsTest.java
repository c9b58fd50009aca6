// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.flink.util.FatalExitExceptionHandler;
import org.junit.jupiter.api.Test;

class LastWordsTest {

    @Test
    void areOneLineWithTheWayOut() {
        assertThat(say(new OutOfMemoryError("Java heap space")))
                .isEqualTo("ringwatch: failed: memory ran out (Java heap space); give more by"
                        + " RINGWATCH_JAVA_OPTS=-Xmx…, such as -Xmx2g\n");
        assertThat(say(new StackOverflowError())).isEqualTo("ringwatch: failed: StackOverflowError\n");
    }

    @Test
    void needNoMemory() {
        // Whoever asks for the message finds that there is none left to make it of.
        assertThat(say(new AssertionError() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new OutOfMemoryError();
                    }
                }))
                .isEqualTo(
                        "ringwatch: failed: memory ran out; give more by RINGWATCH_JAVA_OPTS=-Xmx…, such as -Xmx2g\n");
    }

    @Test
    void areSpokenForFlinkWhenItsHandlerEndsTheProcess() {
        StackTraceElement ours = new StackTraceElement("org.ringwatch.cli.Main", "main", "Main.java", 1);
        StackTraceElement flinks = new StackTraceElement(
                FatalExitExceptionHandler.class.getName(), "uncaughtException", "FatalExitExceptionHandler.java", 1);
        StackTraceElement exit = new StackTraceElement("java.lang.System", "exit", "System.java", 1);
        assertThat(LastWords.isEndedByFlink(List.<StackTraceElement[]>of(new StackTraceElement[] {exit, ours})))
                .isFalse();
        assertThat(LastWords.isEndedByFlink(
                        List.of(new StackTraceElement[] {exit, ours}, new StackTraceElement[] {exit, flinks})))
                .isTrue();
    }

    private static String say(Throwable failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LastWords.say(failure, err);
        return err.toString(UTF_8);
    }
}
