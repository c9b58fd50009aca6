// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.World;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.TrustedPlaces;

/** Ids are names and nothing else: other names change no link, no evidence on a pair, no tie and no component. */
class RenamingTest {

    private static final Set<String> IDS = Set.of(
            "event_id",
            "account_id",
            "device_id",
            "merchant_id",
            "wallet",
            "beneficiary_id",
            "order_id",
            "product_id",
            "family_id");

    @TempDir
    Path folder;

    /** What must not depend on names. */
    private record Shape(
            long accounts,
            long links,
            long components,
            List<String> hubs,
            List<String> evidence,
            List<Long> tieWeights) {}

    @Test
    void namesInTheSameOrderChangeNothing() throws Exception {
        assertSameShape(id -> "prefix-" + id);
    }

    @Test
    void namesInAnotherOrderChangeNothing() throws Exception {
        assertSameShape(id -> new StringBuilder(id).reverse().append("'").toString());
    }

    private void assertSameShape(UnaryOperator<String> rename) throws Exception {
        World world = World.simulate(12_000, 21, folder.resolve("world"));
        List<String> columns = List.of(world.header().split(","));
        World renamed = world.map(world.header(), line -> renamed(columns, line, rename));
        assertThat(renamed.lines()).doesNotContainAnyElementsOf(world.lines());

        Shape expected = shape(world, "before");
        Shape actual = shape(renamed, "after");
        assertThat(actual.accounts()).as("accounts").isEqualTo(expected.accounts());
        assertThat(actual.links()).as("links").isEqualTo(expected.links());
        assertThat(actual.hubs()).as("hubs").isEqualTo(expected.hubs());
        assertThat(difference(actual.evidence(), expected.evidence()))
                .as("evidence gained")
                .isEmpty();
        assertThat(difference(expected.evidence(), actual.evidence()))
                .as("evidence lost")
                .isEmpty();
        assertThat(actual.tieWeights()).as("weights of ties").isEqualTo(expected.tieWeights());
        assertThat(actual.components()).as("components").isEqualTo(expected.components());
        assertThat(expected.tieWeights()).hasSizeGreaterThan(100);
        assertThat(expected.components()).isGreaterThan(10);
        assertThat(expected.hubs()).isNotEmpty();
    }

    /** What is in one list more often than in the other; lists of thousands are no good message. */
    private static List<String> difference(List<String> one, List<String> other) {
        Map<String, Integer> surplus = new TreeMap<>();
        one.forEach(item -> surplus.merge(item, 1, Integer::sum));
        other.forEach(item -> surplus.merge(item, -1, Integer::sum));
        surplus.values().removeIf(count -> count <= 0);
        return List.copyOf(surplus.keySet());
    }

    private static String renamed(List<String> columns, String line, UnaryOperator<String> rename) {
        String[] values = line.split(",", -1);
        for (int c = 0; c < values.length; c++) {
            if (IDS.contains(columns.get(c)) && !values[c].isEmpty()) {
                int kind = columns.get(c).equals("wallet") ? values[c].indexOf(':') + 1 : 0;
                values[c] = values[c].substring(0, kind) + rename.apply(values[c].substring(kind));
            }
        }
        return String.join(",", values);
    }

    private Shape shape(World world, String name) throws Exception {
        Path in = Files.createDirectories(folder.resolve(name));
        PackedEvents events = PackedEvents.of(in.resolve("events.csv"), world.header(), world.lines());
        LinkParameters parameters = LinkParameters.defaults();
        Stage.Given<RowBlock> links = Stage.run(
                new OneInputStreamOperatorTestHarness<>(new LinkAccounts(
                        events.files(),
                        ColumnMapping.identity(),
                        EventRules.defaults(),
                        TrustedPlaces.NONE,
                        1,
                        Inquiry.nobody())),
                events.rows().stream().map(row -> new RowBlock(0, row)).toList());
        Stage.Given<RowBlock> evidence = Stage.run(
                new TwoInputStreamOperatorTestHarness<>(new JudgeResources(parameters, 1, Inquiry.nobody())),
                links.values(),
                links.side(LinkAccounts.BASELINE),
                true);
        Stage.Given<RowBlock> ties = Stage.run(
                new OneInputStreamOperatorTestHarness<>(new SumPairs(parameters, 1, true, Inquiry.nobody())),
                evidence.values());
        Stage.Given<RowBlock> components =
                Stage.run(new OneInputStreamOperatorTestHarness<>(new MergeComponents(1)), ties.side(SumPairs.CHAINS));
        return new Shape(
                links.fact(Facts.ACCOUNTS),
                evidence.fact(Facts.LINKS),
                components.fact(Facts.COMPONENTS),
                evidence.side(JudgeResources.HUBS).stream()
                        .map(hub -> hub.type() + " " + hub.accounts() + " " + hub.events() + " " + hub.reason())
                        .sorted()
                        .toList(),
                evidence(evidence.values()),
                weights(ties.values()));
    }

    /** Kind, gap, degree and weight of each item. */
    private static List<String> evidence(List<RowBlock> blocks) {
        List<String> items = new ArrayList<>();
        for (long[] words : blocks.stream().map(RowBlock::rows).toList()) {
            for (int at = 0; at < words.length; at += PairRow.LENGTH) {
                items.add(Long.toHexString(words[at]) + " " + words[at + 7]);
            }
        }
        items.sort(null);
        return items;
    }

    private static List<Long> weights(List<RowBlock> blocks) {
        List<Long> weights = new ArrayList<>();
        for (long[] words : blocks.stream().map(RowBlock::rows).toList()) {
            for (int at = 0; at < words.length; at += EdgeRow.length(words, at)) {
                weights.add(EdgeRow.weightMicros(words, at));
            }
        }
        weights.sort(null);
        return weights;
    }
}
