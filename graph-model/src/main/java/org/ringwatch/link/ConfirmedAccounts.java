// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * Accounts that people have confirmed to be part of fraud, by their secret hashes, with their names.
 *
 * <p>Memory: the names in UTF-8 and 12 bytes an account where they are sent, some 30 where they are asked.
 */
public final class ConfirmedAccounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody is confirmed. */
    public static final ConfirmedAccounts NONE = new ConfirmedAccounts(new long[0], new byte[0], new int[1]);

    private static final int ABSENT = -1;

    private final long[] secrets;
    private final byte[] names;
    /** Where the name of each begins in {@link #names}, and the end of the last. */
    private final int[] starts;

    private final transient Long2IntOpenHashMap index;

    private ConfirmedAccounts(long[] secrets, byte[] names, int[] starts) {
        this.secrets = secrets;
        this.names = names;
        this.starts = starts;
        this.index = new Long2IntOpenHashMap(secrets.length);
        index.defaultReturnValue(ABSENT);
        for (int i = 0; i < secrets.length; i++) {
            index.put(secrets[i], i);
        }
    }

    private record Account(long secret, byte[] name) {}

    /** The accounts of these canonical ids, in whatever order, under the run's hasher. */
    public static ConfirmedAccounts of(Collection<String> accountIds, IdHasher hasher) {
        Account[] accounts = accountIds.stream()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .map(name -> new Account(hasher.secret(name, 0, name.length), name))
                .sorted(Comparator.comparingLong(Account::secret))
                .toArray(Account[]::new);
        long[] secrets = new long[accounts.length];
        int[] starts = new int[accounts.length + 1];
        RawTexts texts = new RawTexts();
        int size = 0;
        for (int a = 0; a < accounts.length; a++) {
            if (size == 0 || secrets[size - 1] != accounts[a].secret) {
                secrets[size++] = accounts[a].secret;
                texts.add(accounts[a].name);
                starts[size] = texts.length;
            }
        }
        return new ConfirmedAccounts(
                Arrays.copyOf(secrets, size),
                Arrays.copyOf(texts.bytes, texts.length),
                Arrays.copyOf(starts, size + 1));
    }

    /** Whether nobody is confirmed. */
    public boolean isEmpty() {
        return secrets.length == 0;
    }

    /** Whether the account with that secret hash is confirmed. */
    public boolean contains(long secret) {
        return index.get(secret) != ABSENT;
    }

    /**
     * The name of a confirmed account.
     *
     * @throws IllegalArgumentException when nobody with that secret hash is confirmed
     */
    public String name(long secret) {
        int i = index.get(secret);
        if (i == ABSENT) {
            throw new IllegalArgumentException("secret must be that of a confirmed account");
        }
        return new String(names, starts[i], starts[i + 1] - starts[i], StandardCharsets.UTF_8);
    }

    private Object readResolve() {
        return new ConfirmedAccounts(secrets, names, starts);
    }

    /** Texts one behind the other. */
    private static final class RawTexts {
        private byte[] bytes = new byte[1024];
        private int length;

        void add(byte[] text) {
            if (bytes.length - length < text.length) {
                bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length + (bytes.length >>> 1), text.length));
            }
            System.arraycopy(text, 0, bytes, length, text.length);
            length += text.length;
        }
    }
}
