// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.ring.Ids;

/**
 * Events written as texts ({@link TextEvent}) and what each stage of the pipeline makes of them, with one share and without an
 * engine. Results have names instead of hashes and are in order of names, so that they can be compared.
 */
public final class World {
    /** A link as the account stage writes it. */
    public record Link(
            String account,
            ResourceType type,
            String resource,
            boolean habitual,
            boolean sensitive,
            long events,
            Set<Behaviour> behaviours,
            List<Contact> contacts) {}

    /** A contact; the minute counts from day 0. */
    public record Contact(int minute, boolean sensitive, boolean value, boolean strange) {}

    /** An item of evidence (or an explanation) on a pair, the accounts in order of name. */
    public record Item(
            String accounts,
            ResourceType type,
            String resource,
            boolean explains,
            boolean meeting,
            int gapMinutes,
            int degree,
            long weightMicros) {
        /** Such as {@code a-b DEVICE d1}. */
        public String name() {
            return accounts + " " + type + " " + resource + (explains ? " explains" : "");
        }
    }

    /** A pair that is tied. */
    public record Tie(String accounts, long weightMicros, List<Item> items) {}

    /** A resource too widely shared. */
    public record HubSeen(ResourceType type, String resource, long accounts, long events, HubReason reason) {}

    /** What the account stage counts. */
    public record Counts(long duplicates, long conflicting, long digestHigh, long digestLow) {}

    private static final EventValidator VALIDATOR = new EventValidator(EventRules.defaults());
    private static final Baseline QUIET =
            new Baseline(1000, 100_000, Collections.nCopies(Behaviour.values().length, 0L), 0, 0, 1);

    private final List<TextEvent> events;
    private final LinkParameters parameters;
    private final @Nullable Baseline fixedBaseline;
    private final IdHasher hasher;
    private final List<TrustedPlaces.Place> trusted;

    private final List<long[]> rows = new ArrayList<>();
    private final List<byte[]> canonical = new ArrayList<>();
    private final List<AccountEvent> named = new ArrayList<>();
    private final Map<List<Long>, String> names = new HashMap<>();

    private World(
            List<TextEvent> events,
            LinkParameters parameters,
            @Nullable Baseline fixedBaseline,
            IdHasher hasher,
            List<TrustedPlaces.Place> trusted) {
        this.events = List.copyOf(events);
        this.parameters = parameters;
        this.fixedBaseline = fixedBaseline;
        this.hasher = hasher;
        this.trusted = List.copyOf(trusted);
        pack();
    }

    /** Events with ids e0, e1, … unless {@code event_id=} says otherwise; plain links and a baseline without oddities. */
    public static World world(String... texts) {
        return of(IntStream.range(0, texts.length)
                .mapToObj(e -> TextEvent.parse("e" + e, texts[e]))
                .toList());
    }

    /** The same of parsed events. */
    public static World of(List<TextEvent> events) {
        return new World(events, PlainLinks.links().build(), QUIET, new IdHasher(1, 2), List.of());
    }

    /** The same events under other parameters. */
    public World with(PlainLinks links) {
        return new World(events, links.build(), fixedBaseline, hasher, trusted);
    }

    /** The same events against another population. */
    public World with(Baseline baseline) {
        return new World(events, parameters, baseline, hasher, trusted);
    }

    /** The same events against the population that they are. */
    public World withOwnBaseline() {
        return new World(events, parameters, null, hasher, trusted);
    }

    /** The same events with another secret key. */
    public World withSecret(long secret) {
        return new World(events, parameters, fixedBaseline, new IdHasher(secret, ~secret), trusted);
    }

    /** The same events where these places are trusted. */
    public World trusting(TrustedPlaces.Place... places) {
        return new World(events, parameters, fixedBaseline, hasher, List.of(places));
    }

    /** These accounts, confirmed. */
    public ConfirmedAccounts confirmed(String... accounts) {
        return ConfirmedAccounts.of(List.of(accounts), hasher);
    }

    /** The same events in another order. */
    public World shuffled(long seed) {
        List<TextEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        return new World(shuffled, parameters, fixedBaseline, hasher, trusted);
    }

    /** Every event changed. */
    public World map(UnaryOperator<TextEvent> change) {
        return new World(events.stream().map(change).toList(), parameters, fixedBaseline, hasher, trusted);
    }

    /** Every event tells the second factor like this; nothing if empty. */
    public World withTwoFactor(String text) {
        return map(event -> event.with(EventColumn.TWO_FACTOR, text));
    }

