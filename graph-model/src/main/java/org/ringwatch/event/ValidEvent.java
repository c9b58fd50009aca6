// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A validated event without objects: numbers as primitives, canonical texts as byte ranges.
 *
 * <p>A flyweight that {@link EventValidator} fills anew for each line. Texts that were canonical already are ranges of the
 * line's own array, so they are valid only until the next line is read or validated.
 */
public final class ValidEvent {

    /** Separates the fields of the {@link #writeCanonical canonical bytes}; no valid text contains it. */
    public static final byte SEPARATOR = 0x1F;

    /** Room that {@link #writeNetwork} needs. */
    public static final int MAX_NETWORK_LENGTH = 48;

    /** Room that the fields kept as numbers and enum constants take, with all separators. */
    private static final int MAX_TYPED_LENGTH = 160;

    private static final EventColumn[] COLUMNS = EventColumn.values();
    private static final byte[] NO_BYTES = {};
    private static final byte[][] EVENT_TYPES = Arrays.stream(EventType.values())
            .map(type -> type.name().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final byte[][] OUTCOMES = ByteNames.lowerCaseTexts(Outcome.values());
    private static final byte[][] ACCOUNT_KINDS = ByteNames.lowerCaseTexts(AccountKind.values());
    private static final byte[][] IP_KINDS = ByteNames.lowerCaseTexts(IpKind.values());
    private static final byte[][] TWO_FACTORS = {NO_BYTES, ascii("false"), ascii("true")};

    private byte[] line = NO_BYTES;
    private byte[] copies = new byte[256];
    private int copiesLength;
    private int copiedColumns;
    private final int[] starts = new int[COLUMNS.length];
    private final int[] ends = new int[COLUMNS.length];

    final IpAddress address = new IpAddress();
    long eventTime;
    EventType eventType = EventType.OTHER;
    boolean unknownEventType;
    Outcome outcome = Outcome.OK;
    TwoFactor twoFactor = TwoFactor.UNKNOWN;
    AccountKind accountKind = AccountKind.UNKNOWN;
    IpKind ipKind = IpKind.UNKNOWN;
    long amountMinor;
    int utcOffsetMinutes;
    /** Whether {@link Pseudonymiser} replaced the ids; {@link #address} remains for what is derived from it. */
    boolean isPseudonymous;

    boolean isErased;
    int erasedValues;

    /** Whether the event must not be read: nothing else of it is to be looked at. */
    public boolean isErased() {
        return isErased;
    }

    /** How many of its values were left out because they are erased. */
    public int erasedValues() {
        return erasedValues;
    }

    /** Milliseconds since the epoch. */
    public long eventTime() {
        return eventTime;
    }

    /** What happened; {@link EventType#OTHER} for an unknown name. */
    public EventType eventType() {
        return eventType;
    }

    /**
     * The event type's name in the line, if it is none that the rules know; untrusted, at most 256 code points; empty where ids
     * are pseudonyms, as it may be anything.
     */
    public Optional<String> unknownEventType() {
        return unknownEventType ? Optional.of(rawText(EventColumn.EVENT_TYPE)) : Optional.empty();
    }

    /** How the act ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** State of two-factor authentication. */
    public TwoFactor twoFactor() {
        return twoFactor;
    }

    /** The account's kind. */
    public AccountKind accountKind() {
        return accountKind;
    }

    /** What stands behind the address. */
    public IpKind ipKind() {
        return ipKind;
    }

    /** Whether the line has an amount and a currency. */
    public boolean hasAmount() {
        return has(EventColumn.CURRENCY);
    }

    /** Minor currency units ≥ 0; 0 without an amount. */
    public long amountMinor() {
        return amountMinor;
    }

    /** The account's local offset, −840 to 840, or {@link AccountEvent#NO_OFFSET}. */
    public int utcOffsetMinutes() {
        return utcOffsetMinutes;
    }

    /** Whether the line says something in that column; an outcome that is not told counts as said, it means ok. */
    public boolean fills(EventColumn column) {
        return switch (column) {
            case EVENT_TIME, EVENT_TYPE, OUTCOME -> true;
            case AMOUNT_MINOR -> hasAmount();
            case TWO_FACTOR -> twoFactor != TwoFactor.UNKNOWN;
            case ACCOUNT_KIND -> accountKind != AccountKind.UNKNOWN;
            case IP_KIND -> ipKind != IpKind.UNKNOWN;
            case UTC_OFFSET_MIN -> utcOffsetMinutes != AccountEvent.NO_OFFSET;
            default -> has(column);
        };
    }

    /** Whether the column has a text; only for {@linkplain EventColumn#isText text columns}. */
    public boolean has(EventColumn column) {
        return length(column) > 0;
    }

    /** The array that holds the canonical text of a {@linkplain EventColumn#isText text column}. */
    public byte[] bytes(EventColumn column) {
        requireText(column);
        return array(column);
    }

    /** Where the canonical text of a text column starts in {@link #bytes}. */
    public int start(EventColumn column) {
        requireText(column);
        return starts[column.ordinal()];
    }

    /** How many bytes the canonical text of a text column has; 0 if absent. */
    public int length(EventColumn column) {
        requireText(column);
        return ends[column.ordinal()] - starts[column.ordinal()];
    }

    /** The canonical text of any column, empty if absent: event time as epoch milliseconds, enum constants by name. */
    public String text(EventColumn column) {
        byte[] text = new byte[MAX_TYPED_LENGTH + ends[column.ordinal()] - starts[column.ordinal()]];
        return new String(text, 0, writeText(column, text, 0), StandardCharsets.UTF_8);
    }

    /** Whether sharing the address can mean anything: it is {@linkplain IpAddress#isGlobal global}, no relay or CGNAT. */
    public boolean ipLinks() {
        return has(EventColumn.IP) && !ipKind.neverLinks() && address.isGlobal();
    }

    /** Whether the address is IPv6 (and not IPv4-mapped). */
    public boolean ipIsV6() {
        return has(EventColumn.IP) && address.isV6();
    }

    /**
     * Writes what accounts are linked by as bytes, the most significant first: an IPv4 address in four, or the first {@code
     * prefixLength} bits of an IPv6 address; its name where ids are pseudonyms.
     *
     * @param prefixLength length of an IPv6 network: 64, or 56 and 48 for the weaker links
     * @param target room for {@link #MAX_NETWORK_LENGTH} bytes
     * @return how many bytes were written
     */
    public int writeNetwork(int prefixLength, byte[] target) {
        if (isPseudonymous) {
            byte[] name = PseudonymousAddress.network(rawText(EventColumn.IP), prefixLength)
                    .getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(name, 0, target, 0, name.length);
            return name.length;
        }
        int length = address.isV6() ? prefixLength / Byte.SIZE : Integer.BYTES;
        long bits = address.isV6() ? address.high() : address.low() << Integer.SIZE;
        for (int i = 0; i < length; i++) {
            target[i] = (byte) (bits >>> Long.SIZE - Byte.SIZE * (i + 1));
        }
        return length;
    }

    /** Room that {@link #writeCanonical} needs at most. */
    public int maxCanonicalLength() {
        int length = MAX_TYPED_LENGTH;
        for (int i = 0; i < COLUMNS.length; i++) {
            length += ends[i] - starts[i];
        }
        return length;
    }

    /**
     * Writes the canonical bytes at {@code offset}: the canonical texts of all columns in contract order, joined by {@link
     * #SEPARATOR}. Two lines say the same if and only if these are equal.
     *
     * @return the end of what was written
     */
    public int writeCanonical(byte[] target, int offset) {
        int end = offset;
        for (EventColumn column : COLUMNS) {
            if (column != EventColumn.EVENT_ID) {
                target[end++] = SEPARATOR;
            }
            end = writeText(column, target, end);
        }
        return end;
    }

    /** The canonical bytes, as an array of their own. */
    public byte[] canonical() {
        byte[] bytes = new byte[maxCanonicalLength()];
        return Arrays.copyOf(bytes, writeCanonical(bytes, 0));
    }

    /** The event as a record of its own. */
    public AccountEvent toAccountEvent() {
        return new AccountEvent(
                rawText(EventColumn.EVENT_ID),
                eventTime,
                eventType,
                rawText(EventColumn.ACCOUNT_ID),
                rawText(EventColumn.DEVICE_ID),
                rawText(EventColumn.IP),
                rawText(EventColumn.MERCHANT_ID),
                rawText(EventColumn.WALLET),
                rawText(EventColumn.BENEFICIARY_ID),
                amountMinor,
                rawText(EventColumn.CURRENCY),
                rawText(EventColumn.ORDER_ID),
                rawText(EventColumn.PRODUCT_ID),
                outcome,
                twoFactor,
                rawText(EventColumn.FAMILY_ID),
                accountKind,
                ipKind,
                rawText(EventColumn.IP_COUNTRY),
                utcOffsetMinutes);
    }

    /** Forgets the last event; {@link #keep} will refer to the line of {@code fields}. */
    void reset(FieldSlices fields) {
        line = fields.line();
        copiesLength = 0;
        copiedColumns = 0;
        unknownEventType = false;
        isPseudonymous = false;
        isErased = false;
        erasedValues = 0;
        amountMinor = 0;
    }

    void clear(EventColumn column) {
        starts[column.ordinal()] = 0;
        ends[column.ordinal()] = 0;
    }

    /** Takes over a part of a field: by reference if it is in the line, as a copy otherwise. */
    void keep(EventColumn column, FieldSlices fields, int start, int end) {
        if (fields.isCopy(column)) {
            copy(column, fields.bytes(column), start, end);
        } else {
            starts[column.ordinal()] = start;
            ends[column.ordinal()] = end;
        }
    }

    /** Narrows a text to the bytes {@code start} to {@code end} of its {@link #array}. */
    void narrow(EventColumn column, int start, int end) {
        starts[column.ordinal()] = start;
        ends[column.ordinal()] = end;
    }

    void copy(EventColumn column, byte[] source, int start, int end) {
        int begin = beginCopy(column, end - start);
        System.arraycopy(source, start, copies, begin, end - start);
        endCopy(column, begin, begin + end - start);
    }

    /** Room for a text of up to {@code capacity} bytes in {@link #array}, to be closed by {@link #endCopy}. */
    int beginCopy(EventColumn column, int capacity) {
        if (copies.length - copiesLength < capacity) {
            copies = Arrays.copyOf(copies, Math.max(2 * copies.length, copiesLength + capacity));
        }
        copiedColumns |= 1 << column.ordinal();
        return copiesLength;
    }

    void endCopy(EventColumn column, int start, int end) {
        copiesLength = end;
        narrow(column, start, end);
    }

    byte[] array(EventColumn column) {
        return (copiedColumns >>> column.ordinal() & 1) == 0 ? line : copies;
    }

    int first(EventColumn column) {
        return starts[column.ordinal()];
    }

    int end(EventColumn column) {
        return ends[column.ordinal()];
    }

    private String rawText(EventColumn column) {
        int start = first(column);
        return new String(array(column), start, end(column) - start, StandardCharsets.UTF_8);
    }

    private int writeText(EventColumn column, byte[] target, int offset) {
        return switch (column) {
            case EVENT_TIME -> writeNumber(eventTime, target, offset);
            case EVENT_TYPE -> write(EVENT_TYPES[eventType.ordinal()], target, offset);
            case AMOUNT_MINOR -> hasAmount() ? writeNumber(amountMinor, target, offset) : offset;
            case OUTCOME -> write(OUTCOMES[outcome.ordinal()], target, offset);
            case TWO_FACTOR -> write(TWO_FACTORS[twoFactor.ordinal()], target, offset);
            case ACCOUNT_KIND -> write(ACCOUNT_KINDS[accountKind.ordinal()], target, offset);
            case IP_KIND -> write(IP_KINDS[ipKind.ordinal()], target, offset);
            case UTC_OFFSET_MIN ->
                utcOffsetMinutes == AccountEvent.NO_OFFSET ? offset : writeNumber(utcOffsetMinutes, target, offset);
            default -> {
                int start = first(column);
                int length = end(column) - start;
                System.arraycopy(array(column), start, target, offset, length);
                yield offset + length;
            }
        };
    }

    private static int write(byte[] text, byte[] target, int offset) {
        System.arraycopy(text, 0, target, offset, text.length);
        return offset + text.length;
    }

    private static int writeNumber(long value, byte[] target, int offset) {
        int begin = offset;
        if (value < 0) {
            target[begin++] = '-';
        }
        long rest = Math.abs(value);
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int i = begin + digits - 1; i >= begin; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return begin + digits;
    }

    private static void requireText(EventColumn column) {
        if (!column.isText()) {
            throw new IllegalArgumentException(column.columnName() + " is not kept as text; use text(column)");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
