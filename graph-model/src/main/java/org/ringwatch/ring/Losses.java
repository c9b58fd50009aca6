// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
        Spends spends = new Spends(member, shared);
        confirm(member, spends);
        for (CommunityMember.Act act : member.acts) {
            if (act.type() == EventType.REFUND && act.movesValue() && hasAmount(act)) {
                refund(act.event(), act.isOn(shared), spends);
            }
        }
        spends.all.stream().filter(spend -> spend.onRing).forEach(spend -> sums(spend.event)
                .add(spend));
        addClaims(member, shared);
    }

    /** What one account spent, in order of time. */
    private static final class Spends {
        private final List<Spend> all;
        private final List<Spend> onRing;
        private final Map<String, List<Spend>> byOrder;

        Spends(CommunityMember member, Set<SharedResource> shared) {
            all = member.acts.stream()
                    .filter(act -> isSpent(act) && hasAmount(act))
                    .map(act -> new Spend(act, shared))
                    .toList();
            onRing = all.stream().filter(spend -> spend.onRing).toList();
            byOrder = all.stream()
                    .filter(spend -> !spend.event.orderId().isEmpty())
                    .collect(Collectors.groupingBy(spend -> spend.event.orderId()));
        }

        /** Those of the order that an event names; none if it names none, or one that is not the account's. */
        List<Spend> ofOrder(AccountEvent event) {
            return byOrder.getOrDefault(event.orderId(), List.of());
        }
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
    private static void confirm(CommunityMember member, Spends spends) {
        long reported = Long.MIN_VALUE;
        List<AccountEvent> unordered = new ArrayList<>();
        for (CommunityMember.Act act : member.acts) {
            if (act.type() == EventType.VICTIM_REPORT) {
                reported = act.time();
            } else if (act.type() == EventType.CHARGEBACK) {
                List<Spend> disputed = spends.ofOrder(act.event());
                disputed.forEach(spend -> spend.confirmed = true);
                if (disputed.isEmpty()) {
                    unordered.add(act.event());
                }
            }
        }
        for (Spend spend : spends.all) {
            spend.confirmed |= spend.event.eventTime() <= reported;
        }
        int before = 0;
        for (AccountEvent chargeback : unordered) {
            while (before < spends.all.size() && spends.all.get(before).event.eventTime() <= chargeback.eventTime()) {
                before++;
            }
            confirmLast(chargeback, spends.all.subList(0, before));
        }
    }

    /** The last purchase before a chargeback without an order that fits what it tells: amount and wallet. */
    private static void confirmLast(AccountEvent chargeback, List<Spend> before) {
        for (int s = before.size() - 1; s >= 0; s--) {
            Spend spend = before.get(s);
            if (!spend.confirmed && isAbout(chargeback, spend.event)) {
                spend.confirmed = true;
                return;
            }
        }
    }

    private static boolean isAbout(AccountEvent chargeback, AccountEvent spend) {
        boolean ofAmount = chargeback.currency().isEmpty()
                || chargeback.currency().equals(spend.currency()) && chargeback.amountMinor() == spend.amountMinor();
        boolean ofWallet = chargeback.wallet().isEmpty()
                || spend.wallet().isEmpty()
                || chargeback.wallet().equals(spend.wallet());
        return ofAmount && ofWallet;
    }

    /** A refund without an order counts first against purchases that have none either. */
    private static void refund(AccountEvent refund, boolean onRing, Spends spends) {
        List<Spend> ordered = spends.ofOrder(refund);
        if (!ordered.isEmpty()) {
            takeBack(refund, refund.amountMinor(), ordered, spend -> true);
        } else if (onRing) {
            Predicate<Spend> earlier = spend -> spend.event.eventTime() <= refund.eventTime();
            long left = takeBack(refund, refund.amountMinor(), spends.onRing, earlier.and(spend -> spend.event
                    .orderId()
                    .isEmpty()));
            takeBack(refund, left, spends.onRing, earlier.and(spend -> !spend.event
                    .orderId()
                    .isEmpty()));
        }
    }

    /** Counts an amount against purchases in its currency, the first first, and returns what is left of it. */
    private static long takeBack(AccountEvent refund, long amount, List<Spend> spends, Predicate<Spend> which) {
        long left = amount;
        for (int s = 0; left > 0 && s < spends.size(); s++) {
            Spend spend = spends.get(s);
            if (spend.event.currency().equals(refund.currency()) && which.test(spend)) {
                long part = Math.min(left, spend.event.amountMinor() - spend.refunded);
                spend.refunded += part;
                left -= part;
            }
        }
        return left;
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