    /** All names become others. */
    public World renamed(int salt) {
        return map(event -> event.renamed(salt));
    }

    /** These events and others. */
    public World and(World other) {
        return new World(
                Stream.concat(events.stream(), other.events.stream()).toList(),
                parameters,
                fixedBaseline,
                hasher,
                trusted);
    }

    /** An account or resource by its hashes. */
    public String name(long order, long secret) {
        String name = names.get(List.of(order, secret));
        if (name == null) {
            throw new AssertionError("no name has the hashes " + order + ", " + secret);
        }
        return name;
    }

    /** The event with that number. */
    public AccountEvent event(int number) {
        return named.get(number);
    }

    /** The packed event with that number. */
    public long[] row(int number) {
        return rows.get(number).clone();
    }

    /** Number of events. */
    public int size() {
        return events.size();
    }

    /** The lines of events that tie. */
    public CanonicalSource canonicalSource() {
        return positions -> {
            Map<Long, byte[]> lines = new HashMap<>();
            for (long position : positions) {
                lines.put(position, canonical.get((int) EventRow.offset(position)));
            }
            return lines;
        };
    }

    /** Runs the account stage. */
    Counts accounts(AccountPartition.Visitor visitor) {
        AccountPartition partition = new AccountPartition();
        rows.forEach(partition::add);
        partition.forEach(canonicalSource(), visitor);
        return new Counts(
                partition.duplicates(), partition.conflicting(), partition.digestHigh(), partition.digestLow());
    }

    /** What the account stage counts. */
    public Counts counts() {
        return accounts(ignored -> {});
    }

    /** The canonical lines of the events that count, in order. */
    List<String> kept() {
        List<String> kept = new ArrayList<>();
        accounts(account -> {
            for (int e = 0; e < account.size(); e++) {
                byte[] line = canonical.get((int) EventRow.offset(account.position(e)));
                kept.add(new String(line, StandardCharsets.UTF_8));
            }
        });
        Collections.sort(kept);
        return kept;
    }

    /** What an account does. */
    public Set<Behaviour> behaviours(String account) {
        Map<String, Set<Behaviour>> all = new TreeMap<>();
        AccountAnalysis analysis = new AccountAnalysis();
        accounts(packed -> {
            analysis.read(packed);
            all.put(name(packed.orderHash(), packed.secretHash()), behaviours(analysis.behaviours()));
        });
        return all.getOrDefault(account, Set.of());
    }

    /** The population of these events, or the fixed one. */
    public Baseline baseline() {
        return fixedBaseline == null ? ownBaseline() : fixedBaseline;
    }

    /** The population of these events. */
    public Baseline ownBaseline() {
        BaselineCounter counter = new BaselineCounter();
        AccountAnalysis analysis = new AccountAnalysis();
        accounts(packed -> {
            analysis.read(packed);
            counter.add(packed, analysis.behaviours());
        });
        return counter.baseline();
    }

    /** All links. */
    public List<Link> links() {
        long[] block = linkRows();
        List<Link> links = new ArrayList<>();
        for (int at = 0; at < block.length; at += (int) block[at] & LinkRow.LENGTH_MASK) {
            links.add(link(block, at));
        }
        links.sort(Comparator.comparing(Link::account).thenComparing(Link::type).thenComparing(Link::resource));
        return links;
    }

    /** The link of an account and a resource. */
    Link link(String account, String resource) {
        return links().stream()
                .filter(link ->
                        link.account().equals(account) && link.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link of " + account + " and " + resource));
    }

    /** All items of evidence and explanations. */
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        long[] block = pairRows(new ArrayList<>());
        for (int at = 0; at < block.length; at += PairRow.LENGTH) {
            items.add(item(
                    name(block[at + 1], block[at + 2]),
                    name(block[at + 3], block[at + 4]),
                    block[at],
                    block[at + PairRow.RESOURCE_ORDER],
                    block[at + PairRow.RESOURCE_SECRET],
                    block[at + PairRow.WEIGHT]));
        }
        items.sort(Comparator.comparing(Item::name));
        return items;
    }

    /** Names of the items. */
    List<String> itemNames() {
        return items().stream().map(Item::name).toList();
    }

    /** The item of that name. */
    Item item(String name) {
        return items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no item " + name + " in " + itemNames()));
    }

    /** The weight of the item of that name. */
    double weight(String name) {
        return item(name).weightMicros() / 1e6;
    }

