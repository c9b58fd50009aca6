// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.accounts;
import static org.ringwatch.ring.Telling.entities;
import static org.ringwatch.ring.Telling.events;
import static org.ringwatch.ring.Telling.micros;
import static org.ringwatch.ring.Telling.millis;
import static org.ringwatch.ring.Telling.number;
import static org.ringwatch.ring.Telling.things;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.ResourceType;

/**
 * Additive score of a community: a prior and named signals, each a log-likelihood ratio; those of behaviours come from {@link
 * BehaviourSignals}, those of ties and events from here.
 *
 * <p>Weights are rounded to millionths before they are summed: the log-odds are their exact sum.
 */
final class RingScorer {
    static final int SYNCHRONY_MINUTES = 60;
    static final int SAME_DAY_MINUTES = 24 * 60;

    private static final double MICRO = 1e6;
    /** Orders of magnitude between observed and expected at which synchrony counts in full. */
    private static final double FULL_SURPRISE = 3;

    private static final Comparator<Signal> STRONGEST_FIRST = Comparator.comparingLong(
                    (Signal signal) -> -Math.abs(signal.weightMicros()))
            .thenComparing(Signal::code);

    private static final String BORN_TOGETHER = "born_together";

    private static final double HOME_SYNCHRONY = 0.25;
    /** Accounts that signed up on a device they share from which that counts in full. */
    private static final int MANY_BORN = 4;

    private final ScoringParameters parameters;
    private final Baseline baseline;
    private final BehaviourSignals behaviours;

    RingScorer(ScoringParameters parameters, Baseline baseline) {
        this.parameters = parameters;
        this.baseline = baseline;
        this.behaviours = new BehaviourSignals(parameters, baseline);
    }

    /** The signals of a community that weigh anything, strongest first; needs the members' events. */
    List<Signal> signals(CommunityView view) {
        List<Signal> signals = signalsOfTies(view);
        signals.add(synchrony(view, expectedPairs(view)));
        signals.add(bornTogether(view));
        signals.add(organisation(view));
        signals.replaceAll(this::atItsShare);
        signals.removeIf(signal -> signal.weightMicros() == 0);
        signals.sort(STRONGEST_FIRST);
        return signals;
    }

    /** The signal at what it counts beside the others. */
    private Signal atItsShare(Signal signal) {
        return signal.times(parameters.effectiveShare(signal.code()));
    }

    /** What no events could lift the log-odds above, millionths. */
    long mostLogOddsMicros(CommunityView view) {
        List<Signal> signals = signalsOfTies(view);
        signals.add(synchrony(view, 0));
        signals.replaceAll(this::atItsShare);
        return logOddsMicros(signals) + mostBornTogetherMicros(view);
    }

    /** As if everybody had signed up on the device they share outside a common home. */
    private long mostBornTogetherMicros(CommunityView view) {
        Set<Integer> onDevice = new HashSet<>();
        for (CommunityView.Tie tie : view.ties) {
            if (!tie.explained() && tie.items().stream().anyMatch(RingScorer::isDevice)) {
                onDevice.add(tie.first());
                onDevice.add(tie.second());
            }
        }
        int count = onDevice.size();
        double share = parameters.effectiveShare(BORN_TOGETHER);
        return micros(parameters.bornTogether() * share * bornShare(count, view.size()));
    }

    /** A couple or a parent and child sign up on the tablet they share, too; four accounts on one device are no family. */
    private static double bornShare(int born, int members) {
        return Math.max(0, Math.min(1, (born - 1.0) / (MANY_BORN - 1))) * born / members;
    }

    /** The signals that show in ties and behaviours alone. */
    private List<Signal> signalsOfTies(CommunityView view) {
        Set<SharedResource> resources = view.resources().keySet();
        List<Signal> signals = behaviours.of(view);
        signals.add(sharing(view, resources));
        signals.add(wallets(view, resources));
        signals.add(kinds(view));
        signals.add(home(view));
        signals.add(handover(view));
        signals.add(meetings(view));
        return signals;
    }

