// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.simulate.Level;
import org.ringwatch.simulate.SimulationParameters;
import org.ringwatch.simulate.Simulator;

/** The events of a simulated world, always the same ones, in a temporary folder until closed. */
final class SimulatedEvents implements Closeable {
    private static final long SEED = 3;

    private final Path world;
    private final List<InputFile> files;

    /** Simulates so many event lines. */
    SimulatedEvents(long lines) throws IOException {
        world = Files.createTempDirectory("ringwatch-bench");
        Simulator.simulate(new SimulationParameters(lines, Level.MEDIUM, SEED, -1), world);
        files = InputFiles.list(List.of(world.resolve("events").toString()), Optional.empty());
    }

    /** Reads and validates every line. */
    void read(EventReader.Handler handler) throws IOException {
        for (int f = 0; f < files.size(); f++) {
            InputFile file = files.get(f);
            InputSplit split = new InputSplit(f, 0, file.length());
            try (EventReader reader =
                    new EventReader(file, split, ColumnMapping.identity(), EventRules.defaults(), handler)) {
                while (reader.read()) {
                    // the handler gets the events
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(world)) {
            paths.sorted(Comparator.reverseOrder()).forEach(SimulatedEvents::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
