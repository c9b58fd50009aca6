// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The population statistics that scores depend on. Two shares add up to the baseline of both, in any order.
 *
 * @param accounts distinct accounts
 * @param events events kept
 * @param behaviours accounts that show each {@link Behaviour}, in order of its constants
 * @param flagged accounts that show at least one suspicious behaviour
 * @param firstTime earliest event, epoch ms; {@link Long#MAX_VALUE} without events
 * @param lastTime latest event, epoch ms; {@link Long#MIN_VALUE} without events
 */
public record Baseline(long accounts, long events, List<Long> behaviours, long flagged, long firstTime, long lastTime) {

    /** The least number of accounts that rarity is measured against: below it, chance is not known well. */
    public static final long MIN_POPULATION = 1000;

    private static final int FIXED_WORDS = 5;

    /** Behaviours that make a customer suspicious to a merchant's test. */
    private static final int FLAGS = Behaviour.TAKEOVER.bit()
            | Behaviour.REFUNDS.bit()
            | Behaviour.CLAIMS.bit()
            | Behaviour.FOREIGN_CLAIM.bit()
            | Behaviour.DECLINED.bit()
            | Behaviour.COMPLAINT.bit()
            | Behaviour.GIFT_CARDS.bit();

    public Baseline {
        behaviours = List.copyOf(behaviours);
    }

    /** The baseline of nobody. */
    public static Baseline empty() {
        return new Baseline(
                0, 0, Collections.nCopies(Behaviour.values().length, 0L), 0, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** The baseline as words, for {@link #ofWords}. */
    public long[] toWords() {
        long[] words = new long[FIXED_WORDS + behaviours.size()];
        words[0] = accounts;
        words[1] = events;
        words[2] = flagged;
        words[3] = firstTime;
        words[4] = lastTime;
        for (int b = 0; b < behaviours.size(); b++) {
            words[FIXED_WORDS + b] = behaviours.get(b);
        }
        return words;
    }

    /** The baseline written by {@link #toWords}. */
    public static Baseline ofWords(long[] words) {
        List<Long> behaviours = new ArrayList<>(words.length - FIXED_WORDS);
        for (int w = FIXED_WORDS; w < words.length; w++) {
            behaviours.add(words[w]);
        }
        return new Baseline(words[0], words[1], behaviours, words[2], words[3], words[4]);
    }

    /** The baseline of this population and a disjoint other one. */
    public Baseline plus(Baseline other) {
        List<Long> sums = new ArrayList<>(behaviours.size());
        for (int b = 0; b < behaviours.size(); b++) {
            sums.add(behaviours.get(b) + other.behaviours.get(b));
        }
        return new Baseline(
                accounts + other.accounts,
                events + other.events,
                sums,
                flagged + other.flagged,
                Math.min(firstTime, other.firstTime),
                Math.max(lastTime, other.lastTime));
    }

    /** N of the rarity formula. */
    public long population() {
        return Math.max(accounts, MIN_POPULATION);
    }

    /**
     * Share of accounts that show a behaviour, smoothed by half an account so that it is never 0 or 1.
     */
    public double rate(Behaviour behaviour) {
        return (behaviours.get(behaviour.ordinal()) + 0.5) / (accounts + 1.0);
    }

    /** Whether anybody shows the behaviour: if not, the data may not be able to tell. */
    public boolean isSeen(Behaviour behaviour) {
        return behaviours.get(behaviour.ordinal()) > 0;
    }

    /** Time from the first to the last event in minutes, at least a day. */
    public double spanMinutes() {
        return Math.max(24 * 60, (lastTime - firstTime) / 60_000.0);
    }

    /** Share of accounts that show at least one suspicious behaviour, smoothed likewise. */
    public double flaggedRate() {
        return (flagged + 0.5) / (accounts + 1.0);
    }

    static boolean isFlagged(long behaviours) {
        return (behaviours & FLAGS) != 0;
    }

    /** Rarity of a resource shared by {@code degree} accounts: ln(N/d)/ln N, 0–1. */
    public double rarity(long degree) {
        double n = population();
        return Math.max(0, StrictMath.log(n / degree) / StrictMath.log(n));
    }
}
