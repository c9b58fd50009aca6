// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.ringwatch.export.SafeText;

/**
 * Shows how far a run is: on a terminal one line that is written over, else a line every {@link #LINE_INTERVAL}. Time is that
 * of the snapshots.
 */
final class Progress implements AutoCloseable {

    static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    /** A longer line would wrap on the narrowest usual terminal, and a wrapped line cannot be written over. */
    static final int MAX_COLUMNS = 79;

    private static final double BYTES_PER_MB = 1e6;

    private final PrintWriter err;
    private final boolean terminal;
    private int shownColumns;
    private Duration lastLine = Duration.ZERO;

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    void show(ProgressSnapshot snapshot) {
        show(format(snapshot), snapshot.elapsed());
    }

    /** Shows a line that holds until the next one, unless it comes too soon after the last; whether it did. */
    boolean show(String line, Duration elapsed) {
        if (terminal) {
            rewrite(shorten(line));
            return true;
        }
        if (elapsed.minus(lastLine).compareTo(LINE_INTERVAL) < 0) {
            return false;
        }
        lastLine = elapsed;
        err.println(line);
        err.flush();
        return true;
    }

    /** Shows a line that stays. */
    void say(String line) {
        close();
        err.println(line);
        err.flush();
    }

    /** Clears the live line. */
    @Override
    public void close() {
        if (shownColumns > 0) {
            rewrite("");
            err.print('\r');
            err.flush();
        }
    }

    static String format(ProgressSnapshot snapshot) {
        long seconds = snapshot.elapsed().toSeconds();
        return String.format(
                Locale.ROOT,
                "%s  %,d events  %s  %,d rejected  %d:%02d",
                SafeText.display(snapshot.stage()),
                snapshot.events(),
                formatBytes(snapshot.bytes(), snapshot.totalBytes()),
                snapshot.rejected(),
                seconds / 60,
                seconds % 60);
    }

    private static String formatBytes(long bytes, long totalBytes) {
        if (totalBytes <= 0) {
            return String.format(Locale.ROOT, "%,.1f MB", bytes / BYTES_PER_MB);
        }
        // A file that grew since it was listed must not show more than everything.
        long percent = Math.min(100, Math.round(100.0 * bytes / totalBytes));
        return String.format(
                Locale.ROOT, "%,.1f of %,.1f MB (%d %%)", bytes / BYTES_PER_MB, totalBytes / BYTES_PER_MB, percent);
    }

    private void rewrite(String line) {
        int columns = line.codePointCount(0, line.length());
        err.print('\r' + line + " ".repeat(Math.max(0, shownColumns - columns)));
        err.flush();
        shownColumns = columns;
    }

    private static String shorten(String line) {
        return line.codePointCount(0, line.length()) <= MAX_COLUMNS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_COLUMNS - 1)) + "…";
    }
}
