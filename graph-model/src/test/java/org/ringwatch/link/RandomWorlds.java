// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.ringwatch.event.EventType;

/** Small worlds at random in which accounts meet often. */
public final class RandomWorlds {
    private static final String[] OUTCOMES = {"ok", "ok", "ok", "declined", "blocked", "reversed"};

    private RandomWorlds() {}

    /** Worlds of 2 to 60 events of up to 8 accounts within that many days; some lines are told twice or conflict. */
    public static Arbitrary<World> within(int days) {
        return Arbitraries.randoms().map(random -> {
            int events = 2 + random.nextInt(59);
            int accounts = 2 + random.nextInt(7);
            return World.of(IntStream.range(0, events)
                    .mapToObj(e -> event(e, accounts, days, random))
                    .toList());
        });
    }

    /** Times differ by at least a millisecond, so that no tie is left to the hashes. */
    private static TextEvent event(int number, int accounts, int days, Random random) {
        StringBuilder text = new StringBuilder();
        text.append((char) ('a' + random.nextInt(accounts)));
        text.append(" %dT%02d:%02d:00.%03d"
                .formatted(random.nextInt(days), 8 + random.nextInt(6), random.nextInt(60), number));
        EventType[] types = EventType.values();
        text.append(' ').append(random.nextBoolean() ? EventType.PURCHASE : types[random.nextInt(types.length)]);
        maybe(text, 0.6, " d" + random.nextInt(3), random);
        maybe(text, 0.4, " card:w" + random.nextInt(3), random);
        maybe(text, 0.3, " m" + random.nextInt(2), random);
        maybe(text, 0.2, " b" + random.nextInt(2), random);
        maybe(text, 0.1, " f" + random.nextInt(2), random);
        maybe(text, 0.4, " CNY:" + random.nextInt(1000), random);
        maybe(text, 0.2, " order_id=o" + random.nextInt(4), random);
        maybe(text, 0.2, " two_factor=" + random.nextBoolean(), random);
        if (random.nextInt(3) > 0) {
            List<String> addresses =
                    List.of("91.0.0.1", "91.0.0.2", "2a01:0:0:1201::1", "2a01:0:0:1202::1", "2a01:0:0:1303::1");
            text.append(' ').append(addresses.get(random.nextInt(addresses.size())));
        }
        text.append(" outcome=").append(OUTCOMES[random.nextInt(OUTCOMES.length)]);
        // One event in ten takes the id of another one, which may be of the same account.
        return TextEvent.parse("e" + (random.nextInt(10) == 0 ? random.nextInt(number + 1) : number), text.toString());
    }

    private static void maybe(StringBuilder text, double chance, String word, Random random) {
        text.append(random.nextDouble() < chance ? word : "");
    }
}
