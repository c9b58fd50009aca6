// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.IpAddress;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.RejectedRaw;

/**
 * Pseudonymised runs by the launcher, as a user does them, of a world whose ids can be recognised wherever they stand; see
 * pom.xml. Every file that a run leaves behind, or makes while it runs, is kept by a second name and looked through.
 */
class PseudonymsPackagedCheck {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Begins every id of the world but addresses. */
    private static final String MARK = "Zz9CLEARzZ";

    /** Begins every IPv6 address of the world. */
    private static final String V6 = "2a0c:";

    private static final Pattern V4 = Pattern.compile("(?<![0-9.])([0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9.])");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    private final Set<String> addresses = new HashSet<>();
    private Path events = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void makeWorld() throws Exception {
        List<String> lines = Files.readAllLines(ROOT.resolve("test-data/sample/events/part-0000.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        List<String> marked = new ArrayList<>(List.of(lines.get(0)));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            for (String column : List.of(
                    "event_id", "account_id", "device_id", "merchant_id", "beneficiary_id", "order_id", "family_id")) {
                change(fields, header.indexOf(column), id -> MARK + id);
            }
            change(fields, header.indexOf("wallet"), id -> id.replace(":", ":" + MARK));
            change(fields, header.indexOf("ip"), this::address);
            marked.add(String.join(",", fields));
        }
        String time = "2024-11-05T12:00:00Z";
        marked.add(MARK + "r1," + time + ",SIGN_IN," + MARK + "a\u0001,,,,,,,,,,,,,,,,");
        marked.add(MARK + "r2,2024," + MARK + "type," + MARK + "a,,,,,,,,,,,,,,,,");
        marked.add(MARK + "r3," + time + ",SIGN_IN," + MARK + "a,," + MARK + "ip,,,,,,,,,,,,,,");
        marked.add(MARK + "r4," + time + ",SIGN_IN," + MARK + "a,,,," + MARK + "wallet,,,,,,,,,,,,");
        marked.add(MARK + "r5," + time + ",SIGN_IN," + MARK + "a,too few");
        marked.add(MARK + "r6," + time + ",SIGN_IN,\"" + MARK + "a,,,,,,,,,,,,,,,,,");
        marked.add(MARK + "u1," + time + "," + MARK + "type," + MARK + "a,,,,,,,,,,,,,,,,");
        events = Files.createDirectory(folder.resolve("events")).resolve("events.csv");
        Files.write(events, marked);
        assertThat(Invocation.of("keygen", "--output", folder.resolve("keys").toString())
                        .exitCode())
                .isZero();
        key = folder.resolve("keys/pseudonym.key");
    }

    /** Half of the IPv4 addresses become IPv6, with networks in common. */
    private String address(String given) {
        String[] octets = given.split("\\.");
        String address = given;
        if (octets.length == 1) {
            address = given.replaceFirst("^[0-9a-f]+:", V6);
        } else if (Integer.parseInt(octets[3]) % 2 == 1) {
            address = V6 + octets[0] + ":" + octets[1] + ":" + octets[2] + ":a:b:c:" + octets[3];
        }
        addresses.add(address);
        return address;
    }

    private static void change(String[] fields, int column, UnaryOperator<String> change) {
        fields[column] = fields[column].isEmpty() ? "" : change.apply(fields[column]);
    }

    @Test
    void aPseudonymisedRunFindsTheSameRingsAndLeavesNoClearIdBehind() throws Exception {
        Path clear = folder.resolve("clear");
        Map<String, Set<String>> clearFiles = detect(clear, decidedLists());
        Path pseudonymous = folder.resolve("pseudonymous");
        List<String> options = new ArrayList<>(decidedLists());
        options.addAll(List.of("--pseudonymise", key.toString()));
        Map<String, Set<String>> files = detect(pseudonymous, options);

        assertOnlyClearFilesHoldIds(
                clearFiles, files, "rings.jsonl", "rejected/part-00000.jsonl", "report/index.html", "shuffle");

        Pseudonymiser names = names();
        assertThat(found(pseudonymous, (type, id) -> id)).isEqualTo(found(clear, (type, id) -> name(names, type, id)));
        assertThat(rings(pseudonymous)).hasSizeGreaterThan(5);
        JsonNode run =
                new ObjectMapper().readTree(pseudonymous.resolve("run.json").toFile());
        assertThat(run.get("privacy").get("ids").asText()).isEqualTo("pseudonyms");
        assertThat(run.get("counts").get("rejected").asLong()).isEqualTo(6);
        assertThat(run.get("counts").get("trusted_links").asLong()).isPositive();
        assertThat(run.get("unknown_event_types").toString()).isEqualTo("{\"(others)\":1}");
        assertThat(run.toString()).doesNotContain(Files.readAllLines(key).get(2).substring("secret ".length()));
    }

    @Test
    void aPseudonymisedWatchLeavesNoClearIdBehind() throws Exception {
        Map<String, Set<String>> clearFiles = watch(folder.resolve("clear"), lists());
        List<String> options = new ArrayList<>(lists());
        options.addAll(List.of("--pseudonymise", key.toString()));
        Map<String, Set<String>> files = watch(folder.resolve("pseudonymous"), options);

        assertOnlyClearFilesHoldIds(
                clearFiles, files, "changes/", "current/rings.jsonl", "rejected/part-", "state/", ".sst");
    }

    /** The places that are looked through do hold clear ids if nobody replaces them, what goes between stages too. */
    private static void assertOnlyClearFilesHoldIds(
            Map<String, Set<String>> clearFiles, Map<String, Set<String>> files, String... places) {
        for (String place : places) {
            assertThat(clearFiles.entrySet())
                    .as(place)
                    .anyMatch(file ->
                            file.getKey().contains(place) && !file.getValue().isEmpty());
            assertThat(files.keySet()).as(place).anyMatch(name -> name.contains(place));
        }
        assertThat(files).allSatisfy((name, found) -> assertThat(found).as(name).isEmpty());
    }

    @Test
    void anAccountIsExplainedByItsClearId() throws Exception {
        execute("why", List.of("--input", events.toString(), "--account", account(), "--pseudonymise", key.toString()));
        assertThat(Files.readString(folder.resolve("out.txt")))
                .startsWith(names().id(EventColumn.ACCOUNT_ID, account()) + " is in ring ")
                .doesNotContain(MARK);
    }

    private Pseudonymiser names() throws IOException {
        return Pseudonymiser.of(new Privacy(PseudonymKeyFile.of(key), RejectedRaw.NONE, Erasures.NONE))
                .orElseThrow();
    }

    /** One of a ring. */
    private static String account() throws IOException {
        return MARK
                + Files.readAllLines(ROOT.resolve("test-data/sample/truth.csv")).stream()
                        .filter(row -> row.contains(",ring-000001,"))
                        .findFirst()
                        .orElseThrow()
                        .split(",")[0];
    }

    /** All lists of people that detect takes, about what rings use, each with a row that is refused. */
    private List<String> decidedLists() throws IOException {
        List<String> all = new ArrayList<>(lists());
        String decided = ",,%s,confirmed_risk,seen,li,2090-01-01".formatted(account());
        all.add("--dispositions");
        all.add(write(
                "dispositions.csv",
                List.of(
                        "case_id,ring_version,account_id,decision,reason,analyst,utc",
                        "R-A" + decided,
                        "R-A," + MARK + decided)));
        return all;
    }

    /** Those that a watch takes, too. */
    private List<String> lists() throws IOException {
        List<String> trusted = new ArrayList<>(List.of("entity_type,entity_id,reason", MARK + "thing,x,"));
        List<String> aliases =
                new ArrayList<>(List.of("entity_type,entity_id,canonical_id,valid_from,valid_to", MARK + ",x,y,,"));
        for (String row : Files.readAllLines(ROOT.resolve("test-data/sample/resources.csv"))) {
            String[] fields = row.split(",");
            switch (fields[1]) {
                case "ip" -> trusted.add("ip," + address(fields[2]) + ",");
                case "merchant" -> trusted.add("merchant," + MARK + fields[2] + ",");
                case "device" -> aliases.add("device," + MARK + fields[2] + "," + MARK + fields[2] + "new,,");
                default -> {}
            }
        }
        trusted.add("ip,2a0c:52:126::/48,");
        trusted.add("ip,2a0c:49:76::/56,");
        return List.of(
                "--trusted",
                write("trusted.csv", trusted),
                "--aliases",
                write("aliases.csv", aliases),
                "--confirmed",
                write("confirmed.csv", List.of("account_id,reason", account() + ",", MARK + "bad\u0001,")),
                "--networks",
                write("networks.csv", List.of("cidr,kind,source", "2a0c::/20,mobile,", MARK + ",mobile,")));
    }

    private String write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    /** The clear ids in each file of a run, by the file's name. */
    private Map<String, Set<String>> detect(Path output, List<String> options) throws Exception {
        Path kept = Files.createDirectory(folder.resolve("kept-" + output.getFileName()));
        try (Keeper keeper = new Keeper(List.of(temporary()), kept)) {
            execute("detect", inputAndOutput(output, options));
        }
        return clearIds(output, kept);
    }

    /** The same of a watch, which is stopped once it knows all events. */
    private Map<String, Set<String>> watch(Path output, List<String> options) throws Exception {
        List<String> arguments = new ArrayList<>(inputAndOutput(output, options));
        arguments.addAll(List.of("--checkpoint-every", "1s", "--snapshot-every", "1s"));
        Path kept = Files.createDirectory(folder.resolve("kept-" + output.getFileName()));
        Files.createDirectory(output);
        try (Keeper keeper = new Keeper(List.of(temporary(), output), kept)) {
            Process watching = start("watch", arguments);
            try {
                Path rings = output.resolve("current/rings.jsonl");
                await("rings", watching, () -> Files.exists(rings) && Files.size(rings) > 0);
                Path changes = output.resolve("changes");
                await("changes", watching, () -> !isEmpty(changes));
            } finally {
                watching.destroy();
                watching.waitFor();
            }
        }
        return clearIds(output, kept);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Process process, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.holds()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(what + " in time: " + Files.readString(folder.resolve("err.txt")))
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private static boolean isEmpty(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.findAny().isEmpty();
        }
    }

    private List<String> inputAndOutput(Path output, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("--input", events.getParent().toString(), "--output", output.toString(), "--parallelism", "2"));
        arguments.addAll(options);
        return arguments;
    }

    /** The clear ids in each file that is left, by the file's name. */
    private Map<String, Set<String>> clearIds(Path output, Path kept) throws IOException {
        Map<String, Set<String>> found = new HashMap<>();
        for (Path place : List.of(output, kept, temporary(), folder.resolve("out.txt"), folder.resolve("err.txt"))) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    found.put(folder.relativize(file).toString(), clearIds(Files.readAllBytes(file)));
                }
            }
        }
        return found;
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private void execute(String command, List<String> arguments) throws IOException, InterruptedException {
        assertThat(start(command, arguments).waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
    }

    private Process start(String command, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(ROOT.resolve("ringwatch").toString(), command));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(ROOT.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("RINGWATCH_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary());
        return builder.start();
    }

    private Set<String> clearIds(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        Set<String> found = new TreeSet<>();
        Stream.of(MARK, V6).filter(text::contains).forEach(found::add);
        Matcher v4 = V4.matcher(text);
        while (v4.find()) {
            if (addresses.contains(v4.group())) {
                found.add(v4.group());
            }
        }
        return found;
    }

    /** Gives every file that appears in some folders a second name, by which its bytes remain. */
    private static final class Keeper implements AutoCloseable {
        private final List<Path> folders;
        private final Path kept;
        private final Set<Path> seen = new HashSet<>();
        private final AtomicBoolean done = new AtomicBoolean();
        private final Thread thread = new Thread(this::keep);

        Keeper(List<Path> folders, Path kept) {
            this.folders = folders;
            this.kept = kept;
            thread.start();
        }

        private void keep() {
            while (!done.get()) {
                folders.forEach(this::keepAll);
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void keepAll(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> Files.isRegularFile(file) && seen.add(file))
                        .forEach(this::keep);
            } catch (IOException | UncheckedIOException e) {
                // A folder went away meanwhile: the next look finds what is there then.
            }
        }

        private void keep(Path file) {
            try {
                Files.createLink(kept.resolve(seen.size() + "-" + file.getFileName()), file);
            } catch (IOException e) {
                // Gone already.
            }
        }

        @Override
        public void close() throws InterruptedException {
            done.set(true);
            thread.join();
        }
    }

    /** What was found, ring by ring, but for the names of rings and the order of equals. */
    private static Set<String> found(Path output, BinaryOperator<String> names) throws IOException {
        Set<String> found = new TreeSet<>();
        for (JsonNode ring : rings(output)) {
            Set<String> members = new TreeSet<>();
            for (String type : List.of("accounts", "devices", "ips", "wallets", "merchants", "beneficiaries")) {
                for (JsonNode member : ring.get(type)) {
                    members.add(type + " " + names.apply(type, member.get("id").asText()) + member.get("role")
                            + member.get("score") + member.get("first_seen") + member.get("events"));
                }
            }
            StringBuilder evidence = new StringBuilder();
            ring.get("evidence")
                    .forEach(item -> evidence.append(item.get("code")).append(item.get("weight")));
            found.add(ring.get("score") + " " + ring.get("log_odds") + ring.get("scheme") + ring.get("losses")
                    + evidence + members);
        }
        return found;
    }

    private static String name(Pseudonymiser names, String type, String id) {
        return switch (type) {
            case "accounts" -> names.id(EventColumn.ACCOUNT_ID, id);
            case "devices" -> names.id(EventColumn.DEVICE_ID, id);
            case "wallets" -> names.id(EventColumn.WALLET, id);
            case "merchants" -> names.id(EventColumn.MERCHANT_ID, id);
            case "beneficiaries" -> names.id(EventColumn.BENEFICIARY_ID, id);
            default -> {
                String[] parts = id.split("/");
                IpAddress address = new IpAddress();
                assertThat(address.parse(parts[0].getBytes(UTF_8), 0, parts[0].length()))
                        .as(id)
                        .isTrue();
                yield names.network(address, parts.length == 1 ? 64 : Integer.parseInt(parts[1]));
            }
        };
    }

    private static List<JsonNode> rings(Path output) throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            rings.add(new ObjectMapper().readTree(line));
        }
        return rings;
    }
}
