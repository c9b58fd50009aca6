// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringwatch.event.IpKind;

/**
 * What every district of a world shares, each thing computed from the seed and an index: shops, service providers,
 * carriers, exits of VPNs and relays, and the services that criminals rent. Immutable.
 */
final class World {

    /** Events of a district; a district is a file. */
    private static final long DISTRICT_EVENTS = 1_000_000;

    private static final int PROVIDERS_PER_ACCOUNTS = 900;
    private static final int ACCOUNTS_PER_EXIT = 900;
    private static final double GAME_SHARE = 0.45;

    /** What groups, turns of life and rings add to the mean life. */
    private static final double EXTRA_EVENTS = 1.09;

    final SimulationParameters parameters;
    final Traits traits;
    final int districts;
    final long accounts;
    final int merchants;
    final List<RingPlan> rings;
    final Names names;
    private final long stride;
    private final int providers;
    private final int colluders;

    World(SimulationParameters parameters) {
        this(parameters, DISTRICT_EVENTS);
    }

    World(SimulationParameters parameters, long districtEvents) {
        this.parameters = parameters;
        traits = new Traits(parameters.seed(), parameters.level());
        districts = Math.toIntExact((parameters.events() + districtEvents - 1) / districtEvents);
        accounts = Math.max(1, (long) (parameters.events() / (traits.activity * EXTRA_EVENTS)));
        merchants = (int) Math.max(40, accounts / traits.accountsPerMerchant);
        providers = (int) Math.max(4, accounts / PROVIDERS_PER_ACCOUNTS);
        rings = planRings();
        colluders = 4 + 2 * rings.size();
        // An event brings 0.8 new things on average (an order, an account, a device); the district checks.
        stride = eventsOf(0) * 5 / 4 + 4096;
        names = new Names(parameters.seed(), stride * districts + merchants + providers);
    }

    /** Event lines that district {@code index} has to hold. */
    long eventsOf(int index) {
        return parameters.events() * (index + 1) / districts - parameters.events() * index / districts;
    }

    /** The first index of a district's own entities; its last one is before the base of the next. */
    long base(int district) {
        return stride * district;
    }

    String merchant(int rank) {
        return names.of('m', rank);
    }

    /** A shop drawn by popularity. */
    int shop(Dice dice) {
        return dice.zipf(merchants, traits.merchantExponent);
    }

    /** A shop with few customers, from the last tenth of all. */
    int tinyShop(Dice dice) {
        return dice.whole(merchants * 9 / 10, merchants - 1);
    }

    /** A shop of middling to great custom, such as the publisher of a well-known game. */
    int publisher(Dice dice) {
        return dice.whole(0, Math.max(3, merchants / 40));
    }

    /** Whether the shop sells goods for a game account. */
    boolean sellsToPlayers(int rank) {
        return hashed(2, rank) < GAME_SHARE;
    }

    /** Where the shop stands on the price ladder, 0 to 1; most are cheap. */
    double height(int rank) {
        double u = hashed(3, rank);
        return u * u;
    }

    /** A provider of repairs and returns. */
    String provider(Dice dice) {
        return names.of('m', merchants + dice.zipf(providers, 1.2));
    }

    /** A shop whose owner shares in the crime: not a popular one, but it has honest customers too. Rings anywhere in the
     * world may use the same one. */
    String colluder(Dice dice) {
        long which = dice.whole(0, colluders - 1);
        Dice own = Dice.of(parameters.seed(), 6, which);
        return merchant(own.whole(merchants / 3, merchants - 1));
    }

    /**
     * What a carrier shows for an owner on a day: a network of their own where it has IPv6, or an address that hundreds
     * share.
     */
    Spot carrier(Region region, long owner, long time) {
        if (hashed(5, owner) < traits.mobileIpv6) {
            Dice own = Dice.of(parameters.seed(), 300 + time / Traits.DAY_MILLIS, owner);
            return new Spot(Spot.randomIpv6(own), own.chance(0.5) ? IpKind.MOBILE : IpKind.UNKNOWN, region.country());
        }
        double share = traits.regionWeights[Region.ALL.indexOf(region)] / sum(traits.regionWeights);
        long addresses = Math.max(1, (long) (accounts * share / traits.accountsPerCarrierAddress));
        long usual = Math.floorMod(Dice.mix(owner), addresses);
        long drift = Math.floorMod(Dice.mix(owner + time / Traits.DAY_MILLIS), 3L);
        Dice dice = Dice.of(parameters.seed(), 100 + Region.ALL.indexOf(region), (usual + drift) % addresses);
        IpKind reported = List.of(IpKind.CGNAT, IpKind.MOBILE, IpKind.UNKNOWN).get(dice.weighted(0.55, 0.3, 0.15));
        return new Spot(Spot.randomIpv4(dice), reported, region.country());
    }

    /** An exit of a public VPN, relay or hosting company. */
    Spot exit(IpKind kind, Dice dice) {
        long exits = Math.max(2, accounts / ACCOUNTS_PER_EXIT);
        Dice own = Dice.of(parameters.seed(), 200 + kind.ordinal(), dice.within(0, exits));
        return new Spot(Spot.randomIpv4(own), kind, own.pick(Region.ALL).country());
    }

    private double hashed(int purpose, long index) {
        return Dice.of(parameters.seed(), purpose, index).unit();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * Rings until the world holds its share of ring accounts: every pattern once, then in the world's own proportions,
     * and so within a pattern the variants.
     */
    private List<RingPlan> planRings() {
        Dice dice = Dice.of(parameters.seed(), 4, parameters.level().ordinal());
        long left = Math.round(accounts * parameters.effectivePrevalence());
        int largest = (int) Math.max(3, Math.min(40, left / 6));
        List<String> patterns = dice.shuffled(AttackPatterns.names());
        double[] patternWeights = weights(patterns.size(), dice);
        List<double[]> variantWeights = new ArrayList<>();
        for (String pattern : patterns) {
            int variants = AttackPatterns.of(pattern, parameters.variants(), parameters.level())
                    .size();
            variantWeights.add(weights(variants, dice));
        }
        List<RingPlan> result = new ArrayList<>();
        while (left >= 2) {
            int turn = result.size() < patterns.size() ? result.size() : dice.weighted(patternWeights);
            String pattern = patterns.get(turn);
            AttackVariant how = AttackPatterns.of(pattern, parameters.variants(), parameters.level())
                    .get(dice.weighted(variantWeights.get(turn)));
            int size = (int) Math.min(left, Math.min(largest, ringSize(how, dice)));
            String id = String.format(Locale.ROOT, "ring-%06d", result.size() + 1);
            result.add(new RingPlan(id, how, size, dice.whole(0, districts - 1)));
            left -= size;
        }
        return List.copyOf(result);
    }

    private int ringSize(AttackVariant how, Dice dice) {
        if (dice.chance(traits.tinyRings)) {
            return dice.whole(2, 4);
        }
        double median = how.medianSize() * traits.ringScale * parameters.level().pick(1.2, 1, 0.8);
        return (int) Math.max(5, Math.min(40, Math.round(dice.around(median, 0.5))));
    }

    private static double[] weights(int count, Dice dice) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = dice.around(1, 0.4);
        }
        return result;
    }
}