    /** Resources too widely shared. */
    public List<HubSeen> hubs() {
        List<HubSeen> hubs = new ArrayList<>();
        pairRows(hubs);
        hubs.sort(Comparator.comparing(HubSeen::resource));
        return hubs;
    }

    /** The pairs that are tied, as rows. */
    long[] edgeRows() {
        PairPartition partition = new PairPartition(parameters);
        partition.add(pairRows(new ArrayList<>()));
        RowBuffer edges = new RowBuffer(16);
        partition.forEach(edges);
        return edges.toBlock();
    }

    /** The pairs that are tied. */
    public List<Tie> ties() {
        long[] block = edgeRows();
        List<Tie> ties = new ArrayList<>();
        for (int at = 0; at < block.length; at += EdgeRow.length(block, at)) {
            String first = name(EdgeRow.firstOrder(block, at), EdgeRow.firstSecret(block, at));
            String second = name(EdgeRow.secondOrder(block, at), EdgeRow.secondSecret(block, at));
            List<Item> items = new ArrayList<>();
            for (int i = at + EdgeRow.HEADER; i < at + EdgeRow.length(block, at); i += EdgeRow.ITEM) {
                items.add(item(first, second, block[i], block[i + 1], block[i + 2], block[i + 3]));
            }
            items.sort(Comparator.comparing(Item::name));
            ties.add(new Tie(accounts(first, second), EdgeRow.weightMicros(block, at), items));
        }
        ties.sort(Comparator.comparing(Tie::accounts));
        return ties;
    }

