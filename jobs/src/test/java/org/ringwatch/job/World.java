// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ringwatch.simulate.Level;
import org.ringwatch.simulate.SimulationParameters;
import org.ringwatch.simulate.Simulator;

/**
 * A simulated world's events as text, to be written in many ways.
 *
 * @param header the line of column names
 * @param lines the events
 */
public record World(String header, List<String> lines) {

    /** Simulates a medium world below {@code folder}; its truth is in {@code truth.csv} there. */
    public static World simulate(long events, long seed, Path folder) throws IOException {
        Simulator.simulate(new SimulationParameters(events, Level.MEDIUM, seed, -1), folder);
        List<String> lines = new ArrayList<>();
        String header = "";
        try (Stream<Path> parts = Files.list(folder.resolve("events"))) {
            for (Path part : parts.sorted().toList()) {
                List<String> all = Files.readAllLines(part);
                header = all.get(0);
                lines.addAll(all.subList(1, all.size()));
            }
        }
        return new World(header, List.copyOf(lines));
    }

    /** Distinct lines beyond the first of each account's event id. */
    long conflicting() {
        List<String> columns = List.of(header.split(","));
        int account = columns.indexOf("account_id");
        int event = columns.indexOf("event_id");
        Set<String> distinct = new HashSet<>(lines);
        Set<String> events = new HashSet<>();
        for (String line : distinct) {
            String[] values = line.split(",", -1);
            events.add(values[account] + "," + values[event]);
        }
        return distinct.size() - events.size();
    }

    /** This world with further lines at the end. */
    World plus(List<String> further) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(further);
        return new World(header, all);
    }

    /** The same events in another order. */
    World shuffled(long seed) {
        List<String> all = new ArrayList<>(lines);
        Collections.shuffle(all, new Random(seed));
        return new World(header, all);
    }

    /** This world with each tenth line once more. */
    World withTenthRepeated() {
        List<String> further = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 10) {
            further.add(lines.get(i));
        }
        return plus(further);
    }

    /** This world with another column that nobody reads, before the others. */
    World widenedBy(int width) {
        String padding = "x".repeat(width) + ",";
        return map("padding," + header, line -> padding + line);
    }

    public World map(String newHeader, UnaryOperator<String> change) {
        return new World(newHeader, lines.stream().map(change).toList());
    }

    /** Writes one CSV file. */
    Path writeCsv(Path file) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(header);
        all.addAll(lines);
        Files.createDirectories(file.getParent());
        return Files.write(file, all);
    }

    /** Writes that many compressed CSV files into a folder, dealing the lines out like cards. */
    Path writeGzipFiles(int files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int f = 0; f < files; f++) {
            StringBuilder text = new StringBuilder(header).append('\n');
            for (int i = f; i < lines.size(); i += files) {
                text.append(lines.get(i)).append('\n');
            }
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(folder.resolve("part-" + f + ".csv.gz")))) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return folder;
    }

    /** Writes one file of JSON Lines, absent values left out, integers as numbers. */
    Path writeJsonLines(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String[] columns = header.split(",");
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            String[] values = line.split(",", -1);
            ObjectNode object = mapper.createObjectNode();
            for (int c = 0; c < columns.length; c++) {
                if (columns[c].equals("amount_minor") && !values[c].isEmpty()) {
                    object.put(columns[c], Long.parseLong(values[c]));
                } else if (!values[c].isEmpty()) {
                    object.put(columns[c], values[c]);
                }
            }
            all.add(mapper.writeValueAsString(object));
        }
        Files.createDirectories(file.getParent());
        return Files.write(file, all);
    }
}
