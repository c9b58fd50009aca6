// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * How one ring works, drawn around the habits of its world and level.
 *
 * @param reuse multiplies the accounts that share a thing
 * @param proxies share of acts behind a proxy in an honest home
 * @param nights share of acts in the thieves' night
 * @param ownThings share of acts on things of the account's own instead of the ring's
 * @param pooled whether the takings go to few beneficiaries
 * @param aged chance that an account is an old one and does not sign up
 * @param ageDays mean days from sign-up to the first act
 * @param honest chance that a ring's own account also leads an honest-looking life
 * @param honestEvents most events of such a life
 * @param height usual place on the price ladder, 0 to 1
 * @param pace multiplies the length of the campaign
 * @param resets chance that a taken-over account's credentials are changed
 * @param reports chance that a victim notices
 * @param twoFactor share of its own accounts with a second factor
 * @param families whether its own accounts pose as families
 */
record Style(
        double reuse,
        double proxies,
        double nights,
        double ownThings,
        boolean pooled,
        double aged,
        double ageDays,
        double honest,
        int honestEvents,
        double height,
        double pace,
        double resets,
        double reports,
        double twoFactor,
        boolean families) {

    static Style of(Traits traits, Dice dice) {
        Level level = traits.level;
        double caution = traits.caution;
        return new Style(
                traits.sharing * dice.around(1, 0.3),
                share(level.pick(0.05, 0.35, 0.75) * caution, dice),
                share(level.pick(0.85, 0.6, 0.4) / caution, dice),
                share(level.pick(0.04, 0.2, 0.4) * caution, dice),
                dice.chance(level.pick(0.85, 0.65, 0.5)),
                share(level.pick(0.2, 0.5, 0.75) * caution, dice),
                level.pick(0.5, 3, 9) * dice.around(1, 0.5),
                share(level.pick(0.15, 0.5, 0.85) * caution, dice),
                (int) Math.round(level.pick(4, 7, 12) * dice.around(1, 0.3)),
                Math.min(1, level.pick(0.9, 0.78, 0.6) * dice.between(0.8, 1.2)),
                dice.around(traits.pace, 0.3),
                share(level.pick(0.9, 0.75, 0.6), dice),
                share(level.pick(0.6, 0.35, 0.2), dice),
                share(traits.twoFactorOn * level.pick(0.3, 0.6, 0.9), dice),
                dice.chance(level.pick(0.05, 0.1, 0.2)));
    }

    /** A share about the given one, between almost never and almost always. */
    private static double share(double about, Dice dice) {
        return Math.max(0.02, Math.min(0.97, about + 0.15 * dice.normal()));
    }
}
