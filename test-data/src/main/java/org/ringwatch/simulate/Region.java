// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Where people live: country, local offset, currency and the store's price tiers.
 *
 * @param country ISO 3166 code
 * @param offsetMinutes local time minus UTC
 * @param currency ISO 4217 code
 * @param tiers the prices things are sold at, in minor units, ascending; the last one is the cap on one purchase
 * @param wallets kinds of payment people have here, the most common first
 */
record Region(String country, int offsetMinutes, String currency, List<Long> tiers, List<String> wallets) {

    static final List<Region> ALL = List.of(
            new Region(
                    "CN",
                    480,
                    "CNY",
                    List.of(100L, 300L, 600L, 1200L, 1800L, 3000L, 6800L, 12800L, 19800L, 32800L, 64800L),
                    List.of("alipay", "wechat", "card")),
            new Region(
                    "US",
                    -300,
                    "USD",
                    List.of(99L, 199L, 299L, 499L, 999L, 1499L, 1999L, 4999L, 9999L),
                    List.of("card")),
            new Region(
                    "DE", 60, "EUR", List.of(99L, 199L, 299L, 499L, 999L, 1499L, 2999L, 4999L, 9999L), List.of("card")),
            new Region("JP", 540, "JPY", List.of(120L, 250L, 370L, 610L, 1220L, 2480L, 4900L, 10000L), List.of("card")),
            new Region(
                    "BR",
                    -180,
                    "BRL",
                    List.of(490L, 990L, 1490L, 2490L, 4990L, 9990L, 24990L, 49990L),
                    List.of("card")));

    /** The highest price one purchase may have. */
    long cap() {
        return tiers.get(tiers.size() - 1);
    }

    /** The dearest prices, at which a drain makes the most of each purchase. */
    long dear(Dice dice) {
        return tiers.get(tiers.size() - 1 - dice.weighted(0.75, 0.25));
    }

    /** A price of about the given place on the ladder, 0 the cheapest and 1 the cap. */
    long price(double height, Dice dice) {
        double step = (height + 0.13 * dice.normal()) * (tiers.size() - 1);
        return tiers.get((int) Math.max(0, Math.min(tiers.size() - 1, Math.round(step))));
    }
}
