// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What the command answered. */
record Invocation(int exitCode, String out, String err) {

    static Invocation of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    /** The first line of what went to standard error: the message. */
    String message() {
        return err.lines().findFirst().orElse("");
    }
}
