// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies the input contract to the fields of a line: texts become {@linkplain CanonicalText canonical}, numbers and names are read, and what
 * breaks a rule is refused with its reason.
 *
 * <p>Names of enums, wallet kinds, countries and booleans are read whatever the case of their ASCII letters; currencies and identifiers are
 * not. A wallet whose id is a missing token is missing. Columns are tested in contract order, and the first fault is the reason. At last what
 * the rules know of networks is filled in, ids become pseudonyms if the rules ask for them, what is erased is left out, and aliases are
 * resolved. For one thread.
 */
public final class EventValidator {

    private static final int MAX_OFFSET_MINUTES = 840;
    private static final long MALFORMED = Long.MIN_VALUE;

    private static final EventType[] EVENT_TYPES = EventType.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final AccountKind[] ACCOUNT_KINDS = AccountKind.values();
    private static final IpKind[] IP_KINDS = IpKind.values();

    private static final ByteNames OUTCOME_NAMES = ByteNames.of(OUTCOMES);
    private static final ByteNames ACCOUNT_KIND_NAMES = ByteNames.of(ACCOUNT_KINDS);
    private static final ByteNames IP_KIND_NAMES = ByteNames.of(IP_KINDS);
    private static final ByteNames BOOLEAN_NAMES = new ByteNames(Map.of("false", 0, "true", 1));
    private static final ByteNames WALLET_KINDS = new ByteNames(Map.of("alipay", 0, "wechat", 1, "card", 2, "gift", 3));

    private final CanonicalText texts;
    private final ByteNames eventTypeNames;
    private final Aliases aliases;
    private final Networks networks;
    private final @Nullable Pseudonymiser pseudonymiser;
    private final Erasures erasures;

    /** Prepares the look-ups that the rules ask for. */
    public EventValidator(EventRules rules) {
        texts = new CanonicalText(rules);
        eventTypeNames = eventTypeNames(rules.eventTypes());
        aliases = rules.aliases();
        networks = rules.networks();
        pseudonymiser = Pseudonymiser.of(rules.privacy()).orElse(null);
        erasures = rules.privacy().erasures();
    }

    /** What replaces the ids; nothing if they stay as they are. */
    public Optional<Pseudonymiser> pseudonymiser() {
        return Optional.ofNullable(pseudonymiser);
    }

