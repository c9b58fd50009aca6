// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The yardstick for {@code detect}: how fast can a program on one machine turn event files into components, if it is
 * written by hand for this and nothing else? No engine, no objects per event, primitive arrays only.
 *
 * <p><b>What it does.</b> Reads CSV files; counts an event, which account and event id name, once (the first of its
 * lines); collects the distinct links of accounts with devices, addresses, wallets and merchants; drops resources that
 * more than 100 accounts share; unites what is left into components; writes {@code account,component} for each account
 * in a component of at least two, which is named after its account that comes first in the files.
 *
 * <p><b>What it does not.</b> No validation, no times, types or amounts, no rules for addresses, no quoted fields
 * (it stops at one), no compressed files, no scores. It trusts 64-bit hashes without comparing ids. So {@code detect}
 * cannot come near it; what tells is the ratio of the two, measured in turn on the same world.
 *
 * <p><b>How.</b> Nine tenths of such a run are reading, numbering ids and finding duplicates; the graph is cheap. And
 * numbering is waiting for memory: seven or so dependent cache misses an event. Hence
 *
 * <ol>
 *   <li><i>map</i>: files are cut at newlines into splits of a few MiB and mapped;
 *   <li><i>read</i>: each thread takes the next split and turns lines into {@link EventRows rows} of hashes, dealt out by
 *       account to as many shares as there are threads;
 *   <li><i>number</i>: each thread takes a {@link AccountShare share}, rows in the order of lines, and turns hashes into
 *       small numbers through {@link Dictionary dictionaries}, 64 rows at a time so that their misses overlap. An
 *       account's events and links are all in one share, so nothing of that is merged later;
 *   <li><i>merge</i>: resources are numbered across shares, kind by kind;
 *   <li><i>unite</i>: two passes over the links in one thread: how many accounts a resource has, then {@link Components
 *       union-find};
 *   <li><i>write</i>: names come from the mapped files.
 * </ol>
 *
 * <p>The same input gives the same components under the same names, whatever the number of threads. Memory: 56 bytes a
 * line for the rows, 26 to 51 bytes for each event, account, resource and link, and the mapped files.
 */
public final class Yardstick {
    private static final int DEFAULT_THREADS = 2;
    private static final int SPLIT_BYTES = 4 << 20;
    private static final int MAX_ACCOUNTS = 100;
    private static final List<String> KINDS = List.of("devices", "ips", "wallets", "merchants");

    private final int threads;
    private final int splitBytes;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long lapStart;

