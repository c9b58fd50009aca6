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
    final double homeShare;
    final double nightOwls;
    final double newAccounts;
    final double twoFactorOn;
    final double secondDevice;
    final double secondWallet;
    final double ipv6;
    final double refunds;
    final double gifts;
    final double players;
    final double declined;
    final double resets;
    final double claims;
    final double merchantExponent;
    final double accountsPerMerchant;
    final double householdMean;
    final double leaseDays;
    final int accountsPerCarrierAddress;
    final double[] regionWeights;
    /** Shares of present values left out, per kind of field. */
    final double missing;

    final double missingContext;
    final double duplicates;
    final double late;
    /** Multiplies every ring size drawn. */
    final double ringScale;
    /** Multiplies the accounts per shared thing of a ring. */
    final double sharing;

    Traits(long seed, Level level) {
        Dice dice = Dice.of(seed, 1, level.ordinal());
        this.level = level;
        start = FIRST_START + dice.whole(0, 800) * DAY_MILLIS;
        end = start + DAYS * DAY_MILLIS;
        activity = dice.between(9.5, 12.5);
        activitySpread = dice.between(0.45, 0.85);
        purchaseShare = dice.between(0.32, 0.46);
        homeShare = dice.between(0.6, 0.8);
        nightOwls = dice.between(0.05, 0.14);
        newAccounts = dice.between(0.06, 0.16);
        twoFactorOn = dice.between(0.55, 0.85);
        secondDevice = dice.between(0.15, 0.4);
        secondWallet = dice.between(0.1, 0.3);
        ipv6 = dice.between(0.05, 0.3);
        refunds = dice.between(0.015, 0.05);
        gifts = dice.between(0.02, 0.06);
        players = dice.between(0.2, 0.45);
        declined = dice.between(0.01, 0.04);
        resets = dice.between(0.004, 0.012);
        claims = dice.between(0.004, 0.01);
        merchantExponent = dice.between(1.02, 1.35);
        accountsPerMerchant = dice.between(8, 20);
        householdMean = dice.between(2.8, 4.4);
        leaseDays = dice.between(5, 40);
        accountsPerCarrierAddress = dice.whole(80, 400);
        regionWeights = new double[Region.ALL.size()];
        for (int i = 0; i < regionWeights.length; i++) {
            regionWeights[i] = (i == 0 ? 2 : 0.3) * dice.around(1, 0.8);
        }
        missing = level.pick(0.01, 0.02, 0.045) * dice.between(0.6, 1.5);
        missingContext = level.pick(0.15, 0.25, 0.4) * dice.between(0.7, 1.3);
        duplicates = dice.between(0.0005, 0.002);
        late = dice.between(0.01, 0.04);
        ringScale = dice.between(0.8, 1.25);
        sharing = dice.between(0.8, 1.25);
    }
}
