// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YardstickTest {
    private static final String HEADER =
            "event_id,event_time,event_type,account_id,device_id,ip,merchant_id,wallet,beneficiary_id,amount_minor\n";
    private static final int ONE_SPLIT = 1 << 20;

    @TempDir
    private Path folder;

    private Path events;
    private Path output;

    @BeforeEach
    void makeFolder() throws IOException {
        events = Files.createDirectory(folder.resolve("events"));
        output = folder.resolve("components.csv");
    }

    @Test
    void namesComponentsAfterTheirFirstAccount() throws Exception {
        write(
                "a.csv",
                HEADER
                        + """
                1,t,SIGN_IN,ann,phone,,,,,
                2,t,SIGN_IN,bob,,1.2.3.4,,,,
                3,t,SIGN_IN,cid,phone,,,,,
                4,t,PURCHASE,dan,,,shop,alipay:1,,100
                5,t,PURCHASE,eve,,,shop,alipay:2,,100
                """);

        Map<String, Long> counts = new Yardstick(2, ONE_SPLIT).run(events, output);

        assertThat(lines()).containsExactlyInAnyOrder("ann,ann", "cid,ann", "dan,dan", "eve,dan");
        assertThat(counts)
                .containsEntry("events", 5L)
                .containsEntry("accounts", 5L)
                .containsEntry("links", 7L)
                .containsEntry("components", 2L)
                .containsEntry("largest_component", 2L);
    }

    @Test
    void theSameTextAsDeviceAndAsWalletTiesNobody() throws Exception {
        write("a.csv", HEADER + "1,t,SIGN_IN,ann,x,,,,,\n2,t,PURCHASE,bob,,,,x,,\n");

        new Yardstick(2, ONE_SPLIT).run(events, output);

        assertThat(lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, 1, 0", "101, 0, 1"})
    void dropsResourcesOfMoreThanAHundredAccounts(int accounts, long components, long hubs) throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < accounts; i++) {
            text.append("e,t,SIGN_IN,account").append(i).append(",kiosk,,,,,\n");
        }
        write("a.csv", text.toString());

        Map<String, Long> counts = new Yardstick(2, ONE_SPLIT).run(events, output);

        assertThat(counts).containsEntry("components", components).containsEntry("hubs", hubs);
    }

    @Test
    void countsTheFirstLineOfAnEvent() throws Exception {
        write(
                "a.csv",
                HEADER + "1,t,SIGN_IN,ann,phone,,,,,\n1,t,SIGN_IN,ann,tablet,,,,,\n2,t,SIGN_IN,bob,tablet,,,,,\n");

        Map<String, Long> counts = new Yardstick(2, ONE_SPLIT).run(events, output);

        assertThat(lines()).isEmpty();
        assertThat(counts).containsEntry("events", 2L).containsEntry("duplicates", 1L);
    }

    @Test
    void passesOverLinesWithoutAccountOrEventId() throws Exception {
        write("a.csv", HEADER + "1,t,SIGN_IN,,phone,,,,,\n,t,SIGN_IN,ann,phone,,,,,\n2\n\n3,t,SIGN_IN,bob,phone\n");

        Map<String, Long> counts = new Yardstick(1, ONE_SPLIT).run(events, output);

        assertThat(counts).containsEntry("rejected", 4L).containsEntry("events", 1L);
    }

    @Test
    void stopsAtAQuotedField() throws Exception {
        write("a.csv", HEADER + "1,t,SIGN_IN,\"ann\",phone,,,,,\n");

        assertThatThrownBy(() -> new Yardstick(1, ONE_SPLIT).run(events, output))
                .hasRootCauseMessage(events.resolve("a.csv") + ": the yardstick reads no quoted fields but met one");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1, 300", "2, 1000", "3, 300", "3, 1"})
    void findsWhatANaiveProgramFinds(int threads, int splitBytes) throws Exception {
        Random random = new Random(7);
        write("a.csv", HEADER + randomLines(random, 3000, "\n"));
        String otherOrder = "account_id,ip,family_id,event_id,wallet,merchant_id,device_id\r\n";
        write("b.csv", otherOrder + "u1,10.0.0.1,,e1,card:1,,d1\r\nu2,10.0.0.1,,e1,,,d-long-identifier-1");
        write("c.csv", HEADER + randomLines(random, 2000, "\r\n"));
        Naive naive = new Naive(events);

        Map<String, Long> counts = new Yardstick(threads, splitBytes).run(events, output);

        assertThat(lines()).containsExactlyInAnyOrderElementsOf(naive.lines);
        assertThat(counts)
                .containsEntry("rejected", 0L)
                .containsEntry("events", naive.events)
                .containsEntry("duplicates", 5002 - naive.events)
                .containsEntry("links", naive.links)
                .containsEntry("hubs", naive.hubs)
                .containsEntry("links_kept", naive.linksKept);
        assertThat(naive.hubs).isPositive();
        assertThat(naive.events).isLessThan(5000);
        assertThat(naive.lines.stream()
                        .map(line -> line.split(",")[1])
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    private static String randomLines(Random random, int count, String end) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String[] fields = {
                "e" + random.nextInt(30),
                "2026-01-01T00:00:00Z",
                "SIGN_IN",
                "account-" + random.nextInt(900),
                maybe(random, "device-with-a-long-name-", 3000),
                maybe(random, "10.0.0.", 4000),
                maybe(random, "m", 5),
                maybe(random, "alipay:", 5000),
                maybe(random, "b", 10),
                ""
            };
            text.append(String.join(",", fields)).append(end);
        }
        return text.toString();
    }

    private static String maybe(Random random, String prefix, int choices) {
        return random.nextInt(4) == 0 ? prefix + random.nextInt(choices) : "";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(events.resolve(name), text);
    }

    private List<String> lines() throws IOException {
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).isEqualTo("account,component");
        return lines.subList(1, lines.size());
    }

    /** The same with collections of strings, and components by flooding. */
    private static final class Naive {
        final List<String> lines = new ArrayList<>();
        final long events;
        final long links;
        final long hubs;
        final long linksKept;

        Naive(Path folder) throws IOException {
            Set<List<String>> seen = new HashSet<>();
            Map<String, Set<String>> resourcesOf = new LinkedHashMap<>();
            Map<String, Set<String>> accountsOf = new HashMap<>();
            for (String file : List.of("a.csv", "b.csv", "c.csv")) {
                List<String> text = Files.readAllLines(folder.resolve(file));
                List<String> names = Arrays.asList(text.get(0).split(",", -1));
                for (String line : text.subList(1, text.size())) {
                    List<String> fields = Arrays.asList(line.split(",", -1));
                    String account = fields.get(names.indexOf("account_id"));
                    if (!seen.add(List.of(account, fields.get(names.indexOf("event_id"))))) {
                        continue;
                    }
                    Set<String> resources = resourcesOf.computeIfAbsent(account, none -> new LinkedHashSet<>());
                    for (String kind : List.of("device_id", "ip", "wallet", "merchant_id")) {
                        String resource = fields.get(names.indexOf(kind));
                        if (!resource.isEmpty()) {
                            resources.add(kind + resource);
                            accountsOf
                                    .computeIfAbsent(kind + resource, none -> new LinkedHashSet<>())
                                    .add(account);
                        }
                    }
                }
            }
            events = seen.size();
            links = accountsOf.values().stream().mapToLong(Set::size).sum();
            hubs = accountsOf.values().stream()
                    .filter(accounts -> accounts.size() > 100)
                    .count();
            accountsOf.values().removeIf(accounts -> accounts.size() > 100);
            linksKept = accountsOf.values().stream().mapToLong(Set::size).sum();
            Set<String> reached = new HashSet<>();
            for (String first : resourcesOf.keySet()) {
                flood(first, reached, resourcesOf, accountsOf);
            }
        }

        private void flood(
                String first,
                Set<String> reached,
                Map<String, Set<String>> resourcesOf,
                Map<String, Set<String>> accountsOf) {
            if (!reached.add(first)) {
                return;
            }
            List<String> component = new ArrayList<>(List.of(first));
            for (int next = 0; next < component.size(); next++) {
                for (String resource : resourcesOf.get(component.get(next))) {
                    for (String account : accountsOf.getOrDefault(resource, Set.of())) {
                        if (reached.add(account)) {
                            component.add(account);
                        }
                    }
                }
            }
            if (component.size() > 1) {
                component.forEach(account -> lines.add(account + "," + first));
            }
        }
    }
}
