// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.accounts;
import static org.ringwatch.ring.Telling.counted;
import static org.ringwatch.ring.Telling.entities;
import static org.ringwatch.ring.Telling.events;
import static org.ringwatch.ring.Telling.micros;
import static org.ringwatch.ring.Telling.millis;
import static org.ringwatch.ring.Telling.noun;
import static org.ringwatch.ring.Telling.number;
import static org.ringwatch.ring.Telling.percent;
import static org.ringwatch.ring.Telling.things;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.ResourceType;

/**
 * What ties the members of a community, how strongly and when: things shared by few, of several kinds, at the same time, outside
 * a common home. Against a ring speak homes, organisations and things that changed hands.
 */
final class TieSignals {
    static final int SYNCHRONY_MINUTES = 60;
    static final int SAME_DAY_MINUTES = 24 * 60;

    private static final double MICRO = 1e6;
    /** Orders of magnitude between observed and expected at which synchrony counts in full. */
    private static final double FULL_SURPRISE = 3;

    private static final String BORN_TOGETHER = "born_together";

    private static final double HOME_SYNCHRONY = 0.25;
    /** Accounts that signed up on a device they share from which that counts in full. */
    private static final int MANY_BORN = 4;

    private final ScoringParameters parameters;
    private final Baseline baseline;

    TieSignals(ScoringParameters parameters, Baseline baseline) {
        this.parameters = parameters;
        this.baseline = baseline;
    }

    /** The signals that show in ties alone. */
    List<Signal> of(CommunityView view) {
        Set<SharedResource> resources = view.resources().keySet();
        return List.of(
                sharing(view, resources),
                wallets(view, resources),
                kinds(view),
                home(view),
                handover(view),
                meetings(view));
    }

    /** The signals that need the members' events. */
    List<Signal> withEvents(CommunityView view) {
        return List.of(synchrony(view, expectedPairs(view)), bornTogether(view), organisation(view));
    }

    /** What no events could lift {@link #withEvents} above. */
    List<Signal> mostWithEvents(CommunityView view) {
        return List.of(synchrony(view, 0), mostBornTogether(view));
    }

    /** As if everybody had signed up on the device they share outside a common home. */
    private Signal mostBornTogether(CommunityView view) {
        Set<Integer> onDevice = new HashSet<>();
        for (CommunityView.Tie tie : view.ties) {
            if (!tie.explained() && tie.items().stream().anyMatch(TieSignals::isDevice)) {
                onDevice.add(tie.first());
                onDevice.add(tie.second());
            }
        }
        int count = onDevice.size();
        long weight = micros(parameters.bornTogether() * bornShare(count, view.size()));
        return Signal.of(BORN_TOGETHER, weight, () -> "All sign up on a device that they share");
    }

    /** A couple or a parent and child sign up on the tablet they share, too; four accounts on one device are no family. */
    private static double bornShare(int born, int members) {
        return Math.max(0, Math.min(1, (born - 1.0) / (MANY_BORN - 1))) * born / members;
    }

    private Signal sharing(CommunityView view, Set<SharedResource> resources) {
        long total = 0;
        for (CommunityView.Tie tie : view.ties) {
            total += tie.weightMicros();
        }
        double perMember = 2 * total / MICRO / view.size();
        double weight = Math.min(parameters.sharingCap(), parameters.sharing() * (perMember - 1));
        return new Signal(
                "sharing",
                micros(weight),
                names -> new Evidence(
                        "sharing",
                        String.format(
                                Locale.ROOT,
                                "%d accounts share %s; each is tied to the others as if by %s rare devices, where one is ordinary",
                                view.size(),
                                resources.isEmpty() ? "nothing outside a common home" : things(resources),
                                number(perMember)),
                        micros(weight),
                        entities(resources, names),
                        events(view, act -> act.isOn(resources)),
                        millis(perMember),
                        millis(1)));
    }

    private static int count(int members, IntPredicate which) {
        int count = 0;
        for (int m = 0; m < members; m++) {
            count += which.test(m) ? 1 : 0;
        }
        return count;
    }

    /** Families, clubs and shops share one wallet; who shares several moves money with them. */
    private static Signal wallets(CommunityView view, Set<SharedResource> resources) {
        Set<SharedResource> wallets = resources.stream()
                .filter(resource -> resource.type() == ResourceType.WALLET)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        int count = wallets.size();
        long weight = count < 2 ? 0 : micros(StrictMath.log(count));
        return new Signal(
                "several_wallets",
                weight,
                names -> new Evidence(
                        "several_wallets",
                        String.format(Locale.ROOT, "They share %d wallets, where families and clubs share one", count),
                        weight,
                        entities(wallets, names),
                        events(view, act -> act.movesValue() && act.isOn(wallets)),
                        millis(count),
                        millis(1)));
    }

