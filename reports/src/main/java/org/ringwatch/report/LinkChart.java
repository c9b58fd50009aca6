// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringwatch.ring.EntityType;

/**
 * What the link chart of a ring shows: its accounts and resources and the links between them, at most {@link #MAX_NODES}. In a
 * large ring accounts of one role with the same links are one node, "+37"; what still does not fit is left out, least tied first.
 * Hubs that at least two of its accounts were seen with are there, too, though they are no members: a page shows them on request.
 */
final class LinkChart {
    /** More than that nobody can read, and browsers draw slowly. */
    static final int MAX_NODES = 500;

    /** Up to that many nodes every account is drawn by itself. */
    private static final int SMALL = 60;

    private static final int LEAST_GROUP = 3;
    private static final int MAX_HUBS = 12;

    /**
     * A node.
     *
     * @param ids one id, or those of the accounts that it stands for
     * @param kind what it is to the ring
     * @param seen when and how often the ring's events name it
     */
    record Node(EntityType type, String role, List<String> ids, Kind kind, Seen seen) {
        boolean isGroup() {
            return ids.size() > 1;
        }
    }

    /** Whether a node is a member, a member that is a hub besides, or a hub only. */
    enum Kind {
        MEMBER,
        MEMBER_HUB,
        HUB
    }

    /** A number of events from the first to the last, ISO-8601 in UTC. */
    record Seen(long events, String first, String last) {
        static Seen of(RingRecord.Member member) {
            return new Seen(member.events(), member.firstSeen(), member.lastSeen());
        }

        static Seen of(RingEvent event) {
            return new Seen(1, event.eventTime(), event.eventTime());
        }

        Seen and(Seen other) {
            return new Seen(
                    events + other.events,
                    first.compareTo(other.first) <= 0 ? first : other.first,
                    last.compareTo(other.last) >= 0 ? last : other.last);
        }
    }

    /** An edge from an account node to a resource node, by their numbers. One to a hub only weighs nothing. */
    record Edge(int account, int resource, BigDecimal weight) {}

    private final List<Node> nodes;
    private final List<Edge> edges;
    private final int leftOut;
    private final Map<RingRecord.Entity, Integer> numbers = new HashMap<>();

    private LinkChart(List<Node> nodes, List<Edge> edges, int leftOut) {
        this.nodes = nodes;
        this.edges = edges;
        this.leftOut = leftOut;
        for (int n = 0; n < nodes.size(); n++) {
            for (String id : nodes.get(n).ids()) {
                numbers.put(new RingRecord.Entity(RingRecord.name(nodes.get(n).type()), id), n);
            }
        }
    }

