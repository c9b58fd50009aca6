// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.event.EventType;

/** When things happened in a ring: events counted by lane over equal spans of time, and by lane and day. */
final class Timeline {
    /** Rows of the drawing, from what begins a fraud to what comes of it. */
    enum Lane {
        SIGN_UP,
        SIGN_IN,
        CREDENTIALS,
        DEVICES_AND_WALLETS,
        PURCHASE,
        GIFT,
        REFUND,
        CLAIM,
        COMPLAINT,
        OTHER;

        static Lane of(EventType type) {
            return switch (type) {
                case SIGN_UP -> SIGN_UP;
                case SIGN_IN -> SIGN_IN;
                case PASSWORD_RESET, CREDENTIAL_CHANGED, TWO_FACTOR_CHANGED -> CREDENTIALS;
                case DEVICE_ADDED, DEVICE_REMOVED, WALLET_LINKED, WALLET_UNLINKED -> DEVICES_AND_WALLETS;
                case PURCHASE -> PURCHASE;
                case GIFT_SENT, GIFT_REDEEMED -> GIFT;
                case REFUND -> REFUND;
                case RETURN_CLAIM, REPAIR_CLAIM -> CLAIM;
                case CHARGEBACK, VICTIM_REPORT -> COMPLAINT;
                case FAMILY_JOINED, FAMILY_LEFT, OTHER -> OTHER;
            };
        }

        /** The lane as texts name it. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int SPANS = 120;

    private final long firstMillis;
    private final long spanMillis;
    private final Map<Lane, int[]> counts;
    private final Map<String, Map<Lane, Integer>> byDay;

    private Timeline(
            long firstMillis, long spanMillis, Map<Lane, int[]> counts, Map<String, Map<Lane, Integer>> byDay) {
        this.firstMillis = firstMillis;
        this.spanMillis = spanMillis;
        this.counts = counts;
        this.byDay = byDay;
    }

    /** The timeline of events in order of time, at least one. */
    static Timeline of(List<RingEvent> events) {
        long first = events.get(0).millis();
        long last = events.get(events.size() - 1).millis();
        long span = Math.max(1, (last - first) / SPANS + 1);
        Map<Lane, int[]> counts = new EnumMap<>(Lane.class);
        Map<String, Map<Lane, Integer>> byDay = new TreeMap<>();
        for (RingEvent event : events) {
            Lane lane = Lane.of(event.type());
            counts.computeIfAbsent(lane, none -> new int[SPANS])[(int) ((event.millis() - first) / span)]++;
            byDay.computeIfAbsent(Shown.day(event.eventTime()), day -> new EnumMap<>(Lane.class))
                    .merge(lane, 1, Integer::sum);
        }
        return new Timeline(first, span, counts, byDay);
    }

    List<Lane> lanes() {
        return new ArrayList<>(counts.keySet());
    }

    /** Events of a lane in each span of time. */
    int[] counts(Lane lane) {
        return counts.getOrDefault(lane, new int[SPANS]).clone();
    }

    /** Start of a span, epoch milliseconds. */
    long startOf(int span) {
        return firstMillis + span * spanMillis;
    }

    /** Events of each lane by day, in order. */
    Map<String, Map<Lane, Integer>> byDay() {
        return new LinkedHashMap<>(byDay);
    }
}
