// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fraudar;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringwatch.evaluate.Table;
import org.ringwatch.fraudar.DenseBlocks.Block;
import org.ringwatch.fraudar.DenseBlocks.Edge;

/**
 * FRAUDAR on the events of a simulated world: its blocks as rings for {@code evaluate}. Devices and wallets of at least two
 * accounts are the resources, as addresses and merchants let it find crowds only. FRAUDAR knows no cut: all blocks count as
 * flagged, scored by their density against that of the densest.
 */
public final class FraudarRun {

    private static final List<String> RESOURCES = List.of("device_id", "wallet");
    private static final int BLOCKS = 30;

    private FraudarRun() {}

    /**
     * Writes {@code rings.jsonl}, {@code ring_members.csv} and {@code _SUCCESS}.
     *
     * @param args folder of event CSVs, and the folder to write, which must not exist
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "a folder of events and a folder to write must be given but were " + args.length);
        }
        run(Path.of(args[0]), Path.of(args[1]));
    }

    static void run(Path events, Path output) throws IOException {
        List<String> accounts = new ArrayList<>();
        List<Block> blocks = blocks(accountsByResource(events), accounts);
        write(blocks, accounts, output);
    }

    /** Accounts by resource, both in order of their names. */
    private static Map<String, TreeSet<String>> accountsByResource(Path events) throws IOException {
        List<String> columns = new ArrayList<>(List.of("account_id"));
        columns.addAll(RESOURCES);
        Map<String, TreeSet<String>> result = new TreeMap<>();
        for (Path file : Table.files(events)) {
            Table.read(file, columns, (row, where) -> {
                for (String column : RESOURCES) {
                    if (!row.get(column).isEmpty()) {
                        result.computeIfAbsent(column + " " + row.get(column), key -> new TreeSet<>())
                                .add(row.get("account_id"));
                    }
                }
            });
        }
        return result;
    }

    /** Puts the names of accounts by number into {@code names}. */
    private static List<Block> blocks(Map<String, TreeSet<String>> accountsByResource, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        int resources = 0;
        for (TreeSet<String> accounts : accountsByResource.values()) {
            if (accounts.size() < 2) {
                continue;
            }
            for (String account : accounts) {
                Integer known = numbers.get(account);
                int number = known == null ? names.size() : known;
                if (known == null) {
                    numbers.put(account, number);
                    names.add(account);
                }
                edges.add(new Edge(number, resources));
            }
            resources++;
        }
        return new DenseBlocks(names.size(), resources, edges).next(BLOCKS);
    }

    /** An account belongs to the densest of its blocks; a block of one account is no ring. */
    private static void write(List<Block> blocks, List<String> names, Path output) throws IOException {
        Files.createDirectory(output);
        ObjectMapper mapper = new ObjectMapper();
        double densest = blocks.stream().mapToDouble(Block::density).max().orElse(1);
        Map<Integer, Integer> blockOf = new HashMap<>();
        try (BufferedWriter rings = Files.newBufferedWriter(output.resolve("rings.jsonl"));
                CSVPrinter members = CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator('\n')
                        .get()
                        .print(Files.newBufferedWriter(output.resolve("ring_members.csv")))) {
            members.printRecord("ring_id", "flagged", "entity_type", "entity_id", "role", "score");
            int number = 0;
            for (Block block : blocks.stream()
                    .sorted(Comparator.comparingDouble(Block::density).reversed())
                    .toList()) {
                int own = number++;
                List<Integer> accounts = block.accounts().stream()
                        .filter(account -> blockOf.putIfAbsent(account, own) == null)
                        .toList();
                if (accounts.size() < 2) {
                    continue;
                }
                String ring = "B-" + own;
                double score = block.density() / densest;
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("ring_id", ring);
                line.put("score", score);
                line.put("flagged", true);
                rings.write(mapper.writeValueAsString(line) + "\n");
                for (int account : accounts) {
                    members.printRecord(ring, true, "account", names.get(account), "unknown", score);
                }
            }
        }
        Files.createFile(output.resolve("_SUCCESS"));
    }
}
