// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.Objects;

/**
 * What world to make. Equal parameters give byte-identical files.
 *
 * @param events number of event lines, duplicates included; 1,000 to 10,000,000,000
 * @param level how hard the rings are to find
 * @param seed any number; draws the world's figures as well as its people
 * @param prevalence share of accounts that belong to a ring, at most 0.2; 0 is an honest world, negative stands for
 *     {@link Level#defaultPrevalence()}
 * @param variants which variants of attack patterns and look-alikes the world holds
 */
public record SimulationParameters(long events, Level level, long seed, double prevalence, Variants variants) {

    /** Fewer events cannot hold the groups a world consists of. */
    public static final long MIN_EVENTS = 1_000;

    /** More would need longer identifiers than the simulator writes. */
    public static final long MAX_EVENTS = 10_000_000_000L;

    /** Above this, fraud is no longer something to search for. */
    public static final double MAX_PREVALENCE = 0.2;

    public SimulationParameters {
        if (events < MIN_EVENTS || events > MAX_EVENTS) {
            throw new IllegalArgumentException(
                    "events must be from " + MIN_EVENTS + " to " + MAX_EVENTS + " but was " + events);
        }
        Objects.requireNonNull(level, "level must not be null");
        Objects.requireNonNull(variants, "variants must not be null");
        if (Double.isNaN(prevalence) || prevalence > MAX_PREVALENCE) {
            throw new IllegalArgumentException("prevalence must be at most " + MAX_PREVALENCE
                    + " (negative: the level's default) but was " + prevalence);
        }
    }

    /** A world that holds all variants. */
    public SimulationParameters(long events, Level level, long seed, double prevalence) {
        this(events, level, seed, prevalence, Variants.ALL);
    }

    /** The prevalence asked for, the level's default filled in. */
    public double effectivePrevalence() {
        return prevalence < 0 ? level.defaultPrevalence() : prevalence;
    }
}
