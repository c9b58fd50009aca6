// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events that come to a watched folder one period after the other. */
final class EventPeriods {
    private EventPeriods() {}

    /** The lines of the CSV files of a folder in so many parts, each behind the header. */
    static List<List<String>> of(Path events, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        String header = "";
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.sorted().toList()) {
                List<String> all = Files.readAllLines(file);
                header = all.get(0);
                lines.addAll(all.subList(1, all.size()));
            }
        }
        List<List<String>> periods = new ArrayList<>();
        for (int period = 0; period < count; period++) {
            List<String> own = new ArrayList<>(List.of(header));
            own.addAll(lines.subList(lines.size() * period / count, lines.size() * (period + 1) / count));
            periods.add(own);
        }
        return periods;
    }

    /** Lets the file of a period appear as a whole. */
    static void appear(Path input, int period, List<String> lines) throws IOException {
        Path hidden = Files.write(input.resolve(".hidden"), lines);
        Files.move(hidden, input.resolve(period + ".csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
