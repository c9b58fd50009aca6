// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LinkProperties {
    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.within(30);
    }

    /** Younger than seven days: which of two equally used devices is the main one is a matter of hashes. */
    @Provide
    Arbitrary<World> youngWorlds() {
        return RandomWorlds.within(6);
    }

    @Property(tries = 200)
    void orderOfEventsChangesNothing(@ForAll("worlds") World world, @ForAll long seed) {
        World shuffled = world.shuffled(seed);

        assertThat(shuffled.counts()).isEqualTo(world.counts());
        assertThat(shuffled.ownBaseline()).isEqualTo(world.ownBaseline());
        assertThat(shuffled.links()).isEqualTo(world.links());
        assertThat(shuffled.items()).isEqualTo(world.items());
        assertThat(shuffled.ties()).isEqualTo(world.ties());
        assertThat(shuffled.components()).isEqualTo(world.components());
    }

    @Property(tries = 200)
    void secretKeyChangesNothing(@ForAll("worlds") World world, @ForAll long secret) {
        World other = world.withSecret(secret);

        assertThat(other.links()).isEqualTo(world.links());
        assertThat(other.items()).isEqualTo(world.items());
        assertThat(other.ties()).isEqualTo(world.ties());
    }

    @Property(tries = 200)
    void renamingChangesNoCountWeightOrSize(@ForAll("youngWorlds") World world, @ForAll int salt) {
        World renamed = world.renamed(salt);

        assertThat(renamed.links()).hasSameSizeAs(world.links());
        assertThat(renamed.counts().conflicting()).isEqualTo(world.counts().conflicting());
        assertThat(renamed.items().stream().map(World.Item::weightMicros).sorted())
                .isEqualTo(world.items().stream()
                        .map(World.Item::weightMicros)
                        .sorted()
                        .toList());
        assertThat(renamed.ties().stream().map(World.Tie::weightMicros).sorted())
                .isEqualTo(world.ties().stream()
                        .map(World.Tie::weightMicros)
                        .sorted()
                        .toList());
        assertThat(renamed.components().stream().map(List::size).sorted())
                .isEqualTo(world.components().stream().map(List::size).sorted().toList());
    }

    @Property(tries = 200)
    void strangersChangeNothingWhenTheBaselineIsFixed(
            @ForAll("worlds") World world, @ForAll("worlds") World other, @ForAll int salt) {
        World strangers = other.renamed(salt);
        World both = world.and(strangers);

        assertThat(both.links())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(world.links().stream(), strangers.links().stream())
                        .toList());
        assertThat(both.ties())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(world.ties().stream(), strangers.ties().stream())
                        .toList());
    }

    @Property(tries = 300)
    void gapIsTheLeastDistanceOfAnyTwoActs(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 5000) Integer> first,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 5000) Integer> second) {
        World world = World.of(Stream.concat(
                        first.stream().map(minute -> purchase("a", minute)),
                        second.stream().map(minute -> purchase("b", minute)))
                .toList());
        int least = first.stream()
                .flatMap(a -> second.stream().map(b -> Math.abs(a - b)))
                .min(Integer::compare)
                .orElseThrow();

        assertThat(world.item("a-b DEVICE d1").gapMinutes()).isEqualTo(least);
    }

    private static TextEvent purchase(String account, int minute) {
        return TextEvent.parse(
                "e" + minute,
                "%s d1 PURCHASE %dT%02d:%02d".formatted(account, minute / 1440, minute % 1440 / 60, minute % 60));
    }
}
