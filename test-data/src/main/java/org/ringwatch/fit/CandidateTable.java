// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.ringwatch.evaluate.Truth;
import org.ringwatch.fit.Candidate.World;

/**
 * The candidates of several worlds in order of world and ring id.
 *
 * @param candidates not empty
 */
record CandidateTable(List<Candidate> candidates) {

    /** Evidence that is no signal: the prior, and a sum of signals that were not told. */
    private static final String PRIOR = "baseline";

    private static final String REST = "other";

    CandidateTable {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates must not be empty but were");
        }
        candidates = candidates.stream()
                .sorted(Comparator.comparing(
                                (Candidate candidate) -> candidate.world().name())
                        .thenComparing(Candidate::ringId))
                .toList();
    }

    /**
     * Reads the worlds that a file lists, one a line: name, level, output folder of {@code detect} and {@code truth.csv},
     * parted by tabs.
     *
     * @throws IllegalArgumentException when a line or file breaks a rule, or signals were not told one by one
     */
    static CandidateTable read(Path list) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            number++;
            String[] fields = line.split("\t", -1);
            if (fields.length != 4) {
                throw new IllegalArgumentException(list + ":" + number
                        + ": must be name, level, rings and truth but had " + fields.length + " fields");
            }
            Truth truth = Truth.read(Path.of(fields[3]));
            int fraudulent = (int) truth.accounts().values().stream()
                    .filter(Truth.Known::fraud)
                    .count();
            World world = new World(fields[0], fields[1], truth.accounts().size(), fraudulent);
            readWorld(world, truth, Path.of(fields[2]).resolve("rings.jsonl"), candidates);
        }
        return new CandidateTable(candidates);
    }

    private static void readWorld(World world, Truth truth, Path rings, List<Candidate> into) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = Files.newBufferedReader(rings, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                into.add(candidate(world, truth, mapper.readTree(line), rings));
            }
        }
    }

    private static Candidate candidate(World world, Truth truth, JsonNode ring, Path file) {
        int accounts = ring.required("accounts").size();
        int fraudulent = 0;
        SortedMap<String, Integer> variants = new TreeMap<>();
        for (JsonNode account : ring.required("accounts")) {
            Truth.Known known = truth.known(account.required("id").asText());
            fraudulent += known.fraud() ? 1 : 0;
            variants.merge(variant(known), 1, Integer::sum);
        }
        SortedMap<String, Double> signals = new TreeMap<>();
        for (JsonNode evidence : ring.required("evidence")) {
            double weight = evidence.required("weight").doubleValue();
            String code = evidence.required("code").asText();
            if (code.equals(REST) && weight != 0) {
                throw new IllegalArgumentException(
                        file + ": all signals must be told but some were not: raise scoring.max_evidence");
            }
            if (!code.equals(PRIOR) && !code.equals(REST)) {
                signals.put(code, weight);
            }
        }
        return new Candidate(
                world, ring.required("ring_id").asText(), accounts, fraudulent, mostFrequent(variants), signals);
    }

    private static String variant(Truth.Known known) {
        return known.variant().isEmpty()
                ? ""
                : (known.fraud() ? known.pattern() : known.group()) + "/" + known.variant();
    }

    /** Ties go to the first in order. */
    private static String mostFrequent(SortedMap<String, Integer> counts) {
        String most = counts.firstKey();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            most = count.getValue() > counts.getOrDefault(most, 0) ? count.getKey() : most;
        }
        return most;
    }

    /** The codes of all signals that any candidate shows, ascending. */
    SortedSet<String> codes() {
        SortedSet<String> codes = new TreeSet<>();
        candidates.forEach(candidate -> codes.addAll(candidate.signals().keySet()));
        return codes;
    }

    /** The worlds in order of name. */
    List<World> worlds() {
        return candidates.stream().map(Candidate::world).distinct().toList();
    }

    /** The candidates of all worlds but one. */
    CandidateTable without(World world) {
        return where(candidate -> !candidate.world().equals(world));
    }

    /** The candidates of one world. */
    CandidateTable of(World world) {
        return where(candidate -> candidate.world().equals(world));
    }

    /** The candidates that are not of a variant. */
    CandidateTable withoutVariant(String variant) {
        return where(candidate -> !candidate.variant().equals(variant));
    }

    /** The variants that any candidate is of, ascending. */
    SortedSet<String> variants() {
        SortedSet<String> variants = new TreeSet<>();
        candidates.forEach(candidate -> variants.add(candidate.variant()));
        variants.remove("");
        return variants;
    }

    private CandidateTable where(Predicate<Candidate> which) {
        return new CandidateTable(candidates.stream().filter(which).toList());
    }

    /** How many candidates are real rings. */
    long real() {
        return candidates.stream().filter(Candidate::isReal).count();
    }

    /** Lower-case hexadecimal SHA-256 over everything in the table. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Candidate candidate : candidates) {
                digest.update((candidate + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
