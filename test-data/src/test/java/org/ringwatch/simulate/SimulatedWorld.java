// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The files of a world, read back. */
record SimulatedWorld(Path folder) {

    static SimulatedWorld of(SimulationParameters parameters, Path folder) throws IOException {
        Simulator.simulate(parameters, folder);
        return new SimulatedWorld(folder);
    }

    List<CSVRecord> truth() throws IOException {
        return rows(folder.resolve("truth.csv"));
    }

    List<CSVRecord> resources() throws IOException {
        return rows(folder.resolve("resources.csv"));
    }

    /** The events as they arrive, file by file. */
    List<CSVRecord> events() throws IOException {
        List<CSVRecord> result = new ArrayList<>();
        try (var files = Files.list(folder.resolve("events"))) {
            for (Path file : files.sorted().toList()) {
                result.addAll(rows(file));
            }
        }
        return result;
    }

    static List<CSVRecord> rows(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180.builder().setHeader().get().parse(reader).getRecords();
        }
    }
}