    private Signal kinds(CommunityView view) {
        EnumSet<EntityType> kinds = EnumSet.noneOf(EntityType.class);
        for (CommunityView.Tie tie : view.ties) {
            if (!tie.explained()) {
                for (CommunityView.Item item : tie.items()) {
                    kinds.add(EntityType.of(item.resource().type()));
                }
            }
        }
        double weight = Math.max(0, kinds.size() - 1) * parameters.independentKinds();
        return new Signal(
                "independent_kinds",
                micros(weight),
                names -> new Evidence(
                        "independent_kinds",
                        String.format(
                                Locale.ROOT,
                                "They share things of %d independent kinds outside any common home (%s), where friends share one",
                                kinds.size(),
                                kinds.stream().map(kind -> noun(kind, 1)).collect(Collectors.joining(", "))),
                        micros(weight),
                        List.of(),
                        List.of(),
                        millis(kinds.size()),
                        millis(1)));
    }

    /** Pairs that would act within an hour of each other if everybody acted when they liked. */
    private double expectedPairs(CommunityView view) {
        double expected = 0;
        for (CommunityView.Tie tie : view.ties) {
            double acts = (double) view.members.get(tie.first()).valueActs * view.members.get(tie.second()).valueActs;
            expected += acts * 2 * SYNCHRONY_MINUTES / baseline.spanMinutes();
        }
        return expected;
    }

    private Signal synchrony(CommunityView view, double expected) {
        CommunityView.Ties near = view.having(TieSignals::isNear);
        int observed = near.ties().size();
        long abroad = near.ties().stream().filter(tie -> !tie.explained()).count();
        double share = (double) near.members().size() / view.size();
        double outside = observed == 0 ? 0 : HOME_SYNCHRONY + (1 - HOME_SYNCHRONY) * abroad / observed;
        double surprise = observed == 0 ? 0 : StrictMath.log10(observed / Math.max(expected, 1e-9)) / FULL_SURPRISE;
        double weight = parameters.synchrony() * share * outside * Math.max(0, Math.min(1, surprise));
        return new Signal(
                "synchrony",
                micros(weight),
                names -> new Evidence(
                        "synchrony",
                        String.format(
                                Locale.ROOT,
                                "%d of %d accounts moved value on the same thing within an hour of another (%s): %s;"
                                        + " expected by chance %s",
                                near.members().size(),
                                view.size(),
                                things(near.resources()),
                                counted(observed, "such pair"),
                                number(expected)),
                        micros(weight),
                        entities(near.resources(), names),
                        events(view, act -> act.movesValue() && act.isOn(near.resources())),
                        millis(observed),
                        millis(expected)));
    }

    /** Only devices and wallets are in somebody's hand: many strangers give to one game account in the same hour. */
    private static boolean isNear(CommunityView.Item item) {
        ResourceType type = item.resource().type();
        return item.gapMinutes() <= SYNCHRONY_MINUTES && (type == ResourceType.DEVICE || type == ResourceType.WALLET);
    }

    private static boolean isDevice(CommunityView.Item item) {
        return item.resource().type() == ResourceType.DEVICE;
    }

    private Signal bornTogether(CommunityView view) {
        Set<SharedResource> things = new LinkedHashSet<>();
        for (CommunityView.Tie tie : view.ties) {
            if (!tie.explained()) {
                tie.items().stream().filter(TieSignals::isDevice).forEach(item -> things.add(item.resource()));
            }
        }
        Predicate<CommunityMember.Act> birth = act -> act.type() == EventType.SIGN_UP && act.isOn(things);
        IntPredicate born = m -> view.members.get(m).acts.stream().anyMatch(birth);
        int count = count(view.size(), born);
        double weight = parameters.bornTogether() * bornShare(count, view.size());
        return new Signal(
                BORN_TOGETHER,
                micros(weight),
                names -> new Evidence(
                        BORN_TOGETHER,
                        String.format(
                                Locale.ROOT,
                                "%d of %d accounts signed up on a device they share, where one account a device is ordinary",
                                count,
                                view.size()),
                        micros(weight),
                        entities(things, names),
                        events(view, birth),
                        millis(count),
                        millis(1)));
    }

