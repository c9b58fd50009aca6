// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ids that stand for another one: an id seen within the validity of an alias is read as the canonical id, before anything is
 * made of the event.
 *
 * <p>Of several aliases of one id that are valid at a time, the one with the latest start counts, ties by the smallest
 * canonical id. An alias of an alias is followed, {@value #MAX_STEPS} steps at most; a circle leaves the id as it is. An
 * alias of an account holds for beneficiaries, too, as accounts receive gifts under their own names, unless the beneficiary
 * has an alias of its own. The order in which aliases are given does not matter.
 *
 * <p>Memory: the texts in UTF-8 and 40 bytes an alias, once in a process.
 */
public final class Aliases implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns whose ids may have aliases. */
    public static final Set<EventColumn> COLUMNS = Set.of(
            EventColumn.ACCOUNT_ID,
            EventColumn.DEVICE_ID,
            EventColumn.WALLET,
            EventColumn.MERCHANT_ID,
            EventColumn.BENEFICIARY_ID);

    /** Nothing has an alias. */
    public static final Aliases NONE = new Aliases(new EnumMap<>(EventColumn.class));

    static final int MAX_STEPS = 8;

    /**
     * One alias.
     *
     * @param column where the id stands, one of {@link #COLUMNS}
     * @param id the id as events have it, canonical
     * @param canonicalId the id that it stands for
     * @param validFrom event time from which it does, epoch milliseconds
     * @param validTo event time from which it does no longer, epoch milliseconds
     */
    public record Alias(EventColumn column, String id, String canonicalId, long validFrom, long validTo) {
        public Alias {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException("column must be one of " + COLUMNS + " but was " + column);
            }
            if (id.isEmpty() || canonicalId.isEmpty()) {
                throw new IllegalArgumentException("id and canonicalId must not be empty");
            }
            if (validFrom >= validTo) {
                throw new IllegalArgumentException("validFrom must be before validTo");
            }
        }
    }

    private final EnumMap<EventColumn, Table> tables;

    private Aliases(EnumMap<EventColumn, Table> tables) {
        this.tables = tables;
    }

    /** These aliases, in whatever order. */
    public static Aliases of(Collection<Alias> aliases) {
        Map<EventColumn, List<Alias>> byColumn = new EnumMap<>(EventColumn.class);
        for (Alias alias : aliases) {
            byColumn.computeIfAbsent(alias.column, ignored -> new ArrayList<>()).add(alias);
        }
        EnumMap<EventColumn, Table> tables = new EnumMap<>(EventColumn.class);
        byColumn.forEach((column, rows) -> tables.put(column, Table.of(rows)));
        return tables.isEmpty() ? NONE : new Aliases(tables);
    }

    /** Whether no id has an alias. */
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /** Whether a canonical text of that column may be read as another one. */
    public boolean knows(EventColumn column, byte[] bytes, int start, int length) {
        Table table = tables.get(column);
        return table != null && table.first(bytes, start, length) >= 0;
    }

    /** Replaces the ids of a valid event. */
    void apply(ValidEvent event) {
        for (EventColumn column : tables.keySet()) {
            if (event.has(column) && column != EventColumn.BENEFICIARY_ID) {
                replace(event, column, column);
            }
        }
        if (event.has(EventColumn.BENEFICIARY_ID)
                && !replace(event, EventColumn.BENEFICIARY_ID, EventColumn.BENEFICIARY_ID)) {
            replace(event, EventColumn.BENEFICIARY_ID, EventColumn.ACCOUNT_ID);
        }
    }

    private boolean replace(ValidEvent event, EventColumn column, EventColumn of) {
        Table table = tables.get(of);
        if (table == null) {
            return false;
        }
        int alias = table.resolve(event.bytes(column), event.start(column), event.length(column), event.eventTime());
        if (alias < 0) {
            return false;
        }
        event.copy(column, table.texts, table.canonicalStart(alias), table.canonicalEnd(alias));
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Aliases aliases && tables.equals(aliases.tables);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    /** The aliases of one column: ids and canonical ids in turn as one run of bytes, and a hash index over the ids. */
    private static final class Table implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Nobody can prepare ids that make looking up slow. No result depends on it. */
        private static final SipHash HASH = new SipHash(new SecureRandom().nextLong(), new SecureRandom().nextLong());

        private static final OneCopy<Table> COPIES = new OneCopy<>();

        private final byte[] texts;
        private final int[] offsets;
        private final long[] validFrom;
        private final long[] validTo;
        private transient int[] slots = {};

        private Table(byte[] texts, int[] offsets, long[] validFrom, long[] validTo) {
            this.texts = texts;
            this.offsets = offsets;
            this.validFrom = validFrom;
            this.validTo = validTo;
        }

        /** The one copy of this table in the process, with its index. */
        private Table indexed() {
            Table one = COPIES.of(this);
            synchronized (one) {
                if (one.slots == null || one.slots.length == 0) {
                    one.slots = one.index();
                }
            }
            return one;
        }

        static Table of(List<Alias> given) {
            Alias[] rows = given.toArray(Alias[]::new);
            Arrays.sort(
                    rows,
                    Comparator.comparing(Alias::id)
                            .thenComparing(Alias::validFrom, Comparator.reverseOrder())
                            .thenComparing(Alias::canonicalId, Table::compareUtf8)
                            .thenComparing(Alias::validTo));
            Packed packed = new Packed();
            int[] offsets = new int[2 * rows.length + 1];
            long[] from = new long[rows.length];
            long[] to = new long[rows.length];
            for (int r = 0; r < rows.length; r++) {
                packed.add(rows[r].id);
                offsets[2 * r + 1] = packed.length;
                packed.add(rows[r].canonicalId);
                offsets[2 * r + 2] = packed.length;
                from[r] = rows[r].validFrom;
                to[r] = rows[r].validTo;
            }
            return new Table(Arrays.copyOf(packed.bytes, packed.length), offsets, from, to).indexed();
        }

        private static int compareUtf8(String a, String b) {
            return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        }

        private int[] index() {
            int[] index = new int[Math.max(4, Integer.highestOneBit(validFrom.length) * 4)];
            for (int r = 0; r < validFrom.length; r++) {
                if (r > 0 && isOfSameId(r, r - 1)) {
                    continue;
                }
                int slot = slot(texts, idStart(r), idEnd(r) - idStart(r), index.length);
                while (index[slot] != 0) {
                    slot = slot + 1 & index.length - 1;
                }
                index[slot] = r + 1;
            }
            return index;
        }

        private static int slot(byte[] bytes, int start, int length, int slots) {
            return (int) HASH.hash(bytes, start, length) & slots - 1;
        }

        /** The first alias of an id, or a negative number. */
        int first(byte[] bytes, int start, int length) {
            int slot = slot(bytes, start, length, slots.length);
            while (slots[slot] != 0) {
                int row = slots[slot] - 1;
                if (Arrays.equals(texts, idStart(row), idEnd(row), bytes, start, start + length)) {
                    return row;
                }
                slot = slot + 1 & slots.length - 1;
            }
            return -1;
        }

        /** The alias whose canonical id an id is read as at a time, or a negative number. */
        int resolve(byte[] bytes, int start, int length, long time) {
            int begun = valid(first(bytes, start, length), time);
            int found = begun;
            for (int step = 1; step < MAX_STEPS && found >= 0; step++) {
                int next =
                        valid(first(texts, canonicalStart(found), canonicalEnd(found) - canonicalStart(found)), time);
                if (next < 0) {
                    return found;
                }
                if (next == begun) {
                    return -1;
                }
                found = next;
            }
            return found;
        }

        private int valid(int first, long time) {
            for (int row = first; row >= 0 && row < validFrom.length && isOfSameId(row, first); row++) {
                if (validFrom[row] <= time && time < validTo[row]) {
                    return row;
                }
            }
            return -1;
        }

        private boolean isOfSameId(int row, int other) {
            return Arrays.equals(texts, idStart(row), idEnd(row), texts, idStart(other), idEnd(other));
        }

        private int idStart(int row) {
            return offsets[2 * row];
        }

        private int idEnd(int row) {
            return offsets[2 * row + 1];
        }

        int canonicalStart(int row) {
            return offsets[2 * row + 1];
        }

        int canonicalEnd(int row) {
            return offsets[2 * row + 2];
        }

        private Object readResolve() {
            return indexed();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Table table
                    && Arrays.equals(texts, table.texts)
                    && Arrays.equals(offsets, table.offsets)
                    && Arrays.equals(validFrom, table.validFrom)
                    && Arrays.equals(validTo, table.validTo);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(texts);
        }
    }

    /** Texts one behind the other. */
    private static final class Packed {
        private byte[] bytes = new byte[1024];
        private int length;

        void add(String text) {
            byte[] added = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length - length < added.length) {
                bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length + (bytes.length >>> 1), added.length));
            }
            System.arraycopy(added, 0, bytes, length, added.length);
            length += added.length;
        }
    }
}
