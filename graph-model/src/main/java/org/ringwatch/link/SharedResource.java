// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/** What a resource says about each two of the accounts that share it: rules by its type, see {@link LinkRule}. */
final class SharedResource {
    /** Share of a merchant's customers that share a device or wallet there by chance: households, mostly. */
    private static final double TIED_BY_CHANCE = 0.05;

    /** What a customer without any oddity counts at a suspicious merchant or beneficiary. */
    private static final double ORDINARY_FACTOR = 0.3;

    private static final double MAX_TEST = 3;
    private static final int MIN_CUSTOMERS = 3;

    private final ResourceType type;
    private final ResourceAccounts accounts;
    private final PairWeights weights;
    private final LinkParameters parameters;
    private final Baseline baseline;
    private final int size;
    private final double rarity;

    /**
     * @param accounts who shares it, sorted
     * @param weights where the weights of pairs go
     */
    SharedResource(
            ResourceType type,
            ResourceAccounts accounts,
            PairWeights weights,
            LinkParameters parameters,
            Baseline baseline) {
        this.type = type;
        this.accounts = accounts;
        this.weights = weights;
        this.parameters = parameters;
        this.baseline = baseline;
        this.size = accounts.size();
        this.rarity = baseline.rarity(size);
    }

    void share() {
        switch (type) {
            case DEVICE, WALLET -> shareThing();
            case IP, NETWORK_56, NETWORK_48 -> shareAddress();
            case MERCHANT -> shareMerchant();
            case BENEFICIARY -> shareBeneficiary();
            case FAMILY -> shareFamily();
        }
    }

