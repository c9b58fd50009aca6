// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes a synthetic world and its truth. Deterministic: equal parameters give byte-identical files, whatever the
 * machine or the number of threads.
 */
public final class Simulator {

    static final String TRUTH_HEADER = "account_id,ring_id,pattern,role,group,variant,kind\n";
    static final String RESOURCES_HEADER = "ring_id,entity_type,entity_id,role\n";

    /** Two districts at a time: each holds about 150 MB. */
    private static final int THREADS = 2;

    private Simulator() {}

    /**
     * Writes {@code events/part-NNNN.csv}, {@code truth.csv} (every account) and {@code resources.csv} (what each ring's
     * acts touched) below {@code outputDir}, replacing files of these names.
     *
     * @throws IOException when a file cannot be written, or {@code outputDir/events} holds other parts that would be read
     *     as part of this world
     */
    public static SimulationSummary simulate(SimulationParameters parameters, Path outputDir) throws IOException {
        return simulate(new World(parameters), outputDir, THREADS);
    }

    static SimulationSummary simulate(World world, Path outputDir, int threads) throws IOException {
        Path events = Files.createDirectories(outputDir.resolve("events"));
        refuseStrangers(events, world.districts);
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, world.districts));
        try (BufferedWriter truth = writer(outputDir.resolve("truth.csv"));
                BufferedWriter resources = writer(outputDir.resolve("resources.csv"))) {
            truth.write(TRUTH_HEADER);
            resources.write(RESOURCES_HEADER);
            Deque<Future<Made>> pending = new ArrayDeque<>();
            SimulationSummary summary = new SimulationSummary(0, 0, 0, world.rings.size(), world.districts);
            int started = 0;
            while (started < world.districts || !pending.isEmpty()) {
                if (started < world.districts && pending.size() < threads) {
                    int index = started++;
                    pending.add(executor.submit(() -> make(world, index, events)));
                    continue;
                }
                Made made = finished(pending.remove());
                truth.write(made.truth());
                resources.write(made.resources());
                summary = made.addTo(summary);
            }
            return summary;
        } finally {
            executor.shutdownNow();
        }
    }

    private static BufferedWriter writer(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** What a finished district leaves behind. */
    private record Made(String truth, String resources, long events, long accounts, long fraudAccounts) {

        SimulationSummary addTo(SimulationSummary others) {
            return new SimulationSummary(
                    others.events() + events,
                    others.accounts() + accounts,
                    others.fraudAccounts() + fraudAccounts,
                    others.rings(),
                    others.files());
        }
    }

    private static Made make(World world, int index, Path events) throws IOException {
        District district = new District(world, index);
        district.populate();
        district.write(events.resolve(partName(index)));
        StringBuilder truth = new StringBuilder();
        long fraudAccounts = 0;
        for (Account account : district.accounts()) {
            fraudAccounts += account.ring.isEmpty() ? 0 : 1;
            truth.append(account.id)
                    .append(',')
                    .append(account.ring)
                    .append(',')
                    .append(account.pattern);
            truth.append(',')
                    .append(account.role)
                    .append(',')
                    .append(account.group)
                    .append(',')
                    .append(account.variant)
                    .append(',')
                    .append(account.kind.name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        StringBuilder resources = new StringBuilder();
        district.ledgers().forEach((ring, ledger) -> ledger.write(ring, resources));
        return new Made(
                truth.toString(),
                resources.toString(),
                district.events(),
                district.accounts().size(),
                fraudAccounts);
    }

    private static Made finished(Future<Made> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw new IllegalStateException("a district could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the world", e);
        }
    }

    private static String partName(int index) {
        return String.format(Locale.ROOT, "part-%04d.csv", index);
    }

    /** Files of an earlier, larger world would silently become part of this one. */
    private static void refuseStrangers(Path events, int districts) throws IOException {
        try (var files = Files.list(events)) {
            files.forEach(file -> {
                String name = file.getFileName().toString();
                boolean ours = name.matches("part-\\d{4,}\\.csv")
                        && Long.parseLong(name.substring(5, name.length() - 4)) < districts;
                if (!ours) {
                    throw new UncheckedIOException(
                            new IOException(events + ": must hold no other files than this world's but holds " + name));
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