    /**
     * Reads the fields into {@code event}.
     *
     * @return nothing if the event is valid; else the reason, which names the column and the rule and shows the value
     *     shortened and without invisible characters. {@code event} is then undefined
     */
    public @Nullable String validate(FieldSlices fields, ValidEvent event) {
        event.reset(fields);
        String reason = texts.read(fields, event, EventColumn.EVENT_ID);
        reason = reason != null ? reason : eventTime(fields, event);
        reason = reason != null ? reason : eventType(fields, event);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.ACCOUNT_ID);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.DEVICE_ID);
        reason = reason != null ? reason : ip(fields, event);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.MERCHANT_ID);
        reason = reason != null ? reason : wallet(fields, event);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.BENEFICIARY_ID);
        reason = reason != null ? reason : amount(fields, event);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.ORDER_ID);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.PRODUCT_ID);
        reason = reason != null ? reason : outcome(fields, event);
        reason = reason != null ? reason : twoFactor(fields, event);
        reason = reason != null ? reason : texts.read(fields, event, EventColumn.FAMILY_ID);
        reason = reason != null ? reason : accountKind(fields, event);
        reason = reason != null ? reason : ipKind(fields, event);
        reason = reason != null ? reason : ipCountry(fields, event);
        reason = reason != null ? reason : utcOffset(fields, event);
        if (reason == null) {
            networks.apply(event);
            if (pseudonymiser != null) {
                pseudonymiser.apply(event);
            }
            erasures.apply(event);
            if (!aliases.isEmpty()) {
                aliases.apply(event);
                erasures.apply(event);
            }
        }
        return reason;
    }

    private @Nullable String eventTime(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.EVENT_TIME;
        String reason = texts.read(fields, event, column);
        if (reason != null) {
            return reason;
        }
        long time = EventTime.parse(event.array(column), event.first(column), event.end(column));
        if (time == EventTime.MALFORMED) {
            return mustBe(event, column, "ISO-8601 with an offset or epoch milliseconds");
        }
        if (time < AccountEvent.EARLIEST_TIME || time >= AccountEvent.TIME_END) {
            boolean seconds = time >= AccountEvent.EARLIEST_TIME / 1000 && time < AccountEvent.TIME_END / 1000;
            return mustBe(event, column, "from 2000-01-01 and before 2100-01-01")
                    + (seconds ? " (epoch times are milliseconds)" : "");
        }
        event.eventTime = time;
        event.clear(column);
        return null;
    }

    private @Nullable String eventType(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.EVENT_TYPE;
        String reason = texts.read(fields, event, column);
        if (reason != null) {
            return reason;
        }
        int type = eventTypeNames.find(event.array(column), event.first(column), event.end(column));
        event.unknownEventType = type == ByteNames.NONE;
        event.eventType = type == ByteNames.NONE ? EventType.OTHER : EVENT_TYPES[type];
        return null;
    }

    private @Nullable String ip(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.IP;
        String reason = texts.read(fields, event, column);
        if (reason != null || event.end(column) == 0) {
            return reason;
        }
        byte[] text = event.array(column);
        int start = event.first(column);
        int end = event.end(column);
        if (!event.address.parse(text, start, end)) {
            return mustBe(event, column, "an IPv4 or IPv6 address");
        }
        // IPv4 that was read from digits and dots alone is canonical as it stands.
        if (event.address.isV6() || text[start] == ':' || end - start > 15) {
            writeAddress(event, column);
        }
        return null;
    }

    private static void writeAddress(ValidEvent event, EventColumn column) {
        int begin = event.beginCopy(column, IpAddress.MAX_TEXT_LENGTH);
        event.endCopy(column, begin, event.address.write(event.array(column), begin));
    }

    private @Nullable String wallet(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.WALLET;
        String reason = texts.read(fields, event, column);
        if (reason != null || event.end(column) == 0) {
            return reason;
        }
        byte[] text = event.array(column);
        int start = event.first(column);
        int end = event.end(column);
        int colon = start;
        while (colon < end && text[colon] != ':') {
            colon++;
        }
        if (colon == end || WALLET_KINDS.find(text, start, colon) == ByteNames.NONE) {
            return mustBe(event, column, "alipay:…, wechat:…, card:… or gift:…");
        }
        int id = colon + 1;
        while (id < end && text[id] == ' ') {
            id++;
        }
        if (id == end) {
            return mustBe(event, column, "kind:id with an id that is not empty");
        }
        if (texts.isMissing(text, id, end) || texts.isZeros(text, id, end)) {
            event.clear(column);
        } else if (id > colon + 1 || hasUpperCase(text, start, colon)) {
            writeWallet(event, colon - start, id, end);
        }
        return null;
    }

    private static void writeWallet(ValidEvent event, int kindLength, int id, int end) {
        EventColumn column = EventColumn.WALLET;
        byte[] text = event.array(column);
        int start = event.first(column);
        int begin = event.beginCopy(column, kindLength + 1 + end - id);
        byte[] target = event.array(column);
        for (int i = 0; i < kindLength; i++) {
            target[begin + i] = (byte) ByteNames.lower(text[start + i]);
        }
        target[begin + kindLength] = ':';
        System.arraycopy(text, id, target, begin + kindLength + 1, end - id);
        event.endCopy(column, begin, begin + kindLength + 1 + end - id);
    }

    private @Nullable String amount(FieldSlices fields, ValidEvent event) {
        EventColumn amount = EventColumn.AMOUNT_MINOR;
        EventColumn currency = EventColumn.CURRENCY;
        String reason = texts.read(fields, event, amount);
        if (reason != null) {
            return reason;
        }
        boolean hasAmount = event.end(amount) > 0;
        if (hasAmount) {
            byte[] text = event.array(amount);
            long value = integer(text, event.first(amount), event.end(amount));
            if (value < 0) {
                return mustBe(
                        event,
                        amount,
                        value == MALFORMED ? "an integer ≥ 0" : "an integer of at most " + Long.MAX_VALUE);
            }
            event.amountMinor = value;
        }
        reason = texts.read(fields, event, currency);
        if (reason != null) {
            return reason;
        }
        boolean hasCurrency = event.end(currency) > 0;
        if (hasCurrency && !isCurrency(event)) {
            return mustBe(event, currency, "three capital letters");
        }
        if (hasAmount != hasCurrency) {
            return hasAmount
                    ? "currency must be given with amount_minor but was empty"
                    : "amount_minor must be given with currency but was empty";
        }
        event.clear(amount);
        return null;
    }

    private static boolean isCurrency(ValidEvent event) {
        byte[] text = event.array(EventColumn.CURRENCY);
        int start = event.first(EventColumn.CURRENCY);
        int end = event.end(EventColumn.CURRENCY);
        for (int i = start; i < end; i++) {
            if (text[i] < 'A' || text[i] > 'Z') {
                return false;
            }
        }
        return end - start == 3;
    }

    private @Nullable String outcome(FieldSlices fields, ValidEvent event) {
        event.outcome = Outcome.OK;
        String reason = texts.read(fields, event, EventColumn.OUTCOME);
        if (reason != null || event.end(EventColumn.OUTCOME) == 0) {
            return reason;
        }
        int found = name(event, EventColumn.OUTCOME, OUTCOME_NAMES);
        if (found == ByteNames.NONE) {
            return mustBe(event, EventColumn.OUTCOME, "ok, declined, blocked or reversed");
        }
        event.outcome = OUTCOMES[found];
        event.clear(EventColumn.OUTCOME);
        return null;
    }

    private @Nullable String twoFactor(FieldSlices fields, ValidEvent event) {
        event.twoFactor = TwoFactor.UNKNOWN;
        String reason = texts.read(fields, event, EventColumn.TWO_FACTOR);
        if (reason != null || event.end(EventColumn.TWO_FACTOR) == 0) {
            return reason;
        }
        int found = name(event, EventColumn.TWO_FACTOR, BOOLEAN_NAMES);
        if (found == ByteNames.NONE) {
            return mustBe(event, EventColumn.TWO_FACTOR, "true or false");
        }
        event.twoFactor = found == 1 ? TwoFactor.ON : TwoFactor.OFF;
        event.clear(EventColumn.TWO_FACTOR);
        return null;
    }

    private @Nullable String accountKind(FieldSlices fields, ValidEvent event) {
        event.accountKind = AccountKind.UNKNOWN;
        String reason = texts.read(fields, event, EventColumn.ACCOUNT_KIND);
        if (reason != null || event.end(EventColumn.ACCOUNT_KIND) == 0) {
            return reason;
        }
        int found = name(event, EventColumn.ACCOUNT_KIND, ACCOUNT_KIND_NAMES);
        if (found == ByteNames.NONE) {
            return mustBe(event, EventColumn.ACCOUNT_KIND, "personal, child or managed");
        }
        event.accountKind = ACCOUNT_KINDS[found];
        event.clear(EventColumn.ACCOUNT_KIND);
        return null;
    }

    private @Nullable String ipKind(FieldSlices fields, ValidEvent event) {
        event.ipKind = IpKind.UNKNOWN;
        String reason = texts.read(fields, event, EventColumn.IP_KIND);
        if (reason != null || event.end(EventColumn.IP_KIND) == 0) {
            return reason;
        }
        int found = name(event, EventColumn.IP_KIND, IP_KIND_NAMES);
        if (found == ByteNames.NONE) {
            return mustBe(
                    event,
                    EventColumn.IP_KIND,
                    "residential, mobile, hosting, vpn, relay, cgnat, corporate or education");
        }
        event.ipKind = IP_KINDS[found];
        event.clear(EventColumn.IP_KIND);
        return null;
    }

    private static int name(ValidEvent event, EventColumn column, ByteNames names) {
        return names.find(event.array(column), event.first(column), event.end(column));
    }

    private @Nullable String ipCountry(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.IP_COUNTRY;
        String reason = texts.read(fields, event, column);
        if (reason != null || event.end(column) == 0) {
            return reason;
        }
        byte[] text = event.array(column);
        int start = event.first(column);
        int first = text[start] & ~0x20;
        int second = event.end(column) - start == 2 ? text[start + 1] & ~0x20 : 0;
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return mustBe(event, column, "a two-letter ISO 3166 code");
        }
        if (text[start] != first || text[start + 1] != second) {
            int begin = event.beginCopy(column, 2);
            event.array(column)[begin] = (byte) first;
            event.array(column)[begin + 1] = (byte) second;
            event.endCopy(column, begin, begin + 2);
        }
        return null;
    }

    private @Nullable String utcOffset(FieldSlices fields, ValidEvent event) {
        EventColumn column = EventColumn.UTC_OFFSET_MIN;
        event.utcOffsetMinutes = AccountEvent.NO_OFFSET;
        String reason = texts.read(fields, event, column);
        if (reason != null || event.end(column) == 0) {
            return reason;
        }
        byte[] text = event.array(column);
        int start = event.first(column);
        boolean signed = text[start] == '-' || text[start] == '+';
        long minutes = integer(text, signed ? start + 1 : start, event.end(column));
        if (minutes < 0 || minutes > MAX_OFFSET_MINUTES) {
            return mustBe(event, column, "an integer from -840 to 840");
        }
        event.utcOffsetMinutes = (int) (text[start] == '-' ? -minutes : minutes);
        event.clear(column);
        return null;
    }

    /** The number that the digits give; {@link #MALFORMED} if they are none, −1 if it is beyond {@code long}. */
    private static long integer(byte[] text, int start, int end) {
        if (start == end) {
            return MALFORMED;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            boolean overflows =
                    value > Long.MAX_VALUE / 10 || value == Long.MAX_VALUE / 10 && digit > Long.MAX_VALUE % 10;
            value = value < 0 || overflows ? -1 : 10 * value + digit;
        }
        return value;
    }

    private static boolean hasUpperCase(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                return true;
            }
        }
        return false;
    }

    private static String mustBe(ValidEvent event, EventColumn column, String rule) {
        return column.columnName() + " must be " + rule + " but was "
                + ShownValue.quote(event.array(column), event.first(column), event.end(column));
    }

    private static ByteNames eventTypeNames(Map<String, EventType> further) {
        Map<String, Integer> ordinals = new TreeMap<>();
        for (EventType type : EVENT_TYPES) {
            ordinals.put(type.name(), type.ordinal());
        }
        further.forEach((name, type) -> {
            String canonical = Normalizer.normalize(EventText.trim(name), Normalizer.Form.NFC);
            ordinals.keySet().removeIf(canonical::equalsIgnoreCase);
            ordinals.put(canonical, type.ordinal());
        });
        return new ByteNames(ordinals);
    }
}