    /**
     * How far an organisation explains the community: the share of managed accounts among those whose kind is known, which
     * few feeds tell of everybody, or the share of accounts that met in the network of a company or school.
     */
    private Signal organisation(CommunityView view) {
        Set<SharedResource> shared = view.resources().keySet();
        IntPredicate managed = m -> has(view, m, act -> act.accountKind() == AccountKind.MANAGED);
        IntPredicate known = m -> has(view, m, act -> act.accountKind() != AccountKind.UNKNOWN);
        IntPredicate onSite = m -> has(view, m, act -> act.ipKind().isOrganisation() && act.isOn(shared));
        int count = count(view.size(), managed);
        int told = count(view.size(), known);
        int there = count(view.size(), onSite);
        double share = Math.max(told == 0 ? 0 : (double) count / told, (double) there / view.size());
        double weight = -parameters.organisation() * share;
        return new Signal(
                "organisation",
                micros(weight),
                names -> new Evidence(
                        "organisation",
                        organisationText(count, told, there, view.size()),
                        micros(weight),
                        accounts(view, m -> managed.test(m) || onSite.test(m)),
                        List.of(),
                        millis(share),
                        Evidence.NO_EXPECTATION));
    }

    /** Of the two ways in which an organisation shows, those that do. */
    private static String organisationText(int managed, int told, int onSite, int members) {
        List<String> parts = new ArrayList<>();
        if (managed > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%d of %s whose kind is known %s managed by an organisation",
                    managed,
                    counted(told, "account"),
                    managed == 1 ? "is" : "are"));
        }
        if (onSite > 0) {
            parts.add(String.format(
                    Locale.ROOT, "%d of %d accounts met in the network of a company or school", onSite, members));
        }
        return String.join("; ", parts);
    }

    private static boolean has(CommunityView view, int member, Predicate<CommunityMember.Act> which) {
        return view.members.get(member).acts.stream().anyMatch(which);
    }

    private Signal home(CommunityView view) {
        double share = explainedShare(view, CommunityView.Tie::explained);
        double weight = -parameters.home() * share;
        return new Signal(
                "common_home",
                micros(weight),
                names -> new Evidence(
                        "common_home",
                        percent(share) + " of the weight of the ties is explained by a common home or family",
                        micros(weight),
                        accounts(view, m -> view.ties(m).stream().anyMatch(CommunityView.Tie::explained)),
                        List.of(),
                        millis(share),
                        Evidence.NO_EXPECTATION));
    }

    private Signal handover(CommunityView view) {
        Set<Integer> together = view.synchronous(SAME_DAY_MINUTES);
        int apart = view.size() - together.size();
        double weight = -parameters.handover() * apart / view.size();
        return new Signal(
                "never_together",
                micros(weight),
                names -> new Evidence(
                        "never_together",
                        String.format(
                                Locale.ROOT,
                                "%d of %d accounts never moved value on a shared thing within a day of another",
                                apart,
                                view.size()),
                        micros(weight),
                        accounts(view, m -> !together.contains(m)),
                        List.of(),
                        millis(apart),
                        Evidence.NO_EXPECTATION));
    }

    /** Accounts that came to the same shops at the same times, more often than chance would have any pair there do. */
    private static Signal meetings(CommunityView view) {
        CommunityView.Ties met = view.having(CommunityView.Item::meeting);
        int observed = met.ties().size();
        int who = met.members().size();
        double weight = StrictMath.log1p(met.weightMicros() / MICRO) * who / view.size();
        return new Signal(
                "met_again",
                micros(weight),
                names -> new Evidence(
                        "met_again",
                        String.format(
                                Locale.ROOT,
                                "%d of %d accounts moved value at %s within an hour of each other, more often than by"
                                        + " chance (pairs that did: %d; chance makes less than one at each)",
                                who,
                                view.size(),
                                things(met.resources()),
                                observed),
                        micros(weight),
                        entities(met.resources(), names),
                        events(view, act -> act.movesValue() && act.isOn(met.resources())),
                        millis(observed),
                        millis(met.resources().size())));
    }

    /** Share of the tie weight that lies in ties of that kind, 0–1. */
    static double explainedShare(CommunityView view, Predicate<CommunityView.Tie> kind) {
        long explained = 0;
        long all = 0;
        for (CommunityView.Tie tie : view.ties) {
            all += tie.weightMicros();
            explained += kind.test(tie) ? tie.weightMicros() : 0;
        }
        return all == 0 ? 0 : (double) explained / all;
    }
}
