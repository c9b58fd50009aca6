// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.ringwatch.component.Chains;
import org.ringwatch.component.Vertex;
import org.ringwatch.component.VertexRow;
import org.ringwatch.event.EventRules;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RowBuffer;
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
        assertThat(words(given.side(SumPairs.CHAINS))).isEmpty();
    }

    @Test
    void chainsSpanTheTies() throws Exception {
        Stage.Given<RowBlock> given = sum(List.of(
                new RowBlock(0, pair(1, 2, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(2, 3, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(1, 3, ResourceType.DEVICE, 900_000)),
                new RowBlock(0, pair(8, 9, ResourceType.DEVICE, 900_000))));
        assertThat(labels(merge(given.side(SumPairs.CHAINS))))
                .containsExactlyInAnyOrder("0: 1 in 1", "0: 2 in 1", "0: 3 in 1", "0: 8 in 8", "0: 9 in 8");
    }

    @Test
    void chainsOfSeveralSharesGrowTogetherAndEachLearnsOfItsOwn() throws Exception {
        Stage.Given<RowBlock> merged = merge(List.of(chain(0, 1, 2), chain(1, 3, 4), chain(2, 2, 3), chain(3, 8, 9)));
        assertThat(merged.fact(Facts.COMPONENTS)).isEqualTo(2);
        assertThat(merged.fact(Facts.LARGEST_COMPONENT)).isEqualTo(4);
        assertThat(labels(merged))
                .containsExactlyInAnyOrder(
                        "0: 1 in 1",
                        "0: 2 in 1",
                        "1: 3 in 1",
                        "1: 4 in 1",
                        "2: 2 in 1",
                        "2: 3 in 1",
                        "3: 8 in 8",
                        "3: 9 in 8");
    }

    @Test
    void tiesAndLabelsMayComeInEitherOrder() throws Exception {
        List<RowBlock> ties = List.of(new RowBlock(0, edge(2, 3)), new RowBlock(0, edge(8, 9)));
        List<RowBlock> labels =
                merge(List.of(chain(0, 1, 2), chain(0, 2, 3), chain(0, 8, 9))).values();
        List<String> expected = List.of(labelled(1, edge(2, 3)), labelled(8, edge(8, 9)));
        for (boolean labelsBefore : new boolean[] {true, false}) {
            assertThat(labelledRows(Stage.run(labelling(), ties, labels, labelsBefore)))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aTieOfAnUnknownAccountIsOurFault() throws Exception {
        List<RowBlock> labels = merge(List.of(chain(0, 8, 9))).values();
        assertThatThrownBy(() -> Stage.run(labelling(), List.of(new RowBlock(0, edge(2, 3))), labels, false))
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
                new OneInputStreamOperatorTestHarness<>(
                        new SumPairs(LinkParameters.defaults(), SHARES, true, Inquiry.nobody())),
                pairs);
    }

    private static Stage.Given<RowBlock> merge(List<RowBlock> chains) throws Exception {
        return Stage.run(new OneInputStreamOperatorTestHarness<>(new MergeComponents(SHARES)), chains);
    }

    private static TwoInputStreamOperatorTestHarness<RowBlock, RowBlock, RowBlock> labelling() throws Exception {
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

    /** A share has two accounts on a chain. */
    private static RowBlock chain(int share, long first, long second) {
        HashedDisjointSets tied = new HashedDisjointSets();
        tied.union(first, 100 + first, second, 100 + second);
        RowBuffer rows = new RowBuffer(16);
        Chains.tell(tied, share, vertex -> rows, false);
        return new RowBlock(0, rows.toBlock());
    }

    private static Vertex account(long number) {
        return new Vertex(number, 100 + number);
    }

    /** Which share learns which account to be in the component of which other. */
    private static List<String> labels(Stage.Given<RowBlock> merged) {
        List<String> labels = new ArrayList<>();
        for (RowBlock block : merged.values()) {
            long[] rows = block.rows();
            for (int at = 0; at < rows.length; at += VertexRow.length(rows, at)) {
                Vertex account = VertexRow.vertex(rows, at);
                Vertex component = VertexRow.other(rows, at);
                assertThat(component).isEqualTo(account(component.order()));
                labels.add(block.share() + ": " + account.order() + " in " + component.order());
            }
        }
        return labels;
    }
}
