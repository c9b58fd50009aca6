// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/** One ring at work: how it gets its accounts, things, addresses and hours, and the acts that all patterns consist of. */
final class Crew {

    private static final int LARGEST_FAMILY = 6;
    private static final long SESSION_MILLIS = 1_800_000;

    final RingPlan plan;
    final District district;
    final Dice dice;
    final Level level;
    final Region region;
    final Style style;
    private final Ledger ledger;
    /** The family that the next account poses in, and how many already do. */
    private String family = "";

    private int relatives;

    /** By account and device. */
    private final Map<String, Long> lastActs = new HashMap<>();

    Crew(RingPlan plan, District district) {
        this.plan = plan;
        this.district = district;
        dice = district.dice;
        level = district.traits.level;
        region = district.region();
        style = Style.of(district.traits, dice);
        ledger = district.ledger(plan);
    }

    int size() {
        return plan.size();
    }

    /** An account that a criminal made or bought for the purpose. */
    Account madeUp() {
        Account account = district.person("", region, district.home(region));
        account.devices.forEach(ledger::own);
        account.wallets.forEach(ledger::own);
        ledger.own(account.id);
        ledger.own(account.player);
        account.signsUp = false;
        account.from = district.traits.start;
        account.twoFactor = dice.chance(style.twoFactor()) ? TwoFactor.ON : TwoFactor.OFF;
        account.join(plan, "fraudster");
        if (style.families()) {
            poseAsRelative(account);
        }
        return account;
    }

    private void poseAsRelative(Account account) {
        if (relatives % LARGEST_FAMILY == 0) {
            family = district.newId('f');
        }
        account.familyId = family;
        account.kind = relatives % LARGEST_FAMILY >= 2 && dice.chance(0.5) ? AccountKind.CHILD : AccountKind.PERSONAL;
        relatives++;
    }

    /** Somebody honest with a past who falls victim to the ring. */
    Account victim() {
        Account account = district.resident(dice.chance(level.pick(0.95, 0.9, 0.75)));
        account.join(plan, "victim");
        return account;
    }

    /** Somebody with an honest past who lets the ring use the account. */
    Account lender() {
        Account account = district.resident(false);
        account.join(plan, "fraudster");
        return account;
    }

    /** Whether and when the account signs up for an act at {@code time}: an aged one does not. */
    void arrive(Visit visit, long time) {
        if (dice.chance(style.aged())) {
            return;
        }
        long age = (long) dice.exponential(style.ageDays() * Traits.DAY_MILLIS) + 60_000;
        signUp(visit, Math.max(district.traits.start + 1_000, time - age));
    }

    /** The account is made at that moment. */
    void signUp(Visit visit, long time) {
        visit.account().from = time;
        act(EventType.SIGN_UP, visit, time).emit();
        if (dice.chance(0.5)) {
            act(EventType.DEVICE_ADDED, visit, time + 20_000).emit();
        }
        if (!visit.account().wallets.isEmpty() && dice.chance(0.6)) {
            long later = time + (long) dice.exponential(900_000);
            act(EventType.WALLET_LINKED, visit, later)
                    .with(visit.account().wallets.get(0))
                    .emit();
        }
    }

    /** Gives the account an honest-looking life beside its acts, as the ring's style has it. */
    void disguise(Account account) {
        if (dice.chance(style.honest())) {
            district.life.live(account, dice.whole(2, Math.max(3, style.honestEvents())));
        }
    }

    /** Starts an act of the ring. */
    Draft act(EventType type, Visit visit, long time) {
        return district.event(type, visit.account(), time)
                .on(visit.device())
                .from(visit.spot())
                .noted(ledger);
    }

    /** Buys; gives the order. */
    String buy(Visit visit, long time, Deal deal) {
        return buy(visit, time, deal, dice.chance(level.pick(0.12, 0.08, 0.05)) ? Outcome.DECLINED : Outcome.OK);
    }

    String buy(Visit visit, long time, Deal deal, Outcome outcome) {
        signIn(visit, time);
        String order = district.newId('o');
        act(EventType.PURCHASE, visit, time)
                .at(deal.shop())
                .with(deal.wallet())
                .to(deal.player())
                .worth(deal.price())
                .order(order)
                .product(district.life.product(deal.shop(), deal.price()))
                .ended(outcome)
                .emit();
        return order;
    }

    /** Redeems a gift card. */
    void redeem(Visit visit, long time, Deal card) {
        signIn(visit, time);
        act(EventType.GIFT_REDEEMED, visit, time)
                .with(card.wallet())
                .to(card.player())
                .worth(card.price())
                .emit();
    }

    /** Like everybody, thieves are asked for the password when they come back after a while, most of the time. */
    private void signIn(Visit visit, long time) {
        Long last = lastActs.put(visit.account().id + visit.device(), time);
        if ((last == null || time - last > SESSION_MILLIS) && dice.chance(district.traits.signInShare)) {
            act(EventType.SIGN_IN, visit, time - pause(40)).emit();
        }
    }

