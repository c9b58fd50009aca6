// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.TwoFactor;

/**
 * A part of the world that is made on its own, from its own random stream: its accounts, homes and events. Memory is that
 * of its {@link EventLog} plus some hundred bytes an account.
 */
final class District {

    private static final int LEASE_POOL = 240;

    final World world;
    final Traits traits;
    final Dice dice;
    final Life life;
    /** Accounts expected here, for the size of groups. */
    final int expectedAccounts;

    private final int index;
    private final EventLog log;
    private final Draft draft;
    private final List<Account> accounts = new ArrayList<>();
    /** Ordinary people whom a phisher may hit. */
    private final List<Account> residents = new ArrayList<>();
    /** By ring, in the order of planting. */
    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();

    private long nextEntity;
    private List<Spot> leasePool = List.of();
    private int leasesGiven;

    District(World world, int index) {
        this.world = world;
        this.index = index;
        traits = world.traits;
        dice = Dice.of(world.parameters.seed(), 10 + (long) traits.level.ordinal(), index);
        expectedAccounts = (int) (world.accounts / world.districts);
        nextEntity = world.base(index);
        log = new EventLog(traits.start);
        Account nobody = new Account("", Region.ALL.get(0), 0, new Place.Fixed(Spot.NOWHERE));
        draft = new Draft(world, dice, log, world.base(index), nobody);
        life = new Life(this);
    }

    /** Makes everybody: look-alikes, rings, then plain people until the district has its number of events. */
    void populate() {
        int target = Math.toIntExact(world.eventsOf(index));
        int largest = Math.max(4, expectedAccounts / 25);
        for (int kind = 0; kind < LookAlikes.ALL.size(); kind++) {
            makeGroups(LookAlikes.ALL.get(kind), traits.lookAlikeFactors[kind], largest);
        }
        for (RingPlan plan : world.rings) {
            if (plan.district() == index) {
                plan.how().planter().plant(new Crew(plan, this));
            }
        }
        while (log.size() < target) {
            Account plain = person("plain");
            life.live(plain);
        }
        log.truncate(target);
    }

    /** Groups of one look-alike, at least one, until they are as many people as this world has of them. */
    private void makeGroups(LookAlike kind, double factor, int largest) {
        List<LookAlike.Variant> variants = kind.variants(world.parameters.variants());
        double quota = kind.share() * factor * expectedAccounts;
        int before = accounts.size();
        int groups = 0;
        do {
            LookAlike.Variant variant = dice.pick(variants);
            int first = accounts.size();
            variant.maker().make(kind.group(), largest, this);
            for (Account account : accounts.subList(first, accounts.size())) {
                account.variant = account.group.equals(kind.group()) ? variant.name() : "";
            }
            groups++;
        } while (halfAGroupFits(accounts.size() - before, groups, quota));
    }

    /** What the ring's acts touch. */
    Ledger ledger(RingPlan plan) {
        return ledgers.computeIfAbsent(plan.id(), id -> new Ledger());
    }

    Map<String, Ledger> ledgers() {
        return ledgers;
    }

    void write(Path file) throws IOException {
        log.write(file);
    }

    List<Account> accounts() {
        return accounts;
    }

    int events() {
        return log.size();
    }

    /** Starts an event. */
    Draft event(EventType type, Account account, long time) {
        return draft.start(type, account, time);
    }

    /** A new identifier of a kind: {@code d} device, {@code f} family, {@code g} game account, {@code o} order. */
    String newId(char kind) {
        if (nextEntity >= world.base(index + 1)) {
            throw new IllegalStateException("district " + index + " has used up its identifiers");
        }
        return world.names.of(kind, nextEntity++);
    }

    /** A new means of payment of a kind that is usual in the region. */
    String newWallet(Region region) {
        List<String> kinds = region.wallets();
        String kind = kinds.size() == 1 || dice.chance(0.6) ? kinds.get(0) : dice.pick(kinds);
        return kind + ":" + newId('w');
    }

    /** A plain owner with a home, devices, wallets and habits of their own. */
    Account person(String group) {
        Region region = Region.ALL.get(dice.weighted(traits.regionWeights));
        return person(group, region, home(region));
    }

    /** The same in a given region and home. */
    Account person(String group, Region region, Place home) {
        double peak = dice.chance(traits.nightOwls) ? dice.between(0, 5) : dice.between(11, 22);
        Account account = new Account(newId('a'), region, peak, home);
        account.group = group;
        account.devices.add(newId('d'));
        if (dice.chance(traits.secondDevice)) {
            account.devices.add(newId('d'));
        }
        account.wallets.add(newWallet(region));
        if (dice.chance(traits.secondWallet)) {
            account.wallets.add(newWallet(region));
        }
        account.player = dice.chance(traits.players) ? newId('g') : "";
        account.twoFactor = dice.chance(traits.twoFactorOn) ? TwoFactor.ON : TwoFactor.OFF;
        account.taste = dice.between(traits.tasteFrom, traits.tasteTo);
        account.from = traits.start;
        account.until = traits.end;
        if (dice.chance(traits.newAccounts)) {
            account.signsUp = true;
            account.from = dice.within(traits.start, traits.end - 2 * Traits.DAY_MILLIS);
        }
        accounts.add(account);
        if (group.equals("plain") || group.equals("household")) {
            residents.add(account);
        }
        return account;
    }

