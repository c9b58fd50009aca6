// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ringwatch.event.EventColumn;

/** What a feed does to events. */
final class Faults {

    private static final Duration CLOCK_ERROR = Duration.ofMinutes(2);

    private Faults() {}

    /** A share of all events gets lost, any of them. */
    static void dropEvents(World world, double share) {
        world.replaceEvents(world.events().stream()
                .filter(line -> world.random.nextDouble() >= share)
                .toList());
    }

    /** The clocks of a share of all devices are two minutes fast or slow. */
    static void skewClocks(World world, double share) {
        Map<String, Duration> errors = new HashMap<>();
        for (Line line : world.events()) {
            if (line.has(EventColumn.DEVICE_ID)) {
                line.move(errors.computeIfAbsent(line.get(EventColumn.DEVICE_ID), device -> error(world, share)));
            }
        }
    }

    private static Duration error(World world, double share) {
        if (world.random.nextDouble() >= share) {
            return Duration.ZERO;
        }
        return world.random.nextBoolean() ? CLOCK_ERROR : CLOCK_ERROR.negated();
    }
}
