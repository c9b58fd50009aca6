// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringwatch.event.EventColumn;

class AccountPartitionProperties {

    @Provide
    Arbitrary<List<TextEvent>> lines() {
        return Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("x", "y", "z"),
                        Arbitraries.of("0T10:00", "0T10:01"),
                        Arbitraries.of("d1", "d2", "d3"))
                .as((account, id, time, device) ->
                        TextEvent.parse(id, account + " " + time + " " + device + " PURCHASE"))
                .list()
                .ofMaxSize(30);
    }

    /** Here lines differ in time (equally many digits) and device only, so texts in order are canonical bytes in order. */
    @Property(tries = 300)
    void keepsAndCountsWhatTheContractSaysInAnyOrder(@ForAll("lines") List<TextEvent> lines, @ForAll long seed) {
        Map<String, Set<String>> distinct = new TreeMap<>();
        for (TextEvent line : lines) {
            Map<EventColumn, String> texts = line.texts();
            distinct.computeIfAbsent(
                            texts.get(EventColumn.ACCOUNT_ID) + " " + texts.get(EventColumn.EVENT_ID),
                            ignored -> new HashSet<>())
                    .add(texts.get(EventColumn.EVENT_TIME) + " " + texts.get(EventColumn.DEVICE_ID));
        }
        List<String> expected = new ArrayList<>();
        distinct.forEach((event, own) -> expected.add(
                event + " " + own.stream().min(Comparator.naturalOrder()).orElseThrow()));
        int differing = distinct.values().stream().mapToInt(Set::size).sum();

        World world = World.of(lines).shuffled(seed);
        List<String> kept = new ArrayList<>();
        World.Counts counts = world.accounts(account -> IntStream.range(0, account.size())
                .mapToObj(e -> world.event((int) EventRow.offset(account.position(e))))
                .forEach(event -> kept.add(
                        event.accountId() + " " + event.eventId() + " " + event.eventTime() + " " + event.deviceId())));

        assertThat(kept).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(counts.duplicates()).isEqualTo(lines.size() - differing);
        assertThat(counts.conflicting()).isEqualTo(differing - distinct.size());
        assertThat(counts).isEqualTo(World.of(lines).counts());
    }
}
