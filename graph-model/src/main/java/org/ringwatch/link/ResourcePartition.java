// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The links of one share of the resources: decides which resources are hubs and what the others say about the pairs of
 * accounts seen with them.
 *
 * <p>Pairs are bounded: a resource is a hub when more accounts than its cap come in 30 days, or ten times as many in all,
 * or more than {@link #MAX_ACCOUNTS}. A resource that is no hub gives at most one pair for each two of its accounts, and a
 * merchant a second one. Of a hub only those count who moved value there, see {@link Judgement#judgeCrowd}. Memory: the
 * packed links (about 64 bytes each).
 */
public final class ResourcePartition {
    /** Where pair evidence goes: the buffer of the share that the pair belongs to. */
    public interface PairSink {
        RowBuffer buffer(long firstOrder, long secondOrder);
    }

    /** Told of every hub; {@code witness} is the secret hash of an account that was seen with it. */
    public interface HubSink {
        void hub(
                ResourceType type, long order, long secret, long witness, long accounts, long events, HubReason reason);
    }

    static final double MICRO = 1e6;

    private static final int DAY_MINUTES = 24 * 60;
    private static final int WINDOW_HALF_MINUTES = 15 * DAY_MINUTES;

    /** Share of a merchant's customers that share a device or wallet there by chance: households, mostly. */
    private static final double TIED_BY_CHANCE = 0.05;

    /** What a customer without any oddity counts at a suspicious merchant or beneficiary. */
    private static final double ORDINARY_FACTOR = 0.3;

    /** However slowly they come: this many times the cap is a crowd, and bounds the pairs. */
    private static final int LIFETIME_CAPS = 10;

    /** And so is this number, unless the cap itself is higher: it bounds the pairs of one resource to some 700 thousand. */
    private static final int MAX_ACCOUNTS = 1200;

    /** Of a crowd as many are looked at, at most a cap of them at once: it bounds the pairs to 600 thousand at a cap of 60. */
    private static final int MAX_SUSPECTS = 20_000;

    private static final double MAX_TEST = 3;
    private static final int MIN_CUSTOMERS = 3;

    private final RowGroups groups = new RowGroups(2, LinkRow.LENGTH_MASK);
    private final SortedRows rows = new SortedRows(LinkRow.LENGTH_MASK);
    private final LinkParameters parameters;
    private final Inquiry inquiry;
    private final TraceSink traces;

    /** An empty share. */
    public ResourcePartition(LinkParameters parameters) {
        this(parameters, Inquiry.nobody(), TraceSink.none());
    }

    /** An empty share that explains what it does for the accounts of an inquiry. */
    public ResourcePartition(LinkParameters parameters, Inquiry inquiry, TraceSink traces) {
        this.parameters = parameters;
        this.inquiry = inquiry;
        this.traces = traces;
    }

    /** Takes over a block of link rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Links added so far. */
    public long links() {
        return groups.rows();
    }

    /** Judges every resource, then forgets the links. */
    public void forEach(Baseline baseline, PairSink pairs, HubSink hubs) {
        groups.forEach(group -> {
            ResourceTracer tracer = inquiry.isEmpty()
                    ? null
                    : ResourceTracer.ofAsked(inquiry, traces, group).orElse(null);
            if (group.size() > 1) {
                new Judgement(group, baseline, pairs, tracer).judge(hubs);
            }
            if (tracer != null) {
                tracer.end(baseline);
            }
        });
    }

    private int compareAccounts(int a, int b) {
        int order = Long.compareUnsigned(rows.at(a, LinkRow.ACCOUNT_ORDER), rows.at(b, LinkRow.ACCOUNT_ORDER));
        return order != 0
                ? order
                : Long.compareUnsigned(rows.at(a, LinkRow.ACCOUNT_SECRET), rows.at(b, LinkRow.ACCOUNT_SECRET));
    }

    /** One resource, its accounts in order of their hashes. */
    private final class Judgement {
        private final RowGroups.Group group;
        private final Baseline baseline;
        private final PairSink pairs;
        private final @Nullable ResourceTracer tracer;
        private final ResourceType type;
        private int accounts;
        private double rarity;
        private boolean hub;

        Judgement(RowGroups.Group group, Baseline baseline, PairSink pairs, @Nullable ResourceTracer tracer) {
            this.group = group;
            this.baseline = baseline;
            this.pairs = pairs;
            this.tracer = tracer;
            this.type = LinkRow.type(group.word(0, 0));
            this.accounts = group.size();
            this.rarity = baseline.rarity(accounts);
        }

        void judge(HubSink hubs) {
            int cap = parameters.cap(type);
            boolean crowd = areMany(cap);
            if (!crowd) {
                rows.read(group);
                crowd = comeFast(cap);
            }
            if (crowd) {
                tell(hubs);
                judgeCrowd(cap);
            } else {
                rows.sort(ResourcePartition.this::compareAccounts);
                share();
            }
        }

        /** Whether the accounts are too many in all. */
        private boolean areMany(int cap) {
            return accounts > Math.max(cap, Math.min(LIFETIME_CAPS * cap, MAX_ACCOUNTS));
        }

        /** Whether more accounts than the cap come in thirty days. */
        private boolean comeFast(int cap) {
            return accounts > cap && accountsInThirtyDays() > cap;
        }

        private void share() {
            switch (type) {
                case DEVICE, WALLET -> shareThing();
                case IP, NETWORK_56, NETWORK_48 -> shareAddress();
                case MERCHANT -> shareMerchant();
                case BENEFICIARY -> shareBeneficiary();
                case FAMILY -> shareFamily();
            }
        }

        /**
         * What a crowd hides: those who moved value on a device or wallet, and those who act oddly and moved value at an address
         * or to a beneficiary. When they alone are no crowd they share the resource like others do. Else, except at an
         * address, those do whose first contact lies within one day, in order of time, as many as the cap at once.
         */
        private void judgeCrowd(int cap) {
            if (tracer != null) {
                tracer.crowd();
            }
            if (type == ResourceType.MERCHANT || type == ResourceType.FAMILY) {
                return;
            }
            rows.read(group, this::isSuspect);
            if (rows.size() < 2) {
                return;
            }
            rows.sort(ResourcePartition.this::compareAccounts);
            rows.truncate(Math.min(rows.size(), MAX_SUSPECTS));
            hub = true;
            narrow();
            if (!areMany(cap) && !comeFast(cap)) {
                share();
            } else if (!type.isAddress()) {
                shareByDay(cap);
            }
        }

        private boolean isSuspect(int row) {
            boolean value = LinkRow.hasContact(group.block(row), group.start(row), LinkRow.VALUE);
            boolean thing = type == ResourceType.DEVICE || type == ResourceType.WALLET;
            return value
                    && (thing
                            || Baseline.isFlagged(group.word(row, LinkRow.BEHAVIOUR))
                            || LinkRow.hasContact(group.block(row), group.start(row), LinkRow.STRANGE));
        }

        private void narrow() {
            accounts = rows.size();
            rarity = baseline.rarity(accounts);
        }

        private void shareByDay(int cap) {
            rows.sort(this::compareFirstMinutes);
            int[] order = rows.order();
            for (int from = 0; from < order.length; ) {
                int first = firstMinuteAt(order[from]);
                int to = from + 1;
                while (to < order.length && to - from < cap && firstMinuteAt(order[to]) - first < DAY_MINUTES) {
                    to++;
                }
                rows.select(order, from, to);
                rows.sort(ResourcePartition.this::compareAccounts);
                narrow();
                share();
                from = to;
            }
        }

        private int compareFirstMinutes(int a, int b) {
            int byTime = Integer.compare(firstMinuteAt(a), firstMinuteAt(b));
            return byTime != 0 ? byTime : compareAccounts(a, b);
        }

        private int firstMinuteAt(int start) {
            return LinkRow.minute(LinkRow.contact(rows.words(), start, rows.at(start, 0), 0));
        }

        private void tell(HubSink hubs) {
            if (type == ResourceType.FAMILY) {
                return;
            }
            long events = 0;
            for (int i = 0; i < accounts; i++) {
                events += LinkRow.events(group.word(i, 0));
            }
            long order = group.word(0, LinkRow.RESOURCE_ORDER);
            long secret = group.word(0, LinkRow.RESOURCE_SECRET);
            hubs.hub(type, order, secret, witness(secret), accounts, events, HubReason.of(type));
        }

        /** An account whose events name the resource, which those of who receives by its own name do not. */
        private long witness(long secret) {
            long first = group.word(0, LinkRow.ACCOUNT_SECRET);
            boolean own = type == ResourceType.BENEFICIARY && IdHasher.typed(first, type) == secret;
            return own ? group.word(1, LinkRow.ACCOUNT_SECRET) : first;
        }

        /** Most accounts seen in two neighbouring half-months, in any of the overlapping windows. */
        private int accountsInThirtyDays() {
            Int2IntOpenHashMap window = new Int2IntOpenHashMap();
            int most = 0;
            for (int i = 0; i < accounts; i++) {
                long meta = rows.word(i, 0);
                int counted = -1;
                for (int c = 0; c < LinkRow.contacts(meta); c++) {
                    int half = LinkRow.minute(contact(i, c)) / WINDOW_HALF_MINUTES;
                    for (int w = Math.max(half, counted + 1); w <= half + 1; w++) {
                        most = Math.max(most, window.addTo(w, 1) + 1);
                        counted = w;
                    }
                }
            }
            return most;
        }

        private void shareThing() {
            for (int i = 0; i < accounts; i++) {
                for (int j = i + 1; j < accounts; j++) {
                    double weight = worth(LinkRule.RARITY, rarity);
                    weight = times(LinkRule.SIGN_IN_ONLY, weight, contactFactor(i, j));
                    weight = times(
                            LinkRule.HANDED_ON,
                            weight,
                            accounts == 2 && handedOn(i, j) ? parameters.handedOnFactor() : 1);
                    weight = times(
                            LinkRule.CLAIMED_ONLY,
                            weight,
                            onlyClaims(i) != onlyClaims(j) ? parameters.claimedFactor() : 1);
                    emit(i, j, weight, false);
                }
            }
        }

        private void shareAddress() {
            boolean[] together = together(parameters.ipDailyCap(), false);
            boolean[] odd = odd();
            double factor = type == ResourceType.NETWORK_56
                    ? parameters.network56Weight()
                    : type == ResourceType.NETWORK_48 ? parameters.network48Weight() : 1;
            boolean home = type != ResourceType.NETWORK_48 && residents() <= parameters.homeResidents();
            for (int i = 0; i < accounts; i++) {
                for (int j = i + 1; j < accounts; j++) {
                    if (home && LinkRow.habitual(rows.word(i, 0)) && LinkRow.habitual(rows.word(j, 0))) {
                        emit(i, j, 0, true);
                    }
                    double weight = worth(LinkRule.RARITY, rarity);
                    weight = times(LinkRule.WIDER_NETWORK, weight, factor);
                    weight = near(weight, together[i * accounts + j], odd[i] && odd[j]);
                    weight = times(LinkRule.SIGN_IN_ONLY, weight, contactFactor(i, j));
                    emit(i, j, weight, false);
                }
            }
        }

        /** How many accounts are at this address time and again. */
        private int residents() {
            int residents = 0;
            for (int i = 0; i < accounts; i++) {
                residents += LinkRow.habitual(rows.word(i, 0)) ? 1 : 0;
            }
            return residents;
        }

        private void shareMerchant() {
            boolean[] tied = tied();
            boolean[] odd = odd();
            boolean[] bought = having(LinkRow.VALUE);
            int customers = 0;
            int strange = 0;
            int flagged = 0;
            int bound = 0;
            for (int i = 0; i < accounts; i++) {
                if (bought[i]) {
                    customers++;
                    strange += hasContact(i, LinkRow.STRANGE) ? 1 : 0;
                    flagged += isSuspicious(i) ? 1 : 0;
                    bound += tied[i] ? 1 : 0;
                }
            }
            double suspicion = test(strange, customers, baseline.rate(Behaviour.STRANGE_PURCHASE))
                    + test(flagged, customers, baseline.flaggedRate())
                    + test(bound, customers, TIED_BY_CHANCE);
            meet();
            if (customers < MIN_CUSTOMERS || suspicion < parameters.merchantSuspicion()) {
                if (tracer != null) {
                    tracer.otherwise(LinkRule.ORDINARY_SHOP);
                }
                return;
            }
            for (int i = 0; i < accounts; i++) {
                for (int j = i + 1; j < accounts; j++) {
                    if (bought[i] && bought[j]) {
                        double oddness = oddness(odd[i] || tied[i]) * oddness(odd[j] || tied[j]);
                        double weight =
                                times(LinkRule.SHOP, worth(LinkRule.RARITY, rarity), parameters.merchantWeight());
                        emit(i, j, times(LinkRule.NOTHING_ODD, weight, oddness), false);
                    } else {
                        refuse(i, j, LinkRule.NO_VALUE);
                    }
                }
            }
        }

        /** Accounts that bought within an hour of each other more often than chance would have it. */
        private void meet() {
            Meetings meetings = new Meetings(accounts);
            for (int i = 0; i < accounts; i++) {
                long meta = rows.word(i, 0);
                for (int c = 0; c < LinkRow.contacts(meta); c++) {
                    int contact = contact(i, c);
                    if ((contact & LinkRow.VALUE) != 0) {
                        meetings.add(i, LinkRow.minute(contact));
                    }
                }
            }
            meetings.forEach(baseline.spanMinutes(), (i, j, times, surprise) -> {
                if (surprise <= 0 && tracer == null) {
                    return;
                }
                double weight = worth(LinkRule.MEETING, parameters.meetingWeight() * times);
                weight = times(LinkRule.CHANCE, weight, Math.max(0, Math.min(1, surprise)));
                emit(i, j, weight, PairRow.withMeeting(meta(i, j)));
            });
        }

        private void shareBeneficiary() {
            boolean[] together = together(Integer.MAX_VALUE, true);
            boolean[] odd = odd();
            boolean[] gave = having(LinkRow.VALUE);
            for (int i = 0; i < accounts; i++) {
                for (int j = i + 1; j < accounts; j++) {
                    if (gave[i] && gave[j]) {
                        double weight = worth(LinkRule.RARITY, rarity);
                        weight = times(LinkRule.RECEIVER, weight, parameters.beneficiaryWeight());
                        weight = times(LinkRule.NOTHING_ODD, weight, oddness(odd[i]));
                        weight = times(LinkRule.NOTHING_ODD, weight, oddness(odd[j]));
                        weight = near(weight, together[i * accounts + j], odd[i] && odd[j]);
                        emit(i, j, weight, false);
                    } else {
                        refuse(i, j, LinkRule.NO_VALUE);
                    }
                }
            }
        }

        /** What remains of a place or beneficiary by whether two were there together: nothing if they were not, unless both are odd. */
        private double near(double weight, boolean together, boolean bothOdd) {
            return bothOdd
                    ? times(LinkRule.ANOTHER_DAY, weight, together ? 1 : parameters.apartFactor())
                    : times(LinkRule.NEVER_TOGETHER, weight, together ? 1 : 0);
        }

        /** What a rule makes something worth, before anything is taken off. */
        private double worth(LinkRule rule, double weight) {
            if (tracer != null) {
                tracer.begin(rule, weight);
            }
            return weight;
        }

        /** What a rule leaves of a weight. */
        private double times(LinkRule rule, double weight, double factor) {
            double product = weight * factor;
            if (tracer != null) {
                tracer.step(rule, product);
            }
            return product;
        }

        /** A rule keeps the resource from saying anything about a pair. */
        private void refuse(int i, int j, LinkRule rule) {
            if (tracer != null) {
                emit(i, j, times(rule, worth(LinkRule.RARITY, rarity), 0), false);
            }
        }

        /**
         * A family explains what two accounts share, unless both act suspiciously: to state a family costs a ring nothing, to
         * leave off what it lives on everything.
         */
        private void shareFamily() {
            for (int i = 0; i < accounts; i++) {
                for (int j = i + 1; j < accounts; j++) {
                    if (isSuspicious(i) && isSuspicious(j)) {
                        refuse(i, j, LinkRule.BOTH_ODD);
                    } else {
                        emit(i, j, 0, true);
                    }
                }
            }
        }

        private boolean isSuspicious(int i) {
            return Baseline.isFlagged(rows.word(i, LinkRow.BEHAVIOUR));
        }

        /** Standard deviations by which {@code hits} of {@code n} exceed a share {@code p}, 0 to {@link #MAX_TEST}. */
        private static double test(int hits, int n, double p) {
            double z = (hits - n * p) / Math.sqrt(Math.max(n * p * (1 - p), 0.25));
            return hits < 2 ? 0 : Math.max(0, Math.min(MAX_TEST, z));
        }

        /**
         * For each account whether another one used the same device or wallet here. A crowd's, which more than the cap used here
         * alone, says nothing.
         */
        private boolean[] tied() {
            Long2IntOpenHashMap devices = users(LinkRow.CONTEXT_DEVICE);
            Long2IntOpenHashMap wallets = users(LinkRow.CONTEXT_WALLET);
            boolean[] tied = new boolean[accounts];
            for (int i = 0; i < accounts; i++) {
                int onDevice = devices.get(rows.word(i, LinkRow.CONTEXT_DEVICE));
                int withWallet = wallets.get(rows.word(i, LinkRow.CONTEXT_WALLET));
                tied[i] = onDevice > 1 && onDevice <= parameters.deviceCap()
                        || withWallet > 1 && withWallet <= parameters.walletCap();
            }
            return tied;
        }

        /** How many accounts used each device or wallet here. */
        private Long2IntOpenHashMap users(int context) {
            Long2IntOpenHashMap users = new Long2IntOpenHashMap();
            for (int i = 0; i < accounts; i++) {
                users.addTo(rows.word(i, context), 1);
            }
            users.remove(0);
            return users;
        }

        /** For each account whether it acts oddly, here or anywhere. */
        private boolean[] odd() {
            boolean[] odd = having(LinkRow.STRANGE);
            for (int i = 0; i < accounts; i++) {
                odd[i] |= isSuspicious(i);
            }
            return odd;
        }

        private static double oddness(boolean odd) {
            return odd ? 1 : ORDINARY_FACTOR;
        }

        /** For each account whether it has a contact of that kind. */
        private boolean[] having(int kind) {
            boolean[] having = new boolean[accounts];
            for (int i = 0; i < accounts; i++) {
                having[i] = hasContact(i, kind);
            }
            return having;
        }

        /**
         * Which pairs were here on the same day, in either of two day grids shifted by half a day. A day with more than
         * {@code dailyCap} accounts says nothing.
         */
        private boolean[] together(int dailyCap, boolean valueOnly) {
            boolean[] pair = new boolean[accounts * accounts];
            for (int shift = 0; shift < DAY_MINUTES; shift += DAY_MINUTES / 2) {
                long[] visits = new long[0];
                int n = 0;
                for (int i = 0; i < accounts; i++) {
                    long meta = rows.word(i, 0);
                    int previous = -1;
                    for (int c = 0; c < LinkRow.contacts(meta); c++) {
                        int contact = contact(i, c);
                        int day = (LinkRow.minute(contact) + shift) / DAY_MINUTES;
                        if (day != previous && (!valueOnly || (contact & LinkRow.VALUE) != 0)) {
                            visits = n == visits.length ? Arrays.copyOf(visits, Math.max(16, n * 2)) : visits;
                            visits[n++] = (long) day << 32 | i;
                            previous = day;
                        }
                    }
                }
                Arrays.sort(visits, 0, n);
                for (int from = 0; from < n; ) {
                    int to = from + 1;
                    while (to < n && visits[to] >>> 32 == visits[from] >>> 32) {
                        to++;
                    }
                    for (int a = from; a < to && to - from <= dailyCap; a++) {
                        for (int b = a + 1; b < to; b++) {
                            pair[(int) visits[a] * accounts + (int) visits[b]] = true;
                        }
                    }
                    from = to;
                }
            }
            return pair;
        }

        private double contactFactor(int i, int j) {
            boolean sensitive = LinkRow.sensitive(rows.word(i, 0)) && LinkRow.sensitive(rows.word(j, 0));
            return sensitive ? 1 : parameters.signInFactor();
        }

        /**
         * Whether one account left before the other came, and not just minutes before. A serial that is claimed about was
         * not simply sold.
         */
        private boolean handedOn(int i, int j) {
            boolean claimed = hasContact(i, LinkRow.CLAIM) || hasContact(j, LinkRow.CLAIM);
            return !claimed && isApart(i, j) && gapMinutes(i, j) > DAY_MINUTES;
        }

        /** Whether the account was never seen using what it claims about. */
        private boolean onlyClaims(int i) {
            long meta = rows.word(i, 0);
            for (int c = 0; c < LinkRow.contacts(meta); c++) {
                if ((contact(i, c) & LinkRow.CLAIM) == 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean isApart(int i, int j) {
            return lastMinute(i) < firstMinute(j) || lastMinute(j) < firstMinute(i);
        }

        private int firstMinute(int i) {
            return LinkRow.minute(contact(i, 0));
        }

        private int lastMinute(int i) {
            return LinkRow.minute(contact(i, LinkRow.contacts(rows.word(i, 0)) - 1));
        }

        private boolean hasContact(int i, int kind) {
            return LinkRow.hasContact(rows.words(), rows.start(i), kind);
        }

        /** Least minutes between an act of value of {@code i} and one of {@code j}, by merging both in time order. */
        private int gapMinutes(int i, int j) {
            int contactsI = LinkRow.contacts(rows.word(i, 0));
            int contactsJ = LinkRow.contacts(rows.word(j, 0));
            int lastI = Integer.MIN_VALUE / 2;
            int lastJ = Integer.MIN_VALUE / 2;
            int gap = PairRow.NO_GAP;
            for (int a = 0, b = 0; a < contactsI || b < contactsJ; ) {
                int contactI = a < contactsI ? contact(i, a) : -1;
                int contactJ = b < contactsJ ? contact(j, b) : -1;
                boolean takeI = contactJ < 0 || contactI >= 0 && LinkRow.minute(contactI) <= LinkRow.minute(contactJ);
                int contact = takeI ? contactI : contactJ;
                a += takeI ? 1 : 0;
                b += takeI ? 0 : 1;
                if ((contact & LinkRow.VALUE) != 0) {
                    int minute = LinkRow.minute(contact);
                    gap = Math.min(gap, minute - (takeI ? lastJ : lastI));
                    lastI = takeI ? minute : lastI;
                    lastJ = takeI ? lastJ : minute;
                }
            }
            return gap;
        }

        private int contact(int i, int index) {
            return LinkRow.contact(rows.words(), rows.start(i), rows.word(i, 0), index);
        }

        private void emit(int i, int j, double weight, boolean explains) {
            emit(i, j, weight, explains ? PairRow.meta(type, true, PairRow.NO_GAP, accounts) : meta(i, j));
        }

        private long meta(int i, int j) {
            return PairRow.meta(type, false, gapMinutes(i, j), accounts);
        }

        private void emit(int i, int j, double weight, long meta) {
            long micros = Math.round(weight * MICRO);
            if (tracer != null) {
                tracer.item(
                        rows.word(i, LinkRow.ACCOUNT_ORDER),
                        rows.word(i, LinkRow.ACCOUNT_SECRET),
                        rows.word(j, LinkRow.ACCOUNT_ORDER),
                        rows.word(j, LinkRow.ACCOUNT_SECRET),
                        micros,
                        meta);
            }
            if (micros == 0 && !PairRow.explains(meta)) {
                return;
            }
            RowBuffer row = pairs.buffer(rows.word(i, LinkRow.ACCOUNT_ORDER), rows.word(j, LinkRow.ACCOUNT_ORDER));
            row.add(hub ? PairRow.withHub(meta) : meta);
            row.add(rows.word(i, LinkRow.ACCOUNT_ORDER));
            row.add(rows.word(i, LinkRow.ACCOUNT_SECRET));
            row.add(rows.word(j, LinkRow.ACCOUNT_ORDER));
            row.add(rows.word(j, LinkRow.ACCOUNT_SECRET));
            row.add(rows.word(0, LinkRow.RESOURCE_ORDER));
            row.add(rows.word(0, LinkRow.RESOURCE_SECRET));
            row.add(micros);
            row.add(rows.word(i, LinkRow.BEHAVIOUR) | rows.word(j, LinkRow.BEHAVIOUR) << 32);
        }
    }
}
