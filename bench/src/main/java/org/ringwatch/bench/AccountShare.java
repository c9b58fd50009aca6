// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.Arrays;

/**
 * What one thread knows of its share of the accounts: their events, so that each counts once, and their links. Works on 64
 * rows at a time, so that the cache misses of one dictionary overlap before those of the next begin.
 */
final class AccountShare {
    private static final int BATCH = Dictionary.BATCH;
    private static final int INITIAL = 1 << 16;
    private static final long NUMBER_MASK = Integer.MAX_VALUE;

    private final Dictionary events;
    private final Dictionary accounts = new Dictionary(INITIAL);
    private final Dictionary[] resources = new Dictionary[EventRows.KINDS];
    private final Dictionary links = new Dictionary(INITIAL);
    private long[] positions = new long[INITIAL];
    private long duplicates;

    private final int[] starts = new int[BATCH];
    private final long[] keys = new long[BATCH];
    private final int[] numbers = new int[BATCH];
    private final int[] accountNumbers = new int[BATCH];
    private final int[] linkAccounts = new int[BATCH];
    private final long[] linkKeys = new long[BATCH * EventRows.KINDS];
    private final int[] linkNumbers = new int[BATCH * EventRows.KINDS];

    /** An empty share that expects so many events. */
    AccountShare(long expectedEvents) {
        events = new Dictionary(expectedEvents);
        Arrays.setAll(resources, kind -> new Dictionary(INITIAL));
    }

    /** Takes in a block of rows. Blocks must come in the order of their lines: of the lines of one event the first counts. */
    void add(long[] block) {
        for (int at = 0; at < block.length; at += BATCH * EventRows.WORDS) {
            addBatch(block, at, Math.min(BATCH, (block.length - at) / EventRows.WORDS));
        }
    }

    private void addBatch(long[] block, int at, int rows) {
        int fresh = dropDuplicates(block, at, rows);
        numberAccounts(block, fresh);
        int count = 0;
        for (int kind = 0; kind < EventRows.KINDS; kind++) {
            count = numberResources(block, fresh, kind, count);
        }
        links.number(linkKeys, 0, count, linkNumbers);
    }

    /** Leaves in {@code starts} where the rows of new events start, and returns how many they are. */
    private int dropDuplicates(long[] block, int at, int rows) {
        for (int i = 0; i < rows; i++) {
            keys[i] = block[at + i * EventRows.WORDS + EventRows.EVENT];
        }
        int known = events.size();
        events.number(keys, 0, rows, numbers);
        int fresh = 0;
        for (int i = 0; i < rows; i++) {
            if (numbers[i] == known + fresh) {
                starts[fresh++] = at + i * EventRows.WORDS;
            }
        }
        duplicates += rows - fresh;
        return fresh;
    }

    private void numberAccounts(long[] block, int fresh) {
        for (int i = 0; i < fresh; i++) {
            keys[i] = block[starts[i] + EventRows.ACCOUNT];
        }
        int known = accounts.size();
        accounts.number(keys, 0, fresh, accountNumbers);
        for (int i = 0; i < fresh; i++) {
            if (accountNumbers[i] == known) {
                if (known == positions.length) {
                    positions = Arrays.copyOf(positions, known * 2);
                }
                positions[known++] = block[starts[i] + EventRows.POSITION];
            }
        }
    }

    private int numberResources(long[] block, int fresh, int kind, int linkCount) {
        int named = 0;
        for (int i = 0; i < fresh; i++) {
            long key = block[starts[i] + EventRows.RESOURCES + kind];
            keys[named] = key;
            linkAccounts[named] = accountNumbers[i];
            named += key == 0 ? 0 : 1;
        }
        resources[kind].number(keys, 0, named, numbers);
        for (int i = 0; i < named; i++) {
            // Resources count from 1 here, so that no link is 0.
            linkKeys[linkCount + i] = (long) kind << 62 | (long) linkAccounts[i] << 31 | (numbers[i] + 1);
        }
        return linkCount + named;
    }

    /** Lines of an event that was there already. */
    long duplicates() {
        return duplicates;
    }

    /** Events, each once. */
    int events() {
        return events.size();
    }

    /** Accounts, numbered from 0. */
    int accounts() {
        return accounts.size();
    }

    /** Copies to {@code target}, from {@code start}, where the text of each account was first seen. */
    void copyPositions(long[] target, int start) {
        System.arraycopy(positions, 0, target, start, accounts.size());
    }

    /** The resources of one kind, numbered from 0. */
    Dictionary resources(int kind) {
        return resources[kind];
    }

    /**
     * The distinct links, account in the upper half of a word, resource in the lower.
     *
     * @param firstAccount the number that account 0 of this share has among all
     * @param firstResources for each kind the number that its resource 0 has among all kinds
     * @param resourceNumbers for each kind and resource of this share its number in the kind
     */
    long[] links(int firstAccount, int[] firstResources, int[][] resourceNumbers) {
        long[] all = links.keys();
        for (int i = 0; i < all.length; i++) {
            int kind = (int) (all[i] >>> 62);
            long account = firstAccount + (all[i] >>> 31 & NUMBER_MASK);
            int resource = resourceNumbers[kind][(int) (all[i] & NUMBER_MASK) - 1];
            all[i] = account << 32 | (firstResources[kind] + resource);
        }
        return all;
    }
}
