// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * The figures of one world, drawn from its seed. Ranges are plausible rather than measured: a detector should hold over
 * all of them and be fitted to none.
 */
final class Traits {

    static final long DAY_MILLIS = 86_400_000L;
    static final int DAYS = 45;

    /** The range of start days leaves every world inside 2024 to 2026. */
    private static final long FIRST_START = 1_706_745_600_000L;

    final Level level;
    final long start;
    final long end;
    /** Mean events of an account. */
    final double activity;
    /** Spread of activity between people, sigma of a log-normal. */
    final double activitySpread;

    final double purchaseShare;
    final double morePurchases;
    final double signInShare;
    final double homeShare;
    final double nightOwls;
    /** Spread of the hours around the one people like best. */
    final double hourSpread;

    final double newAccounts;
    final double twoFactorOn;
    final double secondDevice;
    final double secondWallet;
    final double ipv6;
    final double mobileIpv6;
    final double dynamicHomes;
    final double refunds;
    final double chargebacks;
    final double gifts;
    final double players;
    final double declined;
    final double resets;
    final double claims;
    final double otherActs;
    final double travel;
    /** Where on the price ladder people are, lowest and highest. */
    final double tasteFrom;

    final double tasteTo;
    /** Share of people to whom something happens that looks like fraud for a moment. */
    final double turns;
    /** Weights of what happens to them, one for each of {@link TurnsOfLife.Turn}. */
    final double[] turnWeights;

    final double merchantExponent;
    final double accountsPerMerchant;
    final double householdMean;
    final double leaseDays;
    final int accountsPerCarrierAddress;
    final double[] regionWeights;
    /** Multiplies the share of each look-alike, in the order of {@link LookAlikes#ALL}. */
    final double[] lookAlikeFactors;

    /** Which fields the feed leaves out. */
    final Gaps gaps;

    final double duplicates;
    final double conflicts;
    final double late;
    final double lateMillis;
    /** Share of devices whose clock is wrong. */
    final double skewedClocks;

    /** Multiplies every ring size drawn. */
    final double ringScale;
    /** Share of rings of two to four accounts. */
    final double tinyRings;
    /** Multiplies the accounts per shared thing of a ring. */
    final double sharing;
    /** How much care rings take to look honest, about 1. */
    final double caution;
    /** Multiplies the length of campaigns. */
    final double pace;

    Traits(long seed, Level level) {
        Dice dice = Dice.of(seed, 1, level.ordinal());
        this.level = level;
        start = FIRST_START + dice.whole(0, 800) * DAY_MILLIS;
        end = start + DAYS * DAY_MILLIS;
        activity = dice.between(8.5, 14);
        activitySpread = dice.between(0.4, 0.95);
        purchaseShare = dice.between(0.26, 0.5);
        morePurchases = dice.between(0.12, 0.38);
        signInShare = dice.between(0.6, 0.88);
        homeShare = dice.between(0.5, 0.85);
        nightOwls = dice.between(0.03, 0.18);
        hourSpread = dice.between(2.5, 5);
        newAccounts = dice.between(0.04, 0.2);
        twoFactorOn = dice.between(0.4, 0.9);
        secondDevice = dice.between(0.1, 0.45);
        secondWallet = dice.between(0.08, 0.35);
        ipv6 = dice.between(0.05, 0.45);
        mobileIpv6 = dice.between(0, 0.4);
        dynamicHomes = dice.between(0.3, 0.75);
        refunds = dice.between(0.01, 0.06);
        chargebacks = dice.between(0.0006, 0.003);
        gifts = dice.between(0.015, 0.08);
        players = dice.between(0.15, 0.5);
        declined = dice.between(0.008, 0.05);
        resets = dice.between(0.003, 0.015);
        claims = dice.between(0.003, 0.012);
        otherActs = dice.between(0.005, 0.05);
        travel = dice.between(0.005, 0.04);
        tasteFrom = dice.between(-0.2, 0);
        tasteTo = dice.between(0.2, 0.5);
        turns = level.pick(0.03, 0.06, 0.1) * dice.between(0.6, 1.5);
        turnWeights = factors(TurnsOfLife.Turn.values().length, 0.6, dice);
        merchantExponent = dice.between(1.02, 1.4);
        accountsPerMerchant = dice.between(6, 25);
        householdMean = dice.between(2.6, 4.6);
        leaseDays = dice.between(3, 45);
        accountsPerCarrierAddress = dice.whole(60, 500);
        regionWeights = factors(Region.ALL.size(), 0.9, dice);
        regionWeights[0] *= dice.between(2, 6);
        lookAlikeFactors = factors(LookAlikes.ALL.size(), 0.45, dice);
        gaps = new Gaps(dice, level);
        duplicates = dice.between(0.0005, 0.004);
        conflicts = dice.between(0.00005, 0.0006);
        late = dice.between(0.01, 0.15);
        lateMillis = dice.between(0.2, 3) * 3_600_000;
        skewedClocks = dice.chance(0.5) ? dice.between(0, 0.1) : 0;
        ringScale = dice.between(0.7, 1.35);
        tinyRings = level.pick(0.02, 0.08, 0.25) * dice.between(0.6, 1.5);
        sharing = dice.between(0.7, 1.3);
        caution = dice.between(0.8, 1.25);
        pace = dice.between(0.7, 1.4);
    }

    /** Factors about 1 that differ between worlds, from a third to triple. */
    private static double[] factors(int count, double sigma, Dice dice) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = Math.max(1 / 3.0, Math.min(3, dice.around(1, sigma)));
        }
        return result;
    }
}
