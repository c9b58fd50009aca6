// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.Community;
import org.ringwatch.link.RandomWorlds;
import org.ringwatch.link.World;

class RingProperties {

    @Provide
    Arbitrary<World> worlds() {
        return RandomWorlds.within(30);
    }

    @Property(tries = 200)
    void orderOfEventsChangesNoRing(@ForAll("worlds") World world, @ForAll ClusteringMethod method, @ForAll long seed) {
        assertThat(Rings.rings(world.withOwnBaseline().shuffled(seed), method))
                .isEqualTo(Rings.rings(world.withOwnBaseline(), method));
    }

    @Property(tries = 200)
    void secretKeyChangesNoRing(@ForAll("worlds") World world, @ForAll ClusteringMethod method, @ForAll long secret) {
        assertThat(Rings.rings(world.withSecret(secret), method)).isEqualTo(Rings.rings(world, method));
    }

    @Property(tries = 200)
    void strangersChangeNoRingWhenTheBaselineIsFixed(
            @ForAll("worlds") World world, @ForAll("worlds") World other, @ForAll ClusteringMethod method) {
        World strangers = other.renamed(7);

        assertThat(Rings.rings(world.and(strangers), method))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Rings.rings(world, method).stream(), Rings.rings(strangers, method).stream())
                                .toList());
    }

    /** Whether the second factor is on says who could be phished, not who phishes. */
    @Property(tries = 200)
    void twoFactorMakesNobodyASuspect(@ForAll("worlds") World world) {
        Set<String> suspects = suspects(world.withTwoFactor("true"));

        assertThat(suspects(world.withTwoFactor("false"))).isEqualTo(suspects);
        assertThat(suspects(world.withTwoFactor(""))).isEqualTo(suspects);
    }

    private static Set<String> suspects(World world) {
        Set<String> suspects = new HashSet<>();
        for (Community community : Rings.communities(world, ClusteringMethod.COMPONENTS)) {
            new RingFactory(Rings.scoring(20), world.baseline(), Rings.ALL)
                    .create(community, Rings.events(world, community), world.canonicalSource())
                    .ifPresent(ring -> ring.members().stream()
                            .filter(member -> member.role() == Role.SUSPECT)
                            .forEach(member -> suspects.add(member.id())));
        }
        return suspects;
    }

    @Property(tries = 200)
    void everyRingKeepsItsPromises(@ForAll("worlds") World world, @ForAll ClusteringMethod method) {
        Set<String> accounts = new HashSet<>();
        for (Ring ring : Rings.rings(world, method)) {
            List<String> own = ring.members().stream()
                    .filter(member -> member.type() == EntityType.ACCOUNT)
                    .map(Member::id)
                    .toList();
            assertThat(own).hasSizeGreaterThanOrEqualTo(2).allMatch(accounts::add);
            assertThat(ring.links()).extracting(RingLink::accountId).containsAll(own);
            assertThat(ring.links()).extracting(RingLink::weightMicros).allMatch(weight -> weight >= 0);
            assertThat(ring.evidence().stream()
                            .mapToLong(Evidence::weightMicros)
                            .sum())
                    .isEqualTo(ring.logOddsMicros());
            assertThat(ring.evidence()).allMatch(item -> item.eventIds().size() <= Evidence.MAX_EVENTS);
            assertThat(ring.evidence())
                    .flatExtracting(Evidence::eventIds)
                    .extracting(event -> ((EventRef) event).accountId())
                    .isSubsetOf(own);
            assertThat(ring.members()).allSatisfy(member -> {
                assertThat(member.roleReason()).isNotEmpty();
                assertThat(member.role() == Role.INFRASTRUCTURE && member.type() == EntityType.ACCOUNT)
                        .isFalse();
                assertThat(member.type() != EntityType.ACCOUNT
                                && (member.role() == Role.SUSPECT || member.role() == Role.VICTIM))
                        .isFalse();
            });
            assertThat(ring.flagged()).isEqualTo(ring.scoreMicros() >= 500_000);
            assertThat(ring.scoreMicros()).isGreaterThanOrEqualTo(50_000);
            assertThat(ring.firstSeen()).isLessThanOrEqualTo(ring.lastSeen());
        }
    }
}
