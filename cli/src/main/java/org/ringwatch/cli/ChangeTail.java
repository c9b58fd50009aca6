// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringwatch.export.SafeText;

/** Tells changes as they appear in {@code changes/}, one short line each. */
final class ChangeTail {
    private static final Pattern NAME = Pattern.compile("([0-9]{12})\\.jsonl");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path folder;
    private long next;

    /** Tells what comes after what is there. */
    ChangeTail(Path folder) throws IOException {
        this.folder = folder;
        this.next = 1;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                next = files.map(file -> NAME.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .mapToLong(name -> Long.parseLong(name.group(1)))
                        .max()
                        .orElse(1);
            }
            lines();
        }
    }

    /** Number of the next change. */
    long next() {
        return next;
    }

    /** The changes that came since the last call. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%012d.jsonl", next));
            if (!Files.isRegularFile(file)) {
                return lines;
            }
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(shown(mapper.readTree(line)));
                    next++;
                }
            }
        }
    }

    private static String shown(JsonNode change) {
        String size = change.has("ring") ? change.at("/ring/accounts").size() + " accounts" : "";
        String joined = change.get("joined").isEmpty()
                ? ""
                : " +" + change.get("joined").size();
        String left =
                change.get("left").isEmpty() ? "" : " -" + change.get("left").size();
        return SafeText.display(String.format(
                        Locale.ROOT,
                        "%s  %-9s  case %s  score %s  %s%s%s",
                        change.get("event_time").asText(),
                        change.get("change").asText(),
                        change.get("case_id").asText(),
                        change.get("score").asText(),
                        size,
                        joined,
                        left)
                .stripTrailing());
    }
}
