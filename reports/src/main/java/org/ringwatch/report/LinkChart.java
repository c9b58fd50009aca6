// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.ring.EntityType;

/**
 * What the link chart of a ring shows: its accounts and resources and the links between them, at most {@link #MAX_NODES}. In a
 * large ring accounts of one role with the same links are one node, "+37"; what still does not fit is left out, least tied first.
 */
final class LinkChart {
    /** More than that nobody can read, and browsers draw slowly. */
    static final int MAX_NODES = 500;

    /** Up to that many nodes every account is drawn by itself. */
    private static final int SMALL = 60;

    private static final int LEAST_GROUP = 3;

    /**
     * A node.
     *
     * @param ids one id, or those of the accounts that it stands for
     */
    record Node(EntityType type, String role, List<String> ids) {
        boolean isGroup() {
            return ids.size() > 1;
        }
    }

    /** An edge from an account node to a resource node, by their numbers. */
    record Edge(int account, int resource, BigDecimal weight) {}

    private final List<Node> nodes;
    private final List<Edge> edges;
    private final int leftOut;

    private LinkChart(List<Node> nodes, List<Edge> edges, int leftOut) {
        this.nodes = nodes;
        this.edges = edges;
        this.leftOut = leftOut;
    }

    static LinkChart of(RingRecord ring) {
        Map<String, Map<RingRecord.Entity, BigDecimal>> linksOf = new HashMap<>();
        Map<RingRecord.Entity, BigDecimal> total = new HashMap<>();
        for (RingRecord.Link link : ring.links()) {
            linksOf.computeIfAbsent(link.accountId(), id -> new LinkedHashMap<>())
                    .put(link.resource(), link.weight());
            total.merge(link.resource(), link.weight(), BigDecimal::add);
        }
        List<RingRecord.Entity> resources = ring.resources();
        List<Node> accounts = accountNodes(ring, linksOf, resources.size());

        int roomForResources = Math.min(resources.size(), Math.max(MAX_NODES / 2, MAX_NODES - accounts.size()));
        List<RingRecord.Entity> drawnResources =
                strongest(resources, roomForResources, resource -> total.getOrDefault(resource, BigDecimal.ZERO));
        List<Node> drawnAccounts = strongest(
                accounts,
                MAX_NODES - drawnResources.size(),
                node -> linksOf.getOrDefault(node.ids().get(0), Map.of()).values().stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add));

        List<Node> nodes = new ArrayList<>(drawnAccounts);
        Map<RingRecord.Entity, Integer> numbers = new HashMap<>();
        Map<RingRecord.Entity, String> roles = rolesOfResources(ring);
        for (RingRecord.Entity resource : drawnResources) {
            numbers.put(resource, nodes.size());
            nodes.add(new Node(resource.type(), roles.getOrDefault(resource, "unknown"), List.of(resource.entityId())));
        }
        List<Edge> edges = new ArrayList<>();
        for (int a = 0; a < drawnAccounts.size(); a++) {
            int account = a;
            linksOf.getOrDefault(nodes.get(a).ids().get(0), Map.of()).forEach((resource, weight) -> {
                Integer number = numbers.get(resource);
                if (number != null) {
                    edges.add(new Edge(account, number, weight));
                }
            });
        }
        int members = ring.accounts().size() + resources.size();
        int drawn = nodes.stream().mapToInt(node -> node.ids().size()).sum();
        return new LinkChart(nodes, edges, members - drawn);
    }

    private static List<Node> accountNodes(
            RingRecord ring, Map<String, Map<RingRecord.Entity, BigDecimal>> linksOf, int resources) {
        if (ring.accounts().size() + resources <= SMALL) {
            return ring.accounts().stream()
                    .map(account -> new Node(EntityType.ACCOUNT, account.role(), List.of(account.id())))
                    .toList();
        }
        Map<String, Map<Object, List<String>>> alike = new TreeMap<>();
        for (RingRecord.Member account : ring.accounts()) {
            Object links = linksOf.getOrDefault(account.id(), Map.of()).keySet();
            alike.computeIfAbsent(account.role(), role -> new LinkedHashMap<>())
                    .computeIfAbsent(links, same -> new ArrayList<>())
                    .add(account.id());
        }
        List<Node> nodes = new ArrayList<>();
        alike.forEach((role, groups) -> groups.values().forEach(ids -> {
            if (ids.size() >= LEAST_GROUP) {
                nodes.add(new Node(EntityType.ACCOUNT, role, List.copyOf(ids)));
            } else {
                ids.forEach(id -> nodes.add(new Node(EntityType.ACCOUNT, role, List.of(id))));
            }
        }));
        return nodes;
    }

    private static Map<RingRecord.Entity, String> rolesOfResources(RingRecord ring) {
        Map<RingRecord.Entity, String> roles = new HashMap<>();
        for (EntityType type : EntityType.values()) {
            ring.members(type)
                    .forEach(member ->
                            roles.put(new RingRecord.Entity(RingRecord.name(type), member.id()), member.role()));
        }
        return roles;
    }

    private interface Weight<T> {
        BigDecimal of(T item);
    }

    /** The heaviest, in their old order; of equals the first. */
    private static <T> List<T> strongest(List<T> items, int room, Weight<T> weight) {
        if (items.size() <= room) {
            return items;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> weight.of(items.get(i))).reversed());
        return order.subList(0, room).stream().sorted().map(items::get).toList();
    }

    /** Account nodes first, then resources by type. */
    List<Node> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    /** How many members are not drawn. */
    int leftOut() {
        return leftOut;
    }
}
