// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.Shares;
import org.ringwatch.ring.Priors;
import org.ringwatch.ring.ScoringParameters;

/** The stages from pairs to labelled ties. Accounts are small numbers here: order hash n, secret hash 100 + n. */
class TieStagesTest {

    private static final int SHARES = 4;

    @Test
    void evidenceOfSeveralBlocksAddsUpToATie() throws Exception {
        RowBlock device = new RowBlock(0, pair(1, 2, ResourceType.DEVICE, 300_000));
        RowBlock wallet = new RowBlock(0, pair(1, 2, ResourceType.WALLET, 250_000));
        Stage.Given<RowBlock> given = sum(List.of(device, wallet));
        assertThat(given.fact(Facts.TIES)).isEqualTo(1);
        assertThat(given.fact(Facts.PAIR_ITEMS)).isEqualTo(2);
        long[] tie = words(given.values());
        assertThat(EdgeRow.weightMicros(tie, 0)).isEqualTo(550_000);
        assertThat(tie).hasSize(EdgeRow.HEADER + 2 * EdgeRow.ITEM);
        assertThat(words(sum(List.of(wallet, device)).values())).isEqualTo(tie);
    }

    @Test
    void evidenceBelowTheThresholdIsNoTie() throws Exception {
        Stage.Given<RowBlock> given = sum(List.of(new RowBlock(0, pair(1, 2, ResourceType.DEVICE, 499_999))));
        assertThat(given.fact(Facts.TIES)).isZero();
        assertThat(words(given.values())).isEmpty();
        assertThat(given.side(SumPairs.FOREST).stream().flatMapToLong(Arrays::stream))
                .isEmpty();
    }

    @Test
    void theForestSpansTheTies() throws Exception {
        Stage.Given<RowBlock> given = sum(List.of(
                new RowBlock(0, pair(1, 2, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(2, 3, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(1, 3, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(8, 9, ResourceType.DEVICE, 900_000))));
        Stage.Given<long[]> merged = merge(given.side(SumPairs.FOREST));
        assertThat(merged.fact(Facts.COMPONENTS)).isEqualTo(2);
    }

    @Test
    void forestsOfSeveralSharesGrowTogether() throws Exception {
        Stage.Given<long[]> merged = merge(List.of(tree(2, 1), tree(4, 3), tree(3, 2), tree(9, 8)));
        assertThat(merged.fact(Facts.COMPONENTS)).isEqualTo(2);
        long[] labels = merged.values().stream().flatMapToLong(Arrays::stream).toArray();
        for (int at = 0; at < labels.length; at += MergeComponents.WORDS) {
            assertThat(labels[at + 2]).isEqualTo(labels[at] <= 4 ? 1 : 8);
            assertThat(labels[at + 3]).isEqualTo(100 + labels[at + 2]);
        }
        assertThat(labels).hasSize(6 * MergeComponents.WORDS);
    }

    @Test
    void tiesAndLabelsMayComeInEitherOrder() throws Exception {
        List<RowBlock> ties = List.of(new RowBlock(0, edge(2, 3)), new RowBlock(0, edge(8, 9)));
        List<long[]> labels = List.of(tree(2, 1), tree(3, 1), tree(9, 8));
        List<String> expected = List.of(labelled(1, edge(2, 3)), labelled(8, edge(8, 9)));
        for (boolean labelsBefore : new boolean[] {true, false}) {
            assertThat(labelledRows(Stage.run(labelling(), ties, labels, labelsBefore)))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aTieOfAnUnknownAccountIsOurFault() {
        assertThatThrownBy(
                        () -> Stage.run(labelling(), List.of(new RowBlock(0, edge(2, 3))), List.of(tree(9, 8)), false))
                .hasStackTraceContaining("a tied account has no component");
    }

    @Test
    void baselinesOfSharesAddUp() throws Exception {
        long[] one = new Baseline(3, 5, Baseline.empty().behaviours(), 1, 10, 20).toWords();
        long[] other = new Baseline(4, 6, Baseline.empty().behaviours(), 2, 5, 15).toWords();
        assertThat(baseline(Optional.empty(), List.of(one, other)))
                .isEqualTo(new Baseline(7, 11, Baseline.empty().behaviours(), 3, 5, 20));
    }

    @Test
    void aGivenBaselineTakesThePlaceOfTheCounted() throws Exception {
        Baseline given = new Baseline(1_000, 9_000, Baseline.empty().behaviours(), 7, 1, 2);
        long[] counted = new Baseline(3, 5, Baseline.empty().behaviours(), 1, 10, 20).toWords();
        assertThat(baseline(Optional.of(given), List.of(counted))).isEqualTo(given);
    }

    @Test
    void communitiesWithoutABaselineAreOurFault() {
        ScoreRings operator = new ScoreRings(
                List.of(),
                ColumnMapping.identity(),
                EventRules.defaults(),
                ScoringParameters.defaults(),
                500_000,
                Priors.NONE,
                Inquiry.nobody());
        assertThatThrownBy(
                        () -> Stage.run(new TwoInputStreamOperatorTestHarness<>(operator), List.of(), List.of(), false))
                .hasStackTraceContaining("the communities came without a baseline");
    }

    private static Baseline baseline(Optional<Baseline> given, List<long[]> parts) throws Exception {
        MergeBaselines operator =
                new MergeBaselines(given.map(Baseline::toWords).orElse(null));
        List<long[]> merged = Stage.run(new OneInputStreamOperatorTestHarness<>(operator), parts)
                .values();
        assertThat(merged).hasSize(1);
        return Baseline.ofWords(merged.get(0));
    }

    private static Stage.Given<RowBlock> sum(List<RowBlock> pairs) throws Exception {
        return Stage.run(
                new OneInputStreamOperatorTestHarness<>(new SumPairs(LinkParameters.defaults(), Inquiry.nobody())),
                pairs);
    }

    private static Stage.Given<long[]> merge(List<long[]> forests) throws Exception {
        return Stage.run(new OneInputStreamOperatorTestHarness<>(new MergeComponents()), forests);
    }

    private static TwoInputStreamOperatorTestHarness<RowBlock, long[], RowBlock> labelling() throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(new LabelTies(SHARES));
    }

    private static List<String> labelledRows(Stage.Given<RowBlock> given) {
        return Stage.rows(given.values(), (words, at) -> 2 + EdgeRow.length(words, at + 2));
    }

    private static String labelled(long root, long[] edge) {
        long[] row = LongStream.concat(LongStream.of(root, 100 + root), Arrays.stream(edge))
                .toArray();
        return Shares.of(root, SHARES) + " " + Arrays.toString(row);
    }

    private static long[] words(List<RowBlock> blocks) {
        return blocks.stream()
                .flatMapToLong(block -> Arrays.stream(block.rows()))
                .toArray();
    }

    /** A pair row as its class comment lays it out: two accounts have the resource. */
    private static long[] pair(long first, long second, ResourceType type, long weightMicros) {
        long meta = PairRow.LENGTH | (long) type.ordinal() << 8 | (long) PairRow.NO_GAP << 16 | 2L << 32;
        return new long[] {meta, first, 100 + first, second, 100 + second, 50, 150, weightMicros, 0};
    }

    private static long[] edge(long first, long second) {
        return new long[] {EdgeRow.HEADER, first, 100 + first, second, 100 + second, 900_000, 0};
    }

    private static long[] tree(long account, long root) {
        return new long[] {account, 100 + account, root, 100 + root};
    }
}
