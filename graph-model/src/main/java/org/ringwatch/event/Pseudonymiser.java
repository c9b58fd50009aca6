// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.Pseudonyms;

/**
 * Replaces ids by their keyed pseudonyms, after validation and before anybody else sees the event. Equal ids stay equal and
 * other ids other; an account stays recognisable as a beneficiary, a wallet keeps its kind, and an address what it shares with
 * others. What is no id (times, types, amounts, products, countries, kinds) stays as it is.
 *
 * <p>Remembers the pseudonyms met last in {@value #SLOTS} places, each overwritten by the next id that falls on it, since an
 * HMAC costs more than all else that is done to a line: some 4 MB at most. For one thread.
 */
public final class Pseudonymiser {
    private static final int SLOTS = 1 << 14;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private static final Map<EventColumn, Namespace> NAMESPACES = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            EventColumn.EVENT_ID, Namespace.EVENT,
            EventColumn.ACCOUNT_ID, Namespace.PERSON,
            EventColumn.DEVICE_ID, Namespace.DEVICE,
            EventColumn.IP, Namespace.IP,
            EventColumn.MERCHANT_ID, Namespace.MERCHANT,
            EventColumn.WALLET, Namespace.WALLET,
            EventColumn.BENEFICIARY_ID, Namespace.PERSON,
            EventColumn.ORDER_ID, Namespace.ORDER,
            EventColumn.FAMILY_ID, Namespace.FAMILY)));

    private final Pseudonyms pseudonyms;
    private final IpAddress address = new IpAddress();
    private final Pattern pseudonym;
    private final byte[][] ids = new byte[SLOTS][];
    private final byte[][] names = new byte[SLOTS][];
    private final byte[] namespaces = new byte[SLOTS];

    private Pseudonymiser(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        pseudonym = Pattern.compile(
                "[a-z]+:v" + pseudonyms.version() + ":[a-z2-7]{" + Pseudonyms.CODE_LENGTH + "}(/(48|56|64))?");
    }

    /** What replaces ids; nothing if they stay as they are. */
    public static Optional<Pseudonymiser> of(Privacy privacy) {
        return privacy.pseudonyms().open().map(Pseudonymiser::new);
    }

    /** The columns that hold ids. */
    public static Set<EventColumn> columns() {
        return NAMESPACES.keySet();
    }

    /** Replaces the ids of a valid event. */
    void apply(ValidEvent event) {
        for (EventColumn column : NAMESPACES.keySet()) {
            if (event.has(column)) {
                byte[] name = name(column, event.bytes(column), event.start(column), event.length(column));
                event.copy(column, name, 0, name.length);
            }
        }
        event.clear(EventColumn.EVENT_TYPE);
        event.isPseudonymous = true;
    }

    /**
     * The pseudonym of a canonical id in UTF-8.
     *
     * @param column where it stands
     * @return to be read only
     */
    public byte[] name(EventColumn column, byte[] bytes, int start, int length) {
        Namespace namespace = namespace(column);
        if (namespace == Namespace.EVENT || namespace == Namespace.ORDER) {
            // Met once, or for a short while.
            return make(namespace, bytes, start, length);
        }
        int slot = (int) ((WordHash.of(bytes, start, length) + namespace.ordinal()) * SPREAD >>> 50);
        byte[] known = ids[slot];
        if (known == null
                || namespaces[slot] != namespace.ordinal()
                || !Arrays.equals(known, 0, known.length, bytes, start, start + length)) {
            ids[slot] = Arrays.copyOfRange(bytes, start, start + length);
            names[slot] = make(namespace, bytes, start, length);
            namespaces[slot] = (byte) namespace.ordinal();
        }
        return names[slot];
    }

    /**
     * The pseudonym of a canonical id that people name: theirs may be one already, copied from an output, and stays then.
     *
     * @param column where events have such ids, not {@link EventColumn#IP}
     */
    public String id(EventColumn column, String id) {
        if (isPseudonym(id)) {
            return id;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return new String(make(namespace(column), bytes, 0, bytes.length), StandardCharsets.US_ASCII);
    }

    /**
     * The name under which events know an address, or the network that an IPv6 address stands for.
     *
     * @param prefixLength 48, 56 or 64; of no meaning for IPv4
     */
    public String network(IpAddress of, int prefixLength) {
        return of.isV6()
                ? PseudonymousAddress.ofNetwork(pseudonyms, of, prefixLength)
                : PseudonymousAddress.of(pseudonyms, of);
    }

    /** Whether a text has the form of a pseudonym under this version of the key. */
    public boolean isPseudonym(String text) {
        return pseudonym.matcher(text).matches();
    }

    /** The keyed hash of a line that is not to be shown. */
    public byte[] lineMac(byte[] line) {
        return pseudonyms.lineMac(line);
    }

    /** The version of the key. */
    public int keyVersion() {
        return pseudonyms.version();
    }

    private byte[] make(Namespace namespace, byte[] bytes, int start, int length) {
        String name;
        if (namespace == Namespace.IP) {
            address.parse(bytes, start, start + length);
            name = PseudonymousAddress.of(pseudonyms, address);
        } else {
            String id = new String(bytes, start, length, StandardCharsets.UTF_8);
            name = namespace == Namespace.WALLET ? pseudonyms.ofWallet(id) : pseudonyms.of(namespace, id);
        }
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static Namespace namespace(EventColumn column) {
        Namespace namespace = NAMESPACES.get(column);
        if (namespace == null) {
            throw new IllegalArgumentException("column must hold ids but was " + column);
        }
        return namespace;
    }
}
