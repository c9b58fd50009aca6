// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.EventType;
import org.ringwatch.event.Outcome;

/**
 * What a ring cost, by currency: what its accounts spent on its resources, less what came back.
 *
 * <p>What came back is never more than what left: a refund counts against the purchases of its order, one without an order
 * against those on the ring's resources before it, and one of a purchase elsewhere not at all. A purchase is confirmed as a
 * loss when it was disputed or its account then reported to be a victim. An order that none of the account's purchases
 * names says nothing, so such an event is taken as one without.
 */
final class Losses {
    /** Value that left an account, and how much of it came back. */
    private static final class Spend {
        private final AccountEvent event;
        private final boolean onRing;
        private long refunded;
        private boolean confirmed;

        Spend(CommunityMember.Act act, Set<SharedResource> shared) {
            event = act.event();
            onRing = act.isOn(shared);
            refunded = event.outcome() == Outcome.REVERSED ? event.amountMinor() : 0;
        }
    }

    /** Sums of one currency, minor units. */
    private static final class Sums {
        private long confirmedGross;
        private long confirmedRefunded;
        private long suspectedGross;
        private long suspectedRefunded;
        private long claimed;

        void add(Spend spend) {
            if (spend.confirmed) {
                confirmedGross = saturatingSum(confirmedGross, spend.event.amountMinor());
                confirmedRefunded = saturatingSum(confirmedRefunded, spend.refunded);
            } else {
                suspectedGross = saturatingSum(suspectedGross, spend.event.amountMinor());
                suspectedRefunded = saturatingSum(suspectedRefunded, spend.refunded);
            }
        }

        Loss loss(String currency) {
            return new Loss(currency, confirmedGross, confirmedRefunded, suspectedGross, suspectedRefunded, claimed);
        }
    }

    private final TreeMap<String, Sums> sums = new TreeMap<>();

    private Losses() {}

    /** The losses of a community whose members' events are there, by currency in ascending order. */
    static List<Loss> of(CommunityView view) {
        Losses losses = new Losses();
        Set<SharedResource> shared = view.resources().keySet();
        view.members.forEach(member -> losses.add(member, shared));
        return losses.sums.entrySet().stream()
                .map(sum -> sum.getValue().loss(sum.getKey()))
                .toList();
    }

    /** The sum, or the largest number if it is larger. */
    static long saturatingSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private void add(CommunityMember member, Set<SharedResource> shared) {
        List<Spend> spends = member.acts.stream()
                .filter(act -> isSpent(act) && hasAmount(act))
                .map(act -> new Spend(act, shared))
                .toList();
        confirm(member, spends);
        for (CommunityMember.Act act : member.acts) {
            if (act.type() == EventType.REFUND && act.movesValue() && hasAmount(act)) {
                refund(act.event(), act.isOn(shared), spends);
            }
        }
        spends.stream().filter(spend -> spend.onRing).forEach(spend -> sums(spend.event)
                .add(spend));
        addClaims(member, shared);
    }

    private static boolean isSpent(CommunityMember.Act act) {
        return act.movesValue() && (act.type() == EventType.PURCHASE || act.type() == EventType.GIFT_SENT);
    }

    private static boolean hasAmount(CommunityMember.Act act) {
        return !act.event().currency().isEmpty();
    }

    private Sums sums(AccountEvent event) {
        return sums.computeIfAbsent(event.currency(), ignored -> new Sums());
    }

    /** Disputes of an order first: what is left of the others is not taken for what they are about. */
    private static void confirm(CommunityMember member, List<Spend> spends) {
        List<AccountEvent> unordered = new ArrayList<>();
        for (CommunityMember.Act act : member.acts) {
            AccountEvent event = act.event();
            if (act.type() == EventType.VICTIM_REPORT) {
                confirm(spends, spend -> spend.event.eventTime() <= event.eventTime());
            } else if (act.type() == EventType.CHARGEBACK) {
                if (isOfKnownOrder(event, spends)) {
                    confirm(spends, spend -> spend.event.orderId().equals(event.orderId()));
                } else {
                    unordered.add(event);
                }
            }
        }
        unordered.forEach(event -> confirmLast(event, spends));
    }

    private static void confirm(List<Spend> spends, Predicate<Spend> which) {
        spends.stream().filter(which).forEach(spend -> spend.confirmed = true);
    }

    /** The last purchase before a chargeback without an order that fits what it tells: amount and wallet. */
    private static void confirmLast(AccountEvent chargeback, List<Spend> spends) {
        spends.stream()
                .filter(spend -> !spend.confirmed && spend.event.eventTime() <= chargeback.eventTime())
                .filter(spend -> chargeback.currency().isEmpty()
                        || chargeback.currency().equals(spend.event.currency())
                                && chargeback.amountMinor() == spend.event.amountMinor())
                .filter(spend -> chargeback.wallet().isEmpty()
                        || spend.event.wallet().isEmpty()
                        || chargeback.wallet().equals(spend.event.wallet()))
                .reduce((earlier, later) -> later)
                .ifPresent(spend -> spend.confirmed = true);
    }

    private static boolean isOfKnownOrder(AccountEvent event, List<Spend> spends) {
        return !event.orderId().isEmpty()
                && spends.stream().anyMatch(spend -> spend.event.orderId().equals(event.orderId()));
    }

    private static void refund(AccountEvent refund, boolean onRing, List<Spend> spends) {
        long left = refund.amountMinor();
        for (Spend spend : refundable(refund, onRing, spends)) {
            long part = Math.min(left, spend.event.amountMinor() - spend.refunded);
            spend.refunded += part;
            left -= part;
        }
    }

    /** What a refund may be of, in the order in which it is counted against them. */
    private static List<Spend> refundable(AccountEvent refund, boolean onRing, List<Spend> spends) {
        boolean ordered = isOfKnownOrder(refund, spends);
        return spends.stream()
                .filter(spend -> spend.event.currency().equals(refund.currency()))
                .filter(spend -> ordered
                        ? spend.event.orderId().equals(refund.orderId())
                        : onRing && spend.onRing && spend.event.eventTime() <= refund.eventTime())
                .sorted(Comparator.comparing(spend -> !spend.event.orderId().isEmpty()))
                .toList();
    }

    /** Claims on the ring's resources, and about devices that the account was never seen using. */
    private void addClaims(CommunityMember member, Set<SharedResource> shared) {
        Set<SharedResource> used = new HashSet<>();
        member.acts.forEach(act -> act.deviceUsed().ifPresent(used::add));
        for (CommunityMember.Act act : member.acts) {
            boolean foreign = !act.devices().isEmpty() && act.devices().stream().noneMatch(used::contains);
            if (act.type().isClaim()
                    && act.movesValue()
                    && hasAmount(act)
                    && act.event().outcome() != Outcome.REVERSED
                    && (foreign || act.isOn(shared))) {
                Sums of = sums(act.event());
                of.claimed = saturatingSum(of.claimed, act.event().amountMinor());
            }
        }
    }
}