    /** A person whose account is older than the world. */
    Account settled(String group, Region region) {
        Account account = person(group, region, home(region));
        account.signsUp = false;
        account.from = traits.start;
        return account;
    }

    /** Someone with an honest past in this district who is in no ring yet; new people if there are too few. */
    Account resident(boolean preferOneFactor) {
        for (int attempt = 0; attempt < 40 && !residents.isEmpty(); attempt++) {
            Account candidate = dice.pick(residents);
            boolean fits = !preferOneFactor || candidate.twoFactor == TwoFactor.OFF;
            if (fits && candidate.ring.isEmpty() && !candidate.signsUp) {
                return candidate;
            }
        }
        Account account = person("plain");
        account.signsUp = false;
        account.from = traits.start;
        account.twoFactor = preferOneFactor ? TwoFactor.OFF : account.twoFactor;
        life.live(account);
        return account;
    }

    /** A home with an address of its own, or one leased from the neighbourhood's pool. */
    Place home(Region region) {
        if (dice.chance(traits.ipv6)) {
            return ipv6Home(region);
        }
        if (dice.chance(traits.dynamicHomes)) {
            return leasedHome(region, dice.around(traits.leaseDays, 0.6));
        }
        return new Place.Fixed(residential(region));
    }

    /** A home with a prefix of its own, a /64, /56 or /48; its network changes by the day or by the week. */
    private Place ipv6Home(Region region) {
        int bits = List.of(0, 8, 16).get(dice.weighted(0.35, 0.45, 0.2));
        long network = Spot.randomIpv6(dice);
        if (bits == 0) {
            return new Place.Fixed(new Spot(network, IpKind.RESIDENTIAL, region.country()));
        }
        long prefix = network >>> bits << bits;
        long period = dice.chance(0.6) ? Traits.DAY_MILLIS : 7 * Traits.DAY_MILLIS;
        return new Place.Delegated(prefix, bits, period, region.country());
    }

    /** A home whose address passes on to a neighbour every {@code days}. */
    Place leasedHome(Region region, double days) {
        if (leasesGiven % (LEASE_POOL * 5 / 6) == 0) {
            List<Spot> pool = new ArrayList<>();
            for (int i = 0; i < LEASE_POOL; i++) {
                pool.add(residential(region));
            }
            leasePool = List.copyOf(pool);
        }
        leasesGiven++;
        long lease = (long) (Math.max(0.5, days) * Traits.DAY_MILLIS);
        return new Place.Leased(leasePool, leasesGiven, lease, dice.within(0, lease));
    }

    Spot residential(Region region) {
        return new Spot(Spot.randomIpv4(dice), IpKind.RESIDENTIAL, region.country());
    }

    /** A new address of an institution or business. */
    Spot address(IpKind kind, Region region) {
        return new Spot(Spot.randomIpv4(dice), kind, region.country());
    }

    /** The address of somebody else's home at that time: what a residential proxy shows, most often in the region. */
    Spot borrowedHome(Region region, long time) {
        if (residents.isEmpty()) {
            return home(region).at(time, dice);
        }
        Account owner = dice.pick(residents);
        for (int attempt = 0; attempt < 4 && !owner.region.equals(region); attempt++) {
            owner = dice.pick(residents);
        }
        return owner.home.at(time, dice);
    }

    /** The device of somebody honest. */
    String someonesDevice() {
        return residents.isEmpty() ? newId('d') : dice.pick(residents).devices.get(0);
    }

    Region region() {
        return Region.ALL.get(dice.weighted(traits.regionWeights));
    }

    /** A moment of the world's day {@code day} at the given local hour, to the second. */
    long moment(int day, double localHour, Region region) {
        long local = traits.start + day * Traits.DAY_MILLIS + (long) (localHour * 3_600_000L);
        long utc = local - region.offsetMinutes() * 60_000L;
        // The hours that fall off one end of the world come back as those of its first or last day.
        if (utc < traits.start) {
            return utc + Traits.DAY_MILLIS;
        }
        return utc < traits.end ? utc : utc - Traits.DAY_MILLIS * (1 + (utc - traits.end) / Traits.DAY_MILLIS);
    }

    private static boolean halfAGroupFits(int made, int groups, double quota) {
        return made + made / (2.0 * groups) < quota;
    }
}
