// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who shares what: accounts by resources. Most shared resources come first, and accounts that share most; of equals the one that
 * the ring names first. A large ring is cut to what can be looked over; its links table has all.
 */
final class SharedMatrix {
    static final int MAX_ACCOUNTS = 60;
    static final int MAX_RESOURCES = 30;

    /**
     * One account.
     *
     * @param events how often it was seen with each resource, in the order of {@link #resources()}
     */
    record Row(RingRecord.Member account, List<Long> events) {}

    private final List<RingRecord.Entity> resources;
    private final List<Row> rows;
    private final boolean complete;

    private SharedMatrix(List<RingRecord.Entity> resources, List<Row> rows, boolean complete) {
        this.resources = resources;
        this.rows = rows;
        this.complete = complete;
    }

    static SharedMatrix of(RingRecord ring) {
        Map<String, Map<RingRecord.Entity, Long>> seen = new HashMap<>();
        Map<RingRecord.Entity, Integer> sharers = new HashMap<>();
        for (RingRecord.Link link : ring.links()) {
            seen.computeIfAbsent(link.accountId(), id -> new HashMap<>()).put(link.resource(), link.events());
            sharers.merge(link.resource(), 1, Integer::sum);
        }
        List<RingRecord.Entity> resources = new ArrayList<>(ring.resources());
        resources.sort(Comparator.comparing((RingRecord.Entity resource) -> -sharers.getOrDefault(resource, 0)));
        List<RingRecord.Member> accounts = new ArrayList<>(ring.accounts());
        accounts.sort(Comparator.comparing(
                account -> -seen.getOrDefault(account.id(), Map.of()).size()));
        boolean complete = resources.size() <= MAX_RESOURCES && accounts.size() <= MAX_ACCOUNTS;
        List<RingRecord.Entity> columns = resources.subList(0, Math.min(MAX_RESOURCES, resources.size()));
        List<Row> rows = accounts.stream()
                .limit(MAX_ACCOUNTS)
                .map(account -> new Row(
                        account,
                        columns.stream()
                                .map(resource -> seen.getOrDefault(account.id(), Map.of())
                                        .getOrDefault(resource, 0L))
                                .toList()))
                .toList();
        return new SharedMatrix(columns, rows, complete);
    }

    List<RingRecord.Entity> resources() {
        return resources;
    }

    List<Row> rows() {
        return rows;
    }

    /** Whether everybody and everything is in it. */
    boolean isComplete() {
        return complete;
    }
}