    /** The money of an order comes back, to the deal's wallet. */
    void refund(Visit visit, long time, Deal deal, String order) {
        act(EventType.REFUND, visit, time)
                .at(deal.shop())
                .with(deal.wallet())
                .worth(deal.price())
                .order(order)
                .emit();
    }

    String device() {
        return ledger.own(district.newId('d'));
    }

    String wallet() {
        return ledger.own(district.newWallet(region));
    }

    /** Gift cards of which about {@code perCard} accounts share one. */
    List<String> cards(double perCard) {
        return things(perCard, this::card);
    }

    String player() {
        return ledger.own(district.newId('g'));
    }

    /** A gift card, stolen or bought with stolen money. */
    String card() {
        return ledger.own("gift:" + district.newId('w'));
    }

    /** Devices of which about {@code perDevice} accounts share one. */
    List<String> devices(double perDevice) {
        return things(perDevice, this::device);
    }

    List<String> wallets(double perWallet) {
        return things(perWallet, this::wallet);
    }

    /** Game accounts that profit; one for each account when the ring's style is that all keep what they take. */
    List<String> players(double perPlayer) {
        return style.pooled() ? receivers(perPlayer) : things(1 / style.reuse(), this::player);
    }

    /** Game accounts that profit, for a ring that has little else in common. */
    List<String> receivers(double perPlayer) {
        return things(perPlayer, this::player);
    }

    /** Shops in league with the ring; some of the world's other rings use them too. */
    List<String> colluders(int from, int to) {
        List<String> result = new ArrayList<>();
        int count = dice.whole(from, to);
        while (result.size() < count) {
            result.add(ledger.own(district.world.colluder(dice)));
        }
        return result;
    }

    /** Service providers of which {@code perProvider} accounts use one; half of the rings have somebody inside. */
    List<String> providers(double perProvider) {
        boolean inside = dice.chance(0.5);
        return things(perProvider, () -> {
            String provider = district.world.provider(dice);
            return inside ? ledger.own(provider) : provider;
        });
    }

    /** A shop that knows nothing. */
    String ordinaryShop() {
        return district.world.merchant(district.world.shop(dice));
    }

    /** The honest seller of a well-known game. */
    String publisher() {
        return district.world.merchant(district.world.publisher(dice));
    }

    /** Addresses the ring works from: rented machines when easy, VPN exits when harder; some of its own, some anybody's. */
    List<Spot> hideouts(int count) {
        List<Spot> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double hosting = level.pick(0.8, 0.35, 0.15);
            IpKind kind = List.of(IpKind.HOSTING, IpKind.VPN, IpKind.RELAY)
                    .get(dice.weighted(hosting, 1 - hosting, level.pick(0, 0.1, 0.2)));
            boolean rented = kind == IpKind.RELAY || dice.chance(0.5);
            Spot spot = rented ? district.world.exit(kind, dice) : district.address(kind, region);
            if (!rented) {
                ledger.own(spot.networkText());
            }
            result.add(spot);
        }
        return result;
    }

    /** The address of one act: a hideout, or a proxy in an honest home. */
    Spot cover(List<Spot> hideouts, long time) {
        return dice.chance(style.proxies()) ? district.borrowedHome(region, time) : dice.pick(hideouts);
    }

    /** The account's own device now and then, the shared one otherwise. */
    String deviceOf(Account account, String shared) {
        return dice.chance(style.ownThings()) ? account.devices.get(0) : shared;
    }

    String walletOf(Account account, String shared) {
        return dice.chance(style.ownThings()) ? account.wallet(dice) : shared;
    }

    /** A price at the ring's usual height. */
    long price() {
        return region.price(style.height(), dice);
    }

    /** First day and number of days of what takes {@code easy}, {@code medium} or {@code hard} days. */
    Campaign campaign(double easy, double medium, double hard) {
        double days = level.pick(easy, medium, hard) * style.pace();
        int whole = (int) Math.max(1, Math.min(Traits.DAYS - 5, Math.ceil(days)));
        return new Campaign(dice.whole(1, Traits.DAYS - 3 - whole), whole);
    }

    /** The days of a ring's activity. */
    record Campaign(int firstDay, int days) {
        int day(Dice dice) {
            return dice.whole(firstDay, firstDay + days - 1);
        }

        /** The day of step {@code step} of {@code steps}, in order. */
        int day(int step, int steps) {
            return firstDay + (int) ((long) step * days / Math.max(1, steps));
        }
    }

    /** A moment of the day in the thieves' night, or any hour for those who hide. */
    long moment(int day) {
        double hour = dice.chance(style.nights()) ? dice.between(0.5, 5.5) : dice.between(8, 23.5);
        return district.moment(day, hour, region);
    }

    long pause(double meanSeconds) {
        return (long) (1000 * (10 + dice.exponential(meanSeconds)));
    }

    private List<String> things(double perThing, Supplier<String> maker) {
        int count = (int) Math.max(1, Math.round(plan.size() / Math.max(1, perThing * style.reuse())));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(maker.get());
        }
        return result;
    }
}