    /** Log-odds of a community with these signals, millionths. */
    long logOddsMicros(List<Signal> signals) {
        return micros(parameters.effectivePrior())
                + signals.stream().mapToLong(Signal::weightMicros).sum();
    }

    /**
     * The signals told: at most {@link ScoringParameters#maxEvidence}, strongest first but what people confirmed always, then
     * {@code baseline} and {@code other}; the sum is the log-odds.
     */
    List<Evidence> evidence(List<Signal> signals, Map<SharedResource, String> names) {
        List<Signal> told = signals.stream()
                .sorted(Comparator.comparing((Signal signal) -> !Confirmations.isOne(signal))
                        .thenComparing(STRONGEST_FIRST))
                .limit(parameters.maxEvidence())
                .sorted(STRONGEST_FIRST)
                .toList();
        List<Evidence> shown = new ArrayList<>();
        for (Signal signal : told) {
            shown.add(signal.evidence().apply(names));
        }
        List<Signal> rest =
                signals.stream().filter(signal -> !told.contains(signal)).toList();
        shown.add(Evidence.plain(
                "baseline",
                "How rare rings are among groups of accounts that share something",
                micros(parameters.effectivePrior())));
        shown.add(Evidence.plain(
                "other",
                rest.isEmpty() ? "No weaker signals" : rest.size() + " weaker signals together",
                rest.stream().mapToLong(Signal::weightMicros).sum()));
        return shown;
    }

    /** What a member's own behaviours add to the ring's log-odds, bounded to ±1, millionths. */
    long memberMicros(long shown) {
        return behaviours.memberMicros(shown);
    }

    /** The logistic function of log-odds, both in millionths. */
    static long scoreMicros(long logOddsMicros) {
        return Math.round(MICRO / (1 + StrictMath.exp(-logOddsMicros / MICRO)));
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
                                "%d accounts share %s; each is tied to the others as by %s rare devices, where one is ordinary",
                                view.size(),
                                things(resources),
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
                                "They share %d independent kinds of things outside any common home",
                                kinds.size()),
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
        CommunityView.Ties near = view.having(RingScorer::isNear);
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
                                "%d of %d accounts moved value on the same thing within an hour of another (%s): %d such pairs;"
                                        + " expected by chance %s",
                                near.members().size(),
                                view.size(),
                                things(near.resources()),
                                observed,
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
                tie.items().stream().filter(RingScorer::isDevice).forEach(item -> things.add(item.resource()));
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
                                Locale.ROOT, "%d of %d accounts signed up on a device they share", count, view.size()),
                        micros(weight),
                        entities(things, names),
                        events(view, birth),
                        millis(count),
                        Evidence.NO_EXPECTATION));
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
                        String.format(
                                Locale.ROOT,
                                "%d of the %d accounts whose kind is known are managed by an organisation; %d of %d met in"
                                        + " the network of a company or school",
                                count,
                                told,
                                there,
                                view.size()),
                        micros(weight),
                        accounts(view, m -> managed.test(m) || onSite.test(m)),
                        List.of(),
                        millis(share),
                        Evidence.NO_EXPECTATION));
    }

    private static boolean has(CommunityView view, int member, Predicate<CommunityMember.Act> which) {
        return view.members.get(member).acts.stream().anyMatch(which);
    }

    private Signal home(CommunityView view) {
        double share = explainedShare(view, CommunityView.Tie::explained);
        double weight = -parameters.home() * share;
        return Signal.of(
                "common_home",
                micros(weight),
                () -> String.format(
                        Locale.ROOT,
                        "%d %% of the ties are between accounts of one home or family",
                        Math.round(100 * share)));
    }

    private Signal handover(CommunityView view) {
        int together = view.synchronous(SAME_DAY_MINUTES).size();
        double apart = 1 - (double) together / view.size();
        double weight = -parameters.handover() * apart;
        return Signal.of(
                "never_together",
                micros(weight),
                () -> String.format(
                        Locale.ROOT,
                        "%d of %d accounts never moved value on a shared thing within a day of another",
                        view.size() - together,
                        view.size()));
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
