// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watch that a version stopped, with the events that it had read and some that it had not: {@code earlier-watch.zip} of the test resources. Each
 * release writes it anew, so that the next one is tested to go on from it; surefire runs it only when told:
 *
 * <pre>{@code mvn -pl jobs -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=EarlierWatch -Dearlier-watch=FILE test}</pre>
 */
class EarlierWatch {
    private static final String RESOURCE = "earlier-watch.zip";
    private static final int EVENTS = 6_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    Path folder;

    @Test
    void write() throws Exception {
        String file = System.getProperty("earlier-watch");
        Objects.requireNonNull(file, "-Dearlier-watch must name the file to write");
        World world = World.simulate(EVENTS, 11, folder.resolve("world")).shuffled(1);
        Path watch = Files.createDirectories(folder.resolve("watch"));
        Path input = world.writeGzipFiles(2, watch.resolve("in"));
        Path later = Files.createDirectories(watch.resolve("later"));
        Files.move(input.resolve("part-1.csv.gz"), later.resolve("part-1.csv.gz"));
        String savepoint = WatchRun.of(input, watch.resolve("out")).stop(folder.resolve("savepoints"));
        WatchRun.clear(watch.resolve("out"));
        Files.move(Path.of(URI.create(savepoint)), watch.resolve("savepoint"));
        zip(watch, Path.of(file));
    }

    private static void zip(Path folder, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(path).toString();
                if (!name.startsWith("out/state/")) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(path, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    /** Lays the watch down as it was: {@code in/}, {@code later/}, {@code out/} and {@code savepoint/}. */
    static Path unpack(Path folder) throws IOException {
        try (InputStream in = EarlierWatch.class.getResourceAsStream(RESOURCE);
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in, RESOURCE))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (OutputStream out = Files.newOutputStream(file)) {
                    zip.transferTo(out);
                }
            }
        }
        return folder;
    }
}
