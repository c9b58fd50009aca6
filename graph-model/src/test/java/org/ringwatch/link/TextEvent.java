// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.event.FieldSlices;

/**
 * An event written as words, the account first: {@code "a d1 PURCHASE 2026-01-01T10:00 91.0.0.1 CNY:500 order_id=o1"}.
 *
 * <p>A word is an event type, a time (ISO 8601 in UTC, or {@code 3T10:00} for 10:00 on day 3, where day 0 is 2026-01-01), an
 * address (with points or two colons), a wallet ({@code card:w1}), an amount ({@code CNY:500}), any {@code column=text},
 * or a name told by its first letter: device, merchant, beneficiary, family.
 */
public record TextEvent(Map<EventColumn, String> texts) {
    /** Midnight of day 0. */
    static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");

    private static final Pattern DAY = Pattern.compile("(\\d+)T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d\\d\\d))?)?");
    private static final Pattern AMOUNT = Pattern.compile("([A-Z]{3}):(\\d+)");
    private static final Pattern WALLET = Pattern.compile("(alipay|wechat|card|gift):.*");

    private static final Set<EventColumn> NAMES = Set.of(
            EventColumn.EVENT_ID,
            EventColumn.ACCOUNT_ID,
            EventColumn.DEVICE_ID,
            EventColumn.MERCHANT_ID,
            EventColumn.BENEFICIARY_ID,
            EventColumn.FAMILY_ID,
            EventColumn.ORDER_ID);

    static TextEvent parse(String eventId, String text) {
        Map<EventColumn, String> texts = new EnumMap<>(EventColumn.class);
        texts.put(EventColumn.EVENT_ID, eventId);
        String[] words = text.split(" +", -1);
        texts.put(EventColumn.ACCOUNT_ID, words[0]);
        for (int w = 1; w < words.length; w++) {
            put(texts, words[w]);
        }
        return new TextEvent(texts);
    }

    private static void put(Map<EventColumn, String> texts, String word) {
        Matcher day = DAY.matcher(word);
        Matcher amount = AMOUNT.matcher(word);
        int equals = word.indexOf('=');
        if (equals > 0) {
            texts.put(EventColumn.named(word.substring(0, equals)).orElseThrow(), word.substring(equals + 1));
        } else if (day.matches()) {
            texts.put(EventColumn.EVENT_TIME, String.valueOf(at(day)));
        } else if (amount.matches()) {
            texts.put(EventColumn.CURRENCY, amount.group(1));
            texts.put(EventColumn.AMOUNT_MINOR, amount.group(2));
        } else if (WALLET.matcher(word).matches()) {
            texts.put(EventColumn.WALLET, word);
        } else if (word.matches("\\d{4}-.*")) {
            texts.put(EventColumn.EVENT_TIME, word + "Z");
        } else if (word.matches("[0-9.]+|[0-9a-f:]*::[0-9a-f]*")) {
            texts.put(EventColumn.IP, word);
        } else if (word.matches("[A-Z_]+")) {
            texts.put(EventColumn.EVENT_TYPE, EventType.valueOf(word).name());
        } else {
            texts.put(named(word), word);
        }
    }

    private static EventColumn named(String word) {
        return switch (word.charAt(0)) {
            case 'd' -> EventColumn.DEVICE_ID;
            case 'm' -> EventColumn.MERCHANT_ID;
            case 'b' -> EventColumn.BENEFICIARY_ID;
            case 'f' -> EventColumn.FAMILY_ID;
            default -> throw new IllegalArgumentException("a word must tell its column but was " + word);
        };
    }

    private static long at(Matcher day) {
        long seconds = day.group(4) == null ? 0 : Long.parseLong(day.group(4));
        long millis = day.group(5) == null ? 0 : Long.parseLong(day.group(5));
        return DAY_0.plus(Duration.ofDays(Long.parseLong(day.group(1))))
                .plus(Duration.ofHours(Long.parseLong(day.group(2))))
                .plus(Duration.ofMinutes(Long.parseLong(day.group(3))))
                .plusSeconds(seconds)
                .plusMillis(millis)
                .toEpochMilli();
    }

    /** The same event with another text in one column. */
    TextEvent with(EventColumn column, String text) {
        Map<EventColumn, String> changed = new EnumMap<>(texts);
        changed.put(column, text);
        return new TextEvent(changed);
    }

    void copyTo(FieldSlices fields) {
        fields.reset(new byte[0]);
        texts.forEach(fields::copy);
    }

    /** Names become others; addresses move as a whole, so that networks keep their members. */
    TextEvent renamed(int salt) {
        Map<EventColumn, String> changed = new EnumMap<>(texts);
        changed.replaceAll((column, text) -> {
            if (NAMES.contains(column)) {
                return Integer.toHexString((text + salt).hashCode()) + "x" + text;
            }
            return switch (column) {
                case WALLET -> text.replace(":", ":" + Math.floorMod(salt, 1000));
                case IP ->
                    text.replace("91.0.0", "77.5." + Math.floorMod(salt, 200)).replace("2a01:", "2a02:");
                default -> text;
            };
        });
        return new TextEvent(changed);
    }
}