    /** What the stages write down for an account, and for whether another one belongs to it. */
    public Traced traced(String account, String... with) {
        Inquiry inquiry = Inquiry.about(hasher, account, Arrays.stream(with).findFirst());
        Traced traced = new Traced(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ResourcePartition resources = new ResourcePartition(parameters, inquiry, traced);
        resources.add(linkRows());
        RowBuffer items = new RowBuffer(16);
        resources.forEach(
                baseline(), (first, second) -> items, (type, order, secret, witness, accounts, events, reason) -> {});
        PairPartition pairs = new PairPartition(parameters, inquiry, traced);
        pairs.add(items.toBlock());
        pairs.forEach(new RowBuffer(16));
        return traced;
    }

    /** What the stages wrote down for an account. */
    public record Traced(List<ResourceTrace> resources, List<ItemTrace> items, List<PairTrace> pairs)
            implements TraceSink {
        @Override
        public void resource(ResourceTrace trace) {
            resources.add(trace);
        }

        @Override
        public void item(ItemTrace trace) {
            items.add(trace);
        }

        @Override
        public void pair(PairTrace trace) {
            pairs.add(trace);
        }
    }

    /** All accounts, in order. */
    public List<String> accountNames() {
        return named.stream().map(AccountEvent::accountId).distinct().sorted().toList();
    }

    /** The ties behind the hashes of the smallest account of their component, as the component stage takes them. */
    public long[] labelledTies() {
        long[] block = edgeRows();
        HashedDisjointSets forest = new HashedDisjointSets();
        for (int at = 0; at < block.length; at += EdgeRow.length(block, at)) {
            forest.union(
                    EdgeRow.firstOrder(block, at),
                    EdgeRow.firstSecret(block, at),
                    EdgeRow.secondOrder(block, at),
                    EdgeRow.secondSecret(block, at));
        }
        Map<List<Long>, long[]> rootOf = new HashMap<>();
        forest.forEach((order, secret, rootOrder, rootSecret) ->
                rootOf.put(List.of(order, secret), new long[] {rootOrder, rootSecret}));
        RowBuffer labelled = new RowBuffer(16);
        for (int at = 0; at < block.length; at += EdgeRow.length(block, at)) {
            long[] root = rootOf.get(List.of(EdgeRow.firstOrder(block, at), EdgeRow.firstSecret(block, at)));
            labelled.add(root, 0, 2);
            labelled.add(block, at, EdgeRow.length(block, at));
        }
        return labelled.toBlock();
    }

    /** The components: their accounts in order. */
    public List<List<String>> components() {
        Map<String, String> parent = new TreeMap<>();
        for (Tie tie : ties()) {
            String[] pair = tie.accounts().split("-", -1);
            String a = root(parent, pair[0]);
            String b = root(parent, pair[1]);
            parent.put(a, b);
            parent.put(b, b);
        }
        Map<String, List<String>> components = new LinkedHashMap<>();
        for (String account : List.copyOf(parent.keySet())) {
            components
                    .computeIfAbsent(root(parent, account), ignored -> new ArrayList<>())
                    .add(account);
        }
        return List.copyOf(components.values());
    }

    private static String root(Map<String, String> parent, String account) {
        String at = account;
        while (!parent.getOrDefault(at, at).equals(at)) {
            at = parent.getOrDefault(at, at);
        }
        return at;
    }

    private void pack() {
        EventPacker packer = new EventPacker(hasher);
        FieldSlices fields = new FieldSlices();
        ValidEvent event = new ValidEvent();
        for (int e = 0; e < events.size(); e++) {
            events.get(e).copyTo(fields);
            String reason = VALIDATOR.validate(fields, event);
            if (reason != null) {
                throw new AssertionError(events.get(e) + ": " + reason);
            }
            RowBuffer row = new RowBuffer(24);
            packer.read(event);
            packer.write(event, EventRow.position(0, e), row);
            rows.add(row.toBlock());
            byte[] line = new byte[event.maxCanonicalLength()];
            canonical.add(Arrays.copyOf(line, event.writeCanonical(line, 0)));
            AccountEvent record = event.toAccountEvent();
            named.add(record);
            names.put(List.of(packer.accountOrder(), packer.accountSecret()), record.accountId());
            names.put(
                    List.of(
                            IdHasher.typed(packer.accountOrder(), ResourceType.BENEFICIARY),
                            IdHasher.typed(packer.accountSecret(), ResourceType.BENEFICIARY)),
                    record.accountId());
            for (ResourceType type : ResourceType.values()) {
                if (packer.names(type)) {
                    names.put(List.of(packer.order(type), packer.secret(type)), Ids.resource(record, type));
                }
            }
        }
    }

    private long[] linkRows() {
        RowBuffer links = new RowBuffer(16);
        AccountAnalysis analysis = new AccountAnalysis();
        accounts(packed -> {
            analysis.read(packed);
            analysis.writeLinks((order, type) -> links, TrustedPlaces.of(trusted, hasher));
        });
        return links.toBlock();
    }

    private long[] pairRows(List<HubSeen> hubs) {
        ResourcePartition partition = new ResourcePartition(parameters);
        partition.add(linkRows());
        RowBuffer pairs = new RowBuffer(16);
        partition.forEach(
                baseline(),
                (first, second) -> pairs,
                (type, order, secret, witness, accounts, events, reason) ->
                        hubs.add(new HubSeen(type, name(order, secret), accounts, events, reason)));
        return pairs.toBlock();
    }

    private Link link(long[] block, int at) {
        long meta = block[at];
        List<Contact> contacts = new ArrayList<>();
        for (int c = 0; c < LinkRow.contacts(meta); c++) {
            int contact = LinkRow.contact(block, at, meta, c);
            long dayZero = (TextEvent.DAY_0.toEpochMilli() - AccountAnalysis.EPOCH_MILLIS) / 60_000;
            contacts.add(new Contact(
                    (int) (LinkRow.minute(contact) - dayZero),
                    (contact & LinkRow.SENSITIVE) != 0,
                    (contact & LinkRow.VALUE) != 0,
                    (contact & LinkRow.STRANGE) != 0));
        }
        return new Link(
                name(block[at + LinkRow.ACCOUNT_ORDER], block[at + LinkRow.ACCOUNT_SECRET]),
                LinkRow.type(meta),
                name(block[at + LinkRow.RESOURCE_ORDER], block[at + LinkRow.RESOURCE_SECRET]),
                LinkRow.habitual(meta),
                LinkRow.sensitive(meta),
                LinkRow.events(meta),
                behaviours(block[at + LinkRow.BEHAVIOUR]),
                contacts);
    }

    private Item item(String first, String second, long meta, long order, long secret, long weight) {
        return new Item(
                accounts(first, second),
                PairRow.type(meta),
                name(order, secret),
                PairRow.explains(meta),
                PairRow.isMeeting(meta),
                PairRow.gapMinutes(meta),
                PairRow.degree(meta),
                weight);
    }

    private static String accounts(String first, String second) {
        return first.compareTo(second) < 0 ? first + "-" + second : second + "-" + first;
    }

    private static Set<Behaviour> behaviours(long bits) {
        Set<Behaviour> set = EnumSet.noneOf(Behaviour.class);
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.in(bits)) {
                set.add(behaviour);
            }
        }
        return set;
    }
}
