// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the input contract, in the order of {@link ValidEvent#writeCanonical canonical bytes}. */
public enum EventColumn {
    EVENT_ID(Kind.ID, true, 128),
    EVENT_TIME(Kind.TYPED, true),
    EVENT_TYPE(Kind.TYPED, true),
    ACCOUNT_ID(Kind.ID, true),
    DEVICE_ID(Kind.ID),
    IP(Kind.TEXT),
    MERCHANT_ID(Kind.ID),
    WALLET(Kind.TEXT),
    BENEFICIARY_ID(Kind.ID),
    AMOUNT_MINOR(Kind.TYPED),
    CURRENCY(Kind.TEXT),
    ORDER_ID(Kind.ID),
    PRODUCT_ID(Kind.ID),
    OUTCOME(Kind.TYPED),
    TWO_FACTOR(Kind.TYPED),
    FAMILY_ID(Kind.ID),
    ACCOUNT_KIND(Kind.TYPED),
    IP_KIND(Kind.TYPED),
    IP_COUNTRY(Kind.TEXT),
    UTC_OFFSET_MIN(Kind.TYPED);

    /** Longest text in code points, where the contract says nothing shorter. */
    private static final int MAX_LENGTH = 256;

    private static final Map<String, EventColumn> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EventColumn::columnName, column -> column));

    private final String columnName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final boolean required;
    private final int maxLength;

    EventColumn(Kind kind) {
        this(kind, false);
    }

    EventColumn(Kind kind, boolean required) {
        this(kind, required, MAX_LENGTH);
    }

    EventColumn(Kind kind, boolean required, int maxLength) {
        this.kind = kind;
        this.required = required;
        this.maxLength = maxLength;
    }

    /** The column's name in CSV headers and JSON keys, such as {@code event_id}. */
    public String columnName() {
        return columnName;
    }

    /** Whether a line without this column is rejected. */
    public boolean required() {
        return required;
    }

    /** Longest accepted text, in code points of its canonical form. */
    public int maxLength() {
        return maxLength;
    }

    /** Whether {@link ValidEvent} keeps the column as text, rather than as a number or an enum constant. */
    public boolean isText() {
        return kind != Kind.TYPED;
    }

    /** Whether the column is a free identifier, where a row of zeros is a placeholder for a missing one. */
    boolean isId() {
        return kind == Kind.ID;
    }

    /** The column of that exact name, or nothing if the contract has none. */
    public static Optional<EventColumn> named(String columnName) {
        return Optional.ofNullable(BY_NAME.get(columnName));
    }

    private enum Kind {
        ID,
        TEXT,
        TYPED
    }
}