    private void shareThing() {
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                double weight = rare();
                weight = weights.times(LinkRule.SIGN_IN_ONLY, weight, contactFactor(i, j));
                weight = weights.times(
                        LinkRule.HANDED_ON,
                        weight,
                        size == 2 && accounts.isHandedOn(i, j) ? parameters.handedOnFactor() : 1);
                weight = weights.times(
                        LinkRule.CLAIMED_ONLY,
                        weight,
                        accounts.onlyClaims(i) != accounts.onlyClaims(j) ? parameters.claimedFactor() : 1);
                weights.emit(i, j, weight);
            }
        }
    }

    private void shareAddress() {
        boolean[] together = accounts.together(parameters.ipDailyCap(), false);
        boolean[] odd = accounts.odd();
        double factor = type == ResourceType.NETWORK_56
                ? parameters.network56Weight()
                : type == ResourceType.NETWORK_48 ? parameters.network48Weight() : 1;
        boolean home = type != ResourceType.NETWORK_48 && accounts.residents() <= parameters.homeResidents();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (home && accounts.isHabitual(i) && accounts.isHabitual(j)) {
                    weights.explain(i, j);
                }
                double weight = weights.times(LinkRule.WIDER_NETWORK, rare(), factor);
                weight = near(weight, together[i * size + j], odd[i] && odd[j]);
                weight = weights.times(LinkRule.SIGN_IN_ONLY, weight, contactFactor(i, j));
                weights.emit(i, j, weight);
            }
        }
    }

    private void shareMerchant() {
        boolean[] tied = accounts.tied(parameters.deviceCap(), parameters.walletCap());
        boolean[] bought = accounts.having(LinkRow.VALUE);
        meet();
        if (!isSuspiciousShop(bought, tied)) {
            weights.otherwise(LinkRule.ORDINARY_SHOP);
            return;
        }
        boolean[] odd = accounts.odd();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (bought[i] && bought[j]) {
                    double oddness = oddness(odd[i] || tied[i]) * oddness(odd[j] || tied[j]);
                    double weight = weights.times(LinkRule.SHOP, rare(), parameters.merchantWeight());
                    weights.emit(i, j, weights.times(LinkRule.NOTHING_ODD, weight, oddness));
                } else {
                    refuse(i, j, LinkRule.NO_VALUE);
                }
            }
        }
    }

    /** Whether more of the customers are odd in any way than chance would have it. */
    private boolean isSuspiciousShop(boolean[] bought, boolean[] tied) {
        int customers = 0;
        int strange = 0;
        int flagged = 0;
        int bound = 0;
        for (int i = 0; i < size; i++) {
            if (bought[i]) {
                customers++;
                strange += accounts.hasContact(i, LinkRow.STRANGE) ? 1 : 0;
                flagged += accounts.isSuspicious(i) ? 1 : 0;
                bound += tied[i] ? 1 : 0;
            }
        }
        double suspicion = test(strange, customers, baseline.rate(Behaviour.STRANGE_PURCHASE))
                + test(flagged, customers, baseline.flaggedRate())
                + test(bound, customers, TIED_BY_CHANCE);
        return customers >= MIN_CUSTOMERS && suspicion >= parameters.merchantSuspicion();
    }

    /** Standard deviations by which {@code hits} of {@code n} exceed a share {@code p}, 0 to {@link #MAX_TEST}. */
    private static double test(int hits, int n, double p) {
        double z = (hits - n * p) / Math.sqrt(Math.max(n * p * (1 - p), 0.25));
        return hits < 2 ? 0 : Math.max(0, Math.min(MAX_TEST, z));
    }

    /** Accounts that bought within an hour of each other more often than chance would have it. */
    private void meet() {
        accounts.meetings().forEach(baseline.spanMinutes(), (i, j, times, surprise) -> {
            if (surprise <= 0 && !weights.isTraced()) {
                return;
            }
            double weight = weights.worth(LinkRule.MEETING, parameters.meetingWeight() * times);
            weight = weights.times(LinkRule.CHANCE, weight, Math.max(0, Math.min(1, surprise)));
            weights.emitMeeting(i, j, weight);
        });
    }

    private void shareBeneficiary() {
        boolean[] together = accounts.together(Integer.MAX_VALUE, true);
        boolean[] odd = accounts.odd();
        boolean[] gave = accounts.having(LinkRow.VALUE);
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (gave[i] && gave[j]) {
                    double weight = weights.times(LinkRule.RECEIVER, rare(), parameters.beneficiaryWeight());
                    weight = weights.times(LinkRule.NOTHING_ODD, weight, oddness(odd[i]));
                    weight = weights.times(LinkRule.NOTHING_ODD, weight, oddness(odd[j]));
                    weights.emit(i, j, near(weight, together[i * size + j], odd[i] && odd[j]));
                } else {
                    refuse(i, j, LinkRule.NO_VALUE);
                }
            }
        }
    }

    /**
     * A family explains what two accounts share, unless both act suspiciously: to state a family costs a ring nothing, to
     * leave off what it lives on everything.
     */
    private void shareFamily() {
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (accounts.isSuspicious(i) && accounts.isSuspicious(j)) {
                    refuse(i, j, LinkRule.BOTH_ODD);
                } else {
                    weights.explain(i, j);
                }
            }
        }
    }

    /** What it is worth that so few share it. */
    private double rare() {
        return weights.worth(LinkRule.RARITY, rarity);
    }

    /** A rule keeps the resource from saying anything about a pair. */
    private void refuse(int i, int j, LinkRule rule) {
        if (weights.isTraced()) {
            weights.emit(i, j, weights.times(rule, rare(), 0));
        }
    }

    /** What remains of a place or beneficiary by whether two were there together: nothing if they were not, unless both are odd. */
    private double near(double weight, boolean together, boolean bothOdd) {
        return bothOdd
                ? weights.times(LinkRule.ANOTHER_DAY, weight, together ? 1 : parameters.apartFactor())
                : weights.times(LinkRule.NEVER_TOGETHER, weight, together ? 1 : 0);
    }

    private double contactFactor(int i, int j) {
        return accounts.isSensitive(i) && accounts.isSensitive(j) ? 1 : parameters.signInFactor();
    }

    private static double oddness(boolean odd) {
        return odd ? 1 : ORDINARY_FACTOR;
    }
}