    /** A run with so many threads over splits of about this length. */
    Yardstick(int threads, int splitBytes) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive but was " + threads);
        }
        this.threads = threads;
        this.splitBytes = splitBytes;
    }

    /** Runs it and prints seconds and counts as JSON. Arguments: input file or folder, output file, number of threads. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || arguments.length > 3) {
            throw new IllegalArgumentException(
                    "arguments must be INPUT OUTPUT [THREADS] but were " + Arrays.toString(arguments));
        }
        int threads = arguments.length == 3 ? Integer.parseInt(arguments[2]) : DEFAULT_THREADS;
        Yardstick yardstick = new Yardstick(threads, SPLIT_BYTES);
        yardstick.run(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.printf(
                Locale.ROOT,
                "{\"threads\": %d,%n \"seconds\": %s,%n \"counts\": %s}%n",
                threads,
                json(yardstick.seconds, "%.2f"),
                json(yardstick.counts, "%d"));
    }

    private static String json(Map<String, ?> values, String format) {
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + String.format(Locale.ROOT, format, entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Reads {@code input}, writes {@code output}, and returns what was counted. */
    Map<String, Long> run(Path input, Path output) throws IOException, InterruptedException {
        lapStart = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<CsvSplit> splits = CsvSplit.of(input, splitBytes);
            lap("map");
            List<AccountShare> shares = number(pool, read(pool, splits));
            int[] firstAccounts = firstAccounts(shares);
            Components components = unite(firstAccounts[threads], merge(pool, shares, firstAccounts));
            write(output, splits, positions(shares, firstAccounts), components);
        } finally {
            pool.shutdownNow();
        }
        seconds.put("total", seconds.values().stream().mapToDouble(lap -> lap).sum());
        return counts;
    }

    /** Rows by split, share and block. */
    private List<List<List<long[]>>> read(ExecutorService pool, List<CsvSplit> splits) throws InterruptedException {
        List<List<List<long[]>>> rows = new ArrayList<>(Collections.nCopies(splits.size(), List.of()));
        AtomicInteger next = new AtomicInteger();
        List<Long> rejected = inParallel(pool, threads, thread -> {
            EventRows reader = new EventRows(threads);
            for (int split = next.getAndIncrement(); split < splits.size(); split = next.getAndIncrement()) {
                rows.set(split, reader.read(splits.get(split), split));
            }
            return reader.rejected();
        });
        counts.put("rejected", rejected.stream().mapToLong(count -> count).sum());
        lap("read");
        return rows;
    }

    private List<AccountShare> number(ExecutorService pool, List<List<List<long[]>>> rows) throws InterruptedException {
        List<AccountShare> shares = inParallel(pool, threads, number -> {
            List<long[]> blocks =
                    rows.stream().flatMap(split -> split.get(number).stream()).toList();
            AccountShare share = new AccountShare(
                    blocks.stream().mapToLong(block -> block.length).sum() / EventRows.WORDS);
            blocks.forEach(share::add);
            return share;
        });
        counts.put("events", shares.stream().mapToLong(AccountShare::events).sum());
        counts.put(
                "duplicates",
                shares.stream().mapToLong(AccountShare::duplicates).sum());
        counts.put("accounts", shares.stream().mapToLong(AccountShare::accounts).sum());
        lap("number");
        return shares;
    }

    /** The number that the first account of each share has among all, and behind them how many accounts there are. */
    private int[] firstAccounts(List<AccountShare> shares) {
        int[] first = new int[threads + 1];
        for (int s = 0; s < threads; s++) {
            first[s + 1] = Math.addExact(first[s], shares.get(s).accounts());
        }
        return first;
    }

    /** The links of each share, under numbers that accounts and resources have among all. */
    private List<long[]> merge(ExecutorService pool, List<AccountShare> shares, int[] firstAccounts)
            throws InterruptedException {
        int[][][] numbers = new int[threads][EventRows.KINDS][];
        List<Integer> sizes = inParallel(pool, EventRows.KINDS, kind -> {
            Dictionary all = shares.get(0).resources(kind);
            for (int s = 0; s < threads; s++) {
                numbers[s][kind] = all.numberAll(shares.get(s).resources(kind).keys());
            }
            return all.size();
        });
        int[] firstResources = new int[EventRows.KINDS];
        int resources = 0;
        for (int kind = 0; kind < EventRows.KINDS; kind++) {
            firstResources[kind] = resources;
            resources = Math.addExact(resources, sizes.get(kind));
            counts.put(KINDS.get(kind), (long) sizes.get(kind));
        }
        List<long[]> links =
                inParallel(pool, threads, s -> shares.get(s).links(firstAccounts[s], firstResources, numbers[s]));
        counts.put("links", links.stream().mapToLong(ofShare -> ofShare.length).sum());
        lap("merge");
        return links;
    }

    private Components unite(int accounts, List<long[]> links) {
        long resources = KINDS.stream().mapToLong(counts::get).sum();
        Components components = new Components(accounts, (int) resources, links, MAX_ACCOUNTS);
        counts.put("hubs", components.hubs());
        counts.put("links_kept", components.linksKept());
        lap("unite");
        return components;
    }

    /** Where each account's text was first seen. */
    private long[] positions(List<AccountShare> shares, int[] firstAccounts) {
        long[] positions = new long[firstAccounts[threads]];
        for (int s = 0; s < threads; s++) {
            shares.get(s).copyPositions(positions, firstAccounts[s]);
        }
        return positions;
    }

    private void write(Path output, List<CsvSplit> splits, long[] positions, Components components) throws IOException {
        int[] sizes = new int[positions.length];
        long[] earliest = new long[positions.length];
        Arrays.fill(earliest, Long.MAX_VALUE);
        for (int account = 0; account < positions.length; account++) {
            int root = components.find(account);
            sizes[root]++;
            earliest[root] = Math.min(earliest[root], positions[account]);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
            out.write("account,component\n".getBytes(StandardCharsets.US_ASCII));
            for (int account = 0; account < positions.length; account++) {
                int root = components.find(account);
                if (sizes[root] > 1) {
                    writeName(out, splits, positions[account]);
                    out.write(',');
                    writeName(out, splits, earliest[root]);
                    out.write('\n');
                }
            }
        }
        counts.put("components", Arrays.stream(sizes).filter(size -> size > 1).count());
        counts.put(
                "accounts_in_components",
                Arrays.stream(sizes).filter(size -> size > 1).asLongStream().sum());
        counts.put("largest_component", (long) Arrays.stream(sizes).max().orElse(0));
        lap("write");
    }

    private static void writeName(OutputStream out, List<CsvSplit> splits, long position) throws IOException {
        ByteBuffer bytes = splits.get((int) (position >>> 32)).bytes();
        for (int at = (int) position; at < bytes.capacity(); at++) {
            byte next = bytes.get(at);
            if (next == ',' || next == '\r' || next == '\n') {
                return;
            }
            out.write(next);
        }
    }

    /** Does {@code count} tasks on the pool; their results in order. */
    private static <T> List<T> inParallel(ExecutorService pool, int count, IntFunction<T> task)
            throws InterruptedException {
        List<Callable<T>> tasks = IntStream.range(0, count)
                .mapToObj(number -> (Callable<T>) () -> task.apply(number))
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> future : pool.invokeAll(tasks)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("thread " + results.size() + " failed", e.getCause());
            }
        }
        return results;
    }

    private void lap(String phase) {
        long now = System.nanoTime();
        seconds.put(phase, (now - lapStart) / 1e9);
        lapStart = now;
    }
}
