// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InputSplitsProperties {

    private static final long MIB = 1L << 20;

    @Provide
    Arbitrary<List<Long>> lengths() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 4 * MIB),
                        Arbitraries.longs().between(0, 1L << 36))
                .list()
                .ofMaxSize(8);
    }

    @Property
    void piecesCoverTheFilesAndAreAsLongAsTheyShould(
            @ForAll("lengths") List<Long> lengths, @ForAll @IntRange(min = 1, max = 64) int parallelism) {
        List<InputFile> files = files(lengths, Compression.NONE);
        List<InputSplit> splits = InputSplits.of(files, parallelism);

        List<Long> covered = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            long end = 0;
            for (InputSplit split : splits) {
                if (split.file() == i) {
                    assertThat(split.start()).isEqualTo(end);
                    end = split.end();
                    assertThat(end - split.start()).isBetween(Math.min(MIB, lengths.get(i)), 64 * MIB);
                    assertThat(end - split.start()).isPositive();
                }
            }
            covered.add(end);
        }
        assertThat(covered).isEqualTo(lengths);
        long total = lengths.stream().mapToLong(Long::longValue).sum();
        if (lengths.size() == 1 && total >= 4 * MIB * parallelism) {
            assertThat(splits).hasSizeGreaterThanOrEqualTo(4 * parallelism);
        }
    }

    @Property
    void bundlesAreTheSplitsInTheirOrderAndNoLongerThanAPieceUnlessOfOne(
            @ForAll("lengths") List<Long> lengths, @ForAll @IntRange(min = 1, max = 8) int parallelism) {
        List<InputSplit> splits = InputSplits.of(files(lengths, Compression.NONE), parallelism);
        List<List<InputSplit>> bundles = InputSplits.bundled(splits, parallelism);

        assertThat(bundles.stream().flatMap(List::stream)).containsExactlyElementsOf(splits);
        assertThat(bundles).allSatisfy(bundle -> {
            assertThat(bundle).isNotEmpty();
            long length = bundle.stream().mapToLong(InputSplit::length).sum();
            assertThat(bundle.size() == 1 || length <= 64 * MIB).isTrue();
        });
    }

    @Test
    void tenThousandSmallFilesAreHandedOutInFourBundlesForEachSubtask() {
        List<InputSplit> splits = InputSplits.of(files(Collections.nCopies(10_000, 20_000L), Compression.NONE), 2);

        assertThat(splits).hasSize(10_000);
        assertThat(InputSplits.bundled(splits, 2)).hasSizeBetween(8, 9);
    }

    @Property(tries = 50)
    void compressedFilesAreNotCut(@ForAll("lengths") List<Long> lengths) {
        List<InputSplit> splits = InputSplits.of(files(lengths, Compression.GZIP), 4);

        assertThat(splits)
                .hasSize((int) lengths.stream().filter(length -> length > 0).count());
        assertThat(splits).allSatisfy(split -> assertThat(split)
                .isEqualTo(new InputSplit(split.file(), 0, lengths.get(split.file()))));
    }

    private static List<InputFile> files(List<Long> lengths, Compression compression) {
        return lengths.stream()
                .map(length -> new InputFile("file:/x", length, 0, InputFormat.CSV, compression))
                .toList();
    }
}
