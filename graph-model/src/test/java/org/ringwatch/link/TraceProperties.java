// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is explained is what was decided. */
class TraceProperties {
    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<Integer> caps = Arbitraries.of(2, 3, 60);
        return RandomWorlds.within(30)
                .flatMap(world -> caps.map(cap -> world.withOwnBaseline()
                        .with(PlainLinks.links().cap(cap).merchantSuspicion(1).meetings(0.4))));
    }

    @Property(tries = 300)
    void stepsAddUpToTheWeightsThatAreDecidedOn(@ForAll("worlds") World world) {
        for (String account : world.accountNames()) {
            World.Traced traced = world.traced(account);
            Map<String, Long> explained = new TreeMap<>();
            for (ItemTrace item : traced.items()) {
                if (item.micros() != 0) {
                    explained.merge(key(world, account, item), item.micros(), Long::sum);
                }
            }
            Map<String, Long> decided = world.items().stream()
                    .filter(item -> names(item.accounts(), account) && item.weightMicros() != 0)
                    .collect(Collectors.toMap(
                            item -> item.accounts() + " " + item.type() + " " + item.resource() + " " + item.meeting(),
                            World.Item::weightMicros,
                            Long::sum,
                            TreeMap::new));
            assertThat(explained).isEqualTo(decided);

            Map<String, Long> ties = traced.pairs().stream()
                    .filter(PairTrace::tied)
                    .collect(Collectors.toMap(
                            pair -> pairOf(account, world.name(pair.order(), pair.secret())), PairTrace::weightMicros));
            assertThat(ties)
                    .isEqualTo(world.ties().stream()
                            .filter(tie -> names(tie.accounts(), account))
                            .collect(Collectors.toMap(World.Tie::accounts, World.Tie::weightMicros)));
            for (PairTrace pair : traced.pairs()) {
                assertThat(pair.evidenceMicros()
                                + pair.steps().stream().mapToLong(Step::micros).sum())
                        .isEqualTo(pair.weightMicros());
                assertThat(traced.items().stream()
                                .filter(item -> item.order() == pair.order() && item.secret() == pair.secret())
                                .mapToLong(ItemTrace::micros)
                                .sum())
                        .isEqualTo(pair.evidenceMicros());
            }
        }
    }

    @Property(tries = 200)
    void everyResourceIsToldAndEveryoneElseThereIsCounted(@ForAll("worlds") World world) {
        for (String account : world.accountNames()) {
            List<ResourceTrace> traces = world.traced(account).resources();
            assertThat(traces.stream().map(trace -> trace.type() + " " + world.name(trace.order(), trace.secret())))
                    .containsExactlyInAnyOrderElementsOf(world.links().stream()
                            .filter(link -> link.account().equals(account))
                            .map(link -> link.type() + " " + link.resource())
                            .toList());
            for (ResourceTrace trace : traces) {
                assertThat(trace.rules())
                        .allSatisfy(rule -> assertThat(rule.pairs()).isBetween(1, trace.accounts() - 1));
                assertThat(trace.bestMicros() > 0).isEqualTo(trace.pairs() > 0);
            }
        }
    }

    /** Of the account and the other one everything that both share is told, though it weigh nothing. */
    @Property(tries = 200)
    void ofAPairEveryCommonResourceIsTold(@ForAll("worlds") World world) {
        List<String> accounts = world.accountNames();
        String account = accounts.get(0);
        String with = accounts.get(accounts.size() - 1);
        if (account.equals(with)) {
            return;
        }
        World.Traced traced = world.traced(account, with);
        assertThat(traced.items().stream()
                        .filter(item -> world.name(item.order(), item.secret()).equals(with))
                        .map(item -> item.type() + " " + world.name(item.resourceOrder(), item.resourceSecret()))
                        .collect(Collectors.toSet()))
                .isEqualTo(world.links().stream()
                        .filter(link -> link.account().equals(account))
                        .map(resource())
                        .filter(resource -> world.links().stream()
                                .anyMatch(link -> link.account().equals(with)
                                        && resource().apply(link).equals(resource)))
                        .collect(Collectors.toSet()));
    }

    private static Function<World.Link, String> resource() {
        return link -> link.type() + " " + link.resource();
    }

    private static boolean names(String pair, String account) {
        return List.of(pair.split("-", -1)).contains(account);
    }

    private static String pairOf(String a, String b) {
        return a.compareTo(b) < 0 ? a + "-" + b : b + "-" + a;
    }

    private static String key(World world, String account, ItemTrace item) {
        return pairOf(account, world.name(item.order(), item.secret())) + " " + item.type() + " "
                + world.name(item.resourceOrder(), item.resourceSecret()) + " " + item.meeting();
    }
}
