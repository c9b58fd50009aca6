// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a file of SQL apart at its semicolons, but for those in texts {@code '…'}, quoted names {@code `…`} and comments
 * ({@code -- …}, {@code /* … *}{@code /}).
 */
final class SqlStatements {
    private final String text;
    private final List<Statement> statements = new ArrayList<>();

    private SqlStatements(String text) {
        this.text = text;
    }

    /**
     * A statement.
     *
     * @param line where it begins in the file, from 1
     * @param padded its text, behind as many line feeds and blanks that positions in it are those in the file
     */
    record Statement(int line, String padded) {}

    /**
     * The statements in order, empty ones left out.
     *
     * @throws IllegalArgumentException if a text, name or comment is not closed, with the line
     */
    static List<Statement> of(String text) {
        SqlStatements split = new SqlStatements(text);
        split.read();
        return List.copyOf(split.statements);
    }

    private void read() {
        int start = -1;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = at + 1;
            boolean isComment = false;
            if (text.startsWith("--", at)) {
                int lineEnd = text.indexOf('\n', at);
                next = lineEnd < 0 ? text.length() : lineEnd;
                isComment = true;
            } else if (text.startsWith("/*", at)) {
                next = closing(at, at + 2, "*/", "comment");
                isComment = true;
            } else if (c == '\'' || c == '`') {
                // A doubled quote closes a text and opens the next, which comes to the same here.
                next = closing(at, at + 1, Character.toString(c), c == '`' ? "name" : "text");
            } else if (c == ';') {
                add(start, at);
                start = -1;
            }
            if (start < 0 && !isComment && c != ';' && !Character.isWhitespace(c) && c != '\uFEFF') {
                start = at;
            }
            at = next;
        }
        add(start, text.length());
    }

    private int closing(int begin, int from, String end, String what) {
        int at = text.indexOf(end, from);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "line " + line(begin) + ": " + what + " must be closed by " + end + " but is not");
        }
        return at + end.length();
    }

    private void add(int start, int end) {
        if (start >= 0) {
            int line = line(start);
            int column = start - (text.lastIndexOf('\n', start) + 1);
            statements.add(
                    new Statement(line, "\n".repeat(line - 1) + " ".repeat(column) + text.substring(start, end)));
        }
    }

    private int line(int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
