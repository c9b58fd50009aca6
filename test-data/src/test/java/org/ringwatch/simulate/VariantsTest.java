// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantsTest {

    private static final long EVENTS = 100_000;

    @TempDir
    Path folder;

    @Test
    void everyPatternHasAVariantOfEachFold() {
        assertThat(AttackPatterns.names()).hasSize(7).allSatisfy(pattern -> {
            assertThat(AttackPatterns.of(pattern, Variants.ALL, Level.HARD)).hasSizeGreaterThanOrEqualTo(3);
            for (Level level : Level.values()) {
                assertThat(AttackPatterns.of(pattern, Variants.TRAINING, level)).isNotEmpty();
                assertThat(AttackPatterns.of(pattern, Variants.HELD_OUT, level)).isNotEmpty();
            }
        });
    }

    @Test
    void noAttackVariantIsOfBothFolds() {
        assertThat(AttackPatterns.ALL).noneMatch(variant -> variant.fold() == Fold.BOTH);
        assertThat(AttackPatterns.ALL.stream().map(AttackVariant::variant)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Variants.class)
    void everyLookAlikeExistsInEveryWorld(Variants variants) {
        assertThat(LookAlikes.ALL)
                .allSatisfy(kind -> assertThat(kind.variants(variants)).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void trainingAndHeldOutWorldsShareNoVariant(Level level) throws IOException {
        Set<String> training = variants(Variants.TRAINING, level);
        Set<String> heldOut = variants(Variants.HELD_OUT, level);
        assertThat(training).isNotEmpty().doesNotContainAnyElementsOf(heldOut);
        assertThat(patterns(training)).isEqualTo(patterns(heldOut)).hasSize(7 + 7);
    }

    /** Pattern or look-alike with its variant, of those that have variants. */
    private Set<String> variants(Variants held, Level level) throws IOException {
        Path world = folder.resolve(held.toString());
        Set<String> result = new HashSet<>();
        SimulationParameters parameters = new SimulationParameters(EVENTS, level, 5, -1, held);
        for (CSVRecord row : SimulatedWorld.of(parameters, world).truth()) {
            String name = row.get("pattern").isEmpty() ? row.get("group") : row.get("pattern");
            if (!row.get("variant").isEmpty()) {
                result.add(name + "/" + row.get("variant"));
            }
        }
        return result;
    }

    private static Set<String> patterns(Set<String> variants) {
        return variants.stream()
                .map(variant -> variant.substring(0, variant.indexOf('/')))
                .collect(Collectors.toSet());
    }
}