    /** The chart of a ring, its members only. */
    static LinkChart of(RingRecord ring, Hubs hubs) {
        Map<String, Map<RingRecord.Entity, BigDecimal>> linksOf = new HashMap<>();
        Map<RingRecord.Entity, BigDecimal> total = new HashMap<>();
        for (RingRecord.Link link : ring.links()) {
            linksOf.computeIfAbsent(link.accountId(), id -> new LinkedHashMap<>())
                    .put(link.resource(), link.weight());
            total.merge(link.resource(), link.weight(), BigDecimal::add);
        }
        List<RingRecord.Entity> resources = ring.resources();
        List<Node> accounts = accountNodes(ring, linksOf, resources.size());
        Map<RingRecord.Entity, RingRecord.Member> members = membersByName(ring);

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
        for (RingRecord.Entity resource : drawnResources) {
            RingRecord.Member member = Objects.requireNonNull(members.get(resource));
            numbers.put(resource, nodes.size());
            nodes.add(new Node(
                    resource.type(),
                    member.role(),
                    List.of(resource.entityId()),
                    hubs.contains(resource) ? Kind.MEMBER_HUB : Kind.MEMBER,
                    Seen.of(member)));
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
        int all = ring.accounts().size() + resources.size();
        int drawn = nodes.stream().mapToInt(node -> node.ids().size()).sum();
        return new LinkChart(nodes, edges, all - drawn);
    }

    /** A hub that accounts of the chart were seen with. */
    private record UsedHub(RingRecord.Entity hub, Set<Integer> nodes, Set<String> accounts, Seen seen) {
        UsedHub and(UsedHub other) {
            nodes.addAll(other.nodes);
            accounts.addAll(other.accounts);
            return new UsedHub(hub, nodes, accounts, seen.and(other.seen));
        }
    }

    /** The same chart with the hubs that at least two of its accounts were seen with, most shared first. */
    LinkChart withHubs(List<RingEvent> events, Hubs hubs) {
        Map<RingRecord.Entity, UsedHub> used = new TreeMap<>();
        for (RingEvent event : events) {
            Integer account = numbers.get(event.account());
            for (RingRecord.Entity entity : event.entities()) {
                if (account != null && hubs.contains(entity) && !numbers.containsKey(entity)) {
                    Set<Integer> nodesOfHub = new TreeSet<>(Set.of(account));
                    Set<String> accounts = new TreeSet<>(Set.of(event.accountId()));
                    used.merge(entity, new UsedHub(entity, nodesOfHub, accounts, Seen.of(event)), UsedHub::and);
                }
            }
        }
        List<UsedHub> shared = strongest(
                used.values().stream().filter(hub -> hub.accounts().size() > 1).toList(),
                Math.min(MAX_HUBS, MAX_NODES - nodes.size()),
                hub -> BigDecimal.valueOf(hub.accounts().size()));
        List<Node> allNodes = new ArrayList<>(nodes);
        List<Edge> allEdges = new ArrayList<>(edges);
        for (UsedHub hub : shared) {
            int number = allNodes.size();
            hub.nodes().forEach(account -> allEdges.add(new Edge(account, number, BigDecimal.ZERO)));
            allNodes.add(new Node(hub.hub().type(), "unknown", List.of(hub.hub().entityId()), Kind.HUB, hub.seen()));
        }
        return new LinkChart(allNodes, allEdges, leftOut);
    }

    private static List<Node> accountNodes(
            RingRecord ring, Map<String, Map<RingRecord.Entity, BigDecimal>> linksOf, int resources) {
        if (ring.accounts().size() + resources <= SMALL) {
            return ring.accounts().stream()
                    .map(account -> accountNode(account.role(), List.of(account)))
                    .toList();
        }
        Map<String, Map<Object, List<RingRecord.Member>>> alike = new TreeMap<>();
        for (RingRecord.Member account : ring.accounts()) {
            Object links = linksOf.getOrDefault(account.id(), Map.of()).keySet();
            alike.computeIfAbsent(account.role(), role -> new LinkedHashMap<>())
                    .computeIfAbsent(links, same -> new ArrayList<>())
                    .add(account);
        }
        List<Node> nodes = new ArrayList<>();
        alike.forEach((role, groups) -> groups.values().forEach(group -> {
            if (group.size() >= LEAST_GROUP) {
                nodes.add(accountNode(role, group));
            } else {
                group.forEach(account -> nodes.add(accountNode(role, List.of(account))));
            }
        }));
        return nodes;
    }

    private static Node accountNode(String role, List<RingRecord.Member> accounts) {
        Seen seen = accounts.stream().map(Seen::of).reduce(Seen::and).orElseThrow();
        return new Node(
                EntityType.ACCOUNT,
                role,
                accounts.stream().map(RingRecord.Member::id).toList(),
                Kind.MEMBER,
                seen);
    }

    private static Map<RingRecord.Entity, RingRecord.Member> membersByName(RingRecord ring) {
        Map<RingRecord.Entity, RingRecord.Member> members = new HashMap<>();
        for (EntityType type : EntityType.values()) {
            ring.members(type)
                    .forEach(member -> members.put(new RingRecord.Entity(RingRecord.name(type), member.id()), member));
        }
        return members;
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

    /** The numbers of the nodes that an event is about, ascending. */
    List<Integer> nodesOf(RingEvent event) {
        return event.entities().stream()
                .map(numbers::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    boolean hasHubs() {
        return nodes.stream().anyMatch(node -> node.kind() != Kind.MEMBER);
    }

    /** How many members are not drawn. */
    int leftOut() {
        return leftOut;
    }
}
