// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ringwatch.community.Community;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.CanonicalEvent;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.link.AccountAnalysis;
import org.ringwatch.link.AccountPartition;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.CanonicalSource;
import org.ringwatch.link.EventRow;

/**
 * Makes a ring of a community and its members' events: names return, and it is scored and
 * explained. The result depends on the community, these events and the baseline only.
 */
public final class RingFactory {
    private final AccountPartition partition = new AccountPartition();
    private final AccountAnalysis analysis = new AccountAnalysis();
    private final Baseline baseline;
    private final RingScorer scorer;
    private final Calibrator calibrator;
    private final long leastScoreMicros;
    private final long minScoreMicros;
    private final Priors priors;
    private final Confirmations confirmations;
    private final DecidedRing decisions;

    /** A factory that nobody told anything. */
    public RingFactory(ScoringParameters parameters, Baseline baseline, long minScoreMicros) {
        this(parameters, baseline, minScoreMicros, Priors.NONE);
    }

    /**
     * @param minScoreMicros score from which a ring is flagged, millionths
     * @param priors what people say about accounts and rings: it moves scores and flags, never who is in a ring or which rings
     *     there are
     */
    public RingFactory(ScoringParameters parameters, Baseline baseline, long minScoreMicros, Priors priors) {
        this.baseline = baseline;
        this.scorer = new RingScorer(parameters, baseline);
        this.calibrator = new Calibrator(parameters, FittedScorer.load());
        this.leastScoreMicros = parameters.leastScoreMicros();
        this.minScoreMicros = minScoreMicros;
        this.priors = priors;
        this.confirmations = new Confirmations(priors);
        this.decisions = new DecidedRing(priors);
    }

    /**
     * The ring of a community as it is when it begins a case, or nothing when its score by its own evidence is below {@link
     * ScoringParameters#leastScore}.
     *
     * @param community as {@link RingScreen} left it
     * @param events the members' events, in any order, with duplicates
     * @throws IllegalStateException when two names share one hash, or a member has no event, or behaves otherwise in its events
     */
    public Optional<Ring> create(Community community, List<MemberEvent> events, CanonicalSource canonicalSource) {
        return create(community, events, canonicalSource, leastScoreMicros).stream()
                .findFirst();
    }

    /** The same of a community that may not have heard of its members' latest events: how these behave counts. */
    public Optional<Ring> createByEvents(
            Community community, List<MemberEvent> events, CanonicalSource canonicalSource) {
        List<CommunityMember> members = members(community, events, canonicalSource);
        long[] behaviours =
                members.stream().mapToLong(member -> member.behaviours).toArray();
        return create(community.behaving(behaviours), members, events, canonicalSource, leastScoreMicros).stream()
                .findFirst();
    }

    /**
     * The ring of a community as it is in each case that it may belong to, as far as decisions make a difference: first when it
     * begins one, then when it carries on that of an earlier ring. Empty when {@link #create} is.
     */
    public List<Ring> createInCases(Community community, List<MemberEvent> events, CanonicalSource canonicalSource) {
        return create(community, events, canonicalSource, leastScoreMicros);
    }

    /** What {@link #create} would make of the community if no score were too low. */
    public Ring describe(Community community, List<MemberEvent> events, CanonicalSource canonicalSource) {
        return create(community, events, canonicalSource, 0).get(0);
    }

    private List<Ring> create(
            Community community, List<MemberEvent> events, CanonicalSource canonicalSource, long leastMicros) {
        List<CommunityMember> members = members(community, events, canonicalSource);
        for (int m = 0; m < community.size(); m++) {
            if (members.get(m).behaviours != community.behaviours()[m]) {
                throw new IllegalStateException("a member of a community behaves otherwise in the second pass");
            }
        }
        return create(community, members, events, canonicalSource, leastMicros);
    }

    private List<Ring> create(
            Community community,
            List<CommunityMember> members,
            List<MemberEvent> events,
            CanonicalSource canonicalSource,
            long leastMicros) {
        CommunityView view = CommunityView.of(community, members);
        List<Signal> signals = scorer.signals(view);
        long logOdds = scorer.logOddsMicros(signals);
        long score = RingScorer.scoreMicros(logOdds);
        if (score < leastMicros) {
            return List.of();
        }
        Map<SharedResource, String> names = names(view);
        List<Signal> confirming = confirmations.of(community, view);
        Ring described = describe(view, names, signals, confirming);
        Ring ring = described.with(RingLineage.born(priors.earlier().newCase(described.ringId())));
        if (priors.isEmpty()) {
            return List.of(ring);
        }
        Ring undecided = ring.decided(isFlagged(ring, score, List.of()), List.of());
        DecidedRing.LaterEvidence later = (member, known) -> {
            List<MemberEvent> then = events.stream().filter(known).toList();
            return then.size() == events.size()
                    ? 0
                    : Math.max(0, laterMicros(community, view, logOdds, member, read(then, canonicalSource)));
        };
        List<AppliedDisposition> onAccounts = decisions.ofAccounts(community, view, later);
        List<Ring> inCases = new ArrayList<>();
        for (DecidedRing.InCase inCase : decisions.inCases(undecided, community, view, later)) {
            List<AppliedDisposition> applied = new ArrayList<>();
            inCase.decision().ifPresent(applied::add);
            applied.addAll(onAccounts);
            Ring decided = applied.stream()
                    .filter(AppliedDisposition::confirmsRing)
                    .findFirst()
                    .map(one ->
                            describe(view, names, signals, confirmations.ofRing(one.disposition(), view, confirming)))
                    .orElse(ring);
            inCases.add(decided.decided(isFlagged(decided, score, applied), applied)
                    .with(RingLineage.born(inCase.caseId())));
        }
        return inCases;
    }

    /** What people say does not flag a ring that shows too little itself, and clears one when fewer than two accounts are left. */
    private boolean isFlagged(Ring ring, long ownScore, List<AppliedDisposition> applied) {
        boolean suspicious = ownScore >= minScoreMicros
                || ring.scoreMicros() >= minScoreMicros
                        && ownScore > Telling.micros(priors.parameters().leastOwnScore());
        long accounts = ring.members().stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .count();
        long cleared =
                applied.stream().filter(AppliedDisposition::clearsAccount).count();
        return suspicious && accounts - cleared > 1 && applied.stream().noneMatch(AppliedDisposition::clearsRing);
    }

    /**
     * By how much the log-odds exceed those of the ring as it was then.
     *
     * @param member of whom, or negative for the ring
     * @param read the members as they were
     */
    private long laterMicros(
            Community community,
            CommunityView view,
            long logOdds,
            int member,
            Map<SharedResource, CommunityMember> read) {
        List<Optional<CommunityMember>> then = IntStream.range(0, view.size())
                .mapToObj(m -> Optional.ofNullable(
                        read.get(account(community.orders()[m], community.secrets()[m]))))
                .toList();
        Hindsight hindsight = Hindsight.of(view, then);
        boolean wasRing = hindsight.isRing() && (member < 0 || hindsight.holds(member));
        long before = scorer.logOddsMicros(wasRing ? scorer.signals(hindsight.view()) : List.of());
        long now = logOdds;
        if (member >= 0) {
            now += scorer.memberMicros(view.behaviours[member]);
            before += then.get(member)
                    .map(known -> scorer.memberMicros(known.behaviours))
                    .orElse(0L);
        }
        return now - before;
    }

    private List<CommunityMember> members(
            Community community, List<MemberEvent> events, CanonicalSource canonicalSource) {
        Map<SharedResource, CommunityMember> byHash = read(events, canonicalSource);
        List<CommunityMember> members = new ArrayList<>(community.size());
        for (int m = 0; m < community.size(); m++) {
            CommunityMember member =
                    byHash.get(account(community.orders()[m], community.secrets()[m]));
            if (member == null) {
                throw new IllegalStateException("a member of a community has no event in the second pass");
            }
            members.add(member);
        }
        return members;
    }

    private Map<SharedResource, CommunityMember> read(List<MemberEvent> events, CanonicalSource canonicalSource) {
        Long2ObjectOpenHashMap<MemberEvent> byPosition = new Long2ObjectOpenHashMap<>(events.size());
        for (MemberEvent event : events) {
            partition.add(event.row());
            byPosition.put(EventRow.position(event.row()), event);
        }
        Map<SharedResource, CommunityMember> byHash = new HashMap<>();
        partition.forEach(canonicalSource, packed -> {
            List<MemberEvent> own = new ArrayList<>(packed.size());
            for (int e = 0; e < packed.size(); e++) {
                MemberEvent event = byPosition.get(packed.position(e));
                if (event == null
                        || e > 0
                                && !CanonicalEvent.sameAccount(
                                        event.canonical(), own.get(0).canonical())) {
                    throw new IllegalStateException("two accounts share one hash; run again with a new key");
                }
                own.add(event);
            }
            byHash.put(account(packed.orderHash(), packed.secretHash()), CommunityMember.of(packed, own, analysis));
        });
        return byHash;
    }

    private static Map<SharedResource, String> names(CommunityView view) {
        Map<SharedResource, String> names = new HashMap<>();
        for (CommunityMember member : view.members) {
            for (CommunityMember.Act act : member.acts) {
                for (SharedResource resource : act.resources()) {
                    String name = act.name(resource);
                    String known = names.putIfAbsent(resource, name);
                    if (known != null && !known.equals(name)) {
                        throw new IllegalStateException("two resources of type " + resource.type()
                                + " share one hash; run again with a new key");
                    }
                }
            }
        }
        return names;
    }

    private static SharedResource account(long order, long secret) {
        return new SharedResource(org.ringwatch.link.ResourceType.FAMILY, order, secret);
    }

    private Ring describe(
            CommunityView view, Map<SharedResource, String> names, List<Signal> own, List<Signal> confirming) {
        List<Signal> signals = new ArrayList<>(own);
        signals.addAll(confirming);
        long logOdds = scorer.logOddsMicros(signals);
        long score = RingScorer.scoreMicros(logOdds);
        List<Evidence> evidence = scorer.evidence(signals, names);
        List<RingLink> links = links(view, names);
        List<MemberHistory> histories = MemberHistory.of(view, baseline.firstTime());
        Cast cast = Cast.of(view, histories);
        List<Member> members = new ArrayList<>();
        members.addAll(accounts(view, cast, logOdds));
        members.addAll(resources(view, cast, names, links, score));
        Founding founding = founding(view);
        String ringId = Ids.ring(founding.accountId, founding.eventId);
        return new Ring(
                ringId,
                score >= minScoreMicros,
                score,
                logOdds,
                calibrator.of(logOdds),
                cast.scheme(),
                members,
                links,
                members.stream().mapToLong(Member::firstSeen).min().orElseThrow(),
                members.stream().mapToLong(Member::lastSeen).max().orElseThrow(),
                Losses.of(view),
                evidence,
                InnocentExplanations.of(view, histories),
                RingEvents.of(view, evidence),
                List.of(),
                RingLineage.born(ringId));
    }

    private List<Member> accounts(CommunityView view, Cast cast, long logOdds) {
        List<Member> accounts = new ArrayList<>(view.size());
        for (int m = 0; m < view.size(); m++) {
            CommunityMember member = view.members.get(m);
            List<CommunityMember.Act> acts = member.acts;
            accounts.add(new Member(
                    EntityType.ACCOUNT,
                    member.accountId(),
                    cast.accounts().get(m).role(),
                    cast.accounts().get(m).reason(),
                    RingScorer.scoreMicros(logOdds + scorer.memberMicros(member.behaviours)),
                    acts.get(0).event().eventTime(),
                    acts.get(acts.size() - 1).event().eventTime(),
                    acts.size()));
        }
        accounts.sort(Comparator.comparing(Member::id, Ids.ORDER));
        return accounts;
    }

    private static List<Member> resources(
            CommunityView view, Cast cast, Map<SharedResource, String> names, List<RingLink> links, long score) {
        Map<EntityRef, RoleFinding> findings = new HashMap<>();
        cast.resources()
                .forEach((resource, finding) -> findings.put(
                        new EntityRef(EntityType.of(resource.type()), names.getOrDefault(resource, "")), finding));
        Map<EntityRef, List<RingLink>> byResource = new LinkedHashMap<>();
        for (RingLink link : links) {
            byResource
                    .computeIfAbsent(new EntityRef(link.type(), link.resourceId()), ignored -> new ArrayList<>())
                    .add(link);
        }
        List<Member> resources = new ArrayList<>();
        byResource.forEach((resource, seen) -> {
            RoleFinding finding = findings.getOrDefault(resource, ResourceRules.UNKNOWN);
            resources.add(new Member(
                    resource.type(),
                    resource.id(),
                    finding.role(),
                    finding.reason(),
                    score,
                    seen.stream().mapToLong(RingLink::firstSeen).min().orElseThrow(),
                    seen.stream().mapToLong(RingLink::lastSeen).max().orElseThrow(),
                    seen.stream().mapToLong(RingLink::events).sum()));
        });
        resources.sort(Comparator.comparing(Member::type).thenComparing(Member::id, Ids.ORDER));
        return resources;
    }

    private static List<RingLink> links(CommunityView view, Map<SharedResource, String> names) {
        Set<SharedResource> shared = view.resources().keySet();
        List<RingLink> links = new ArrayList<>();
        for (int m = 0; m < view.size(); m++) {
            CommunityMember member = view.members.get(m);
            Map<SharedResource, Long> weights = view.linkWeights(m);
            member.actsOn(shared)
                    .forEach((resource, acts) -> links.add(new RingLink(
                            member.accountId(),
                            EntityType.of(resource.type()),
                            names.getOrDefault(resource, ""),
                            weights.getOrDefault(resource, 0L),
                            acts.size(),
                            amounts(acts),
                            acts.get(0).time(),
                            acts.get(acts.size() - 1).time())));
        }
        links.sort(Comparator.comparing(RingLink::accountId, Ids.ORDER)
                .thenComparing(RingLink::type)
                .thenComparing(RingLink::resourceId, Ids.ORDER));
        return links;
    }

    private static List<Amount> amounts(List<CommunityMember.Act> acts) {
        TreeMap<String, Long> sums = new TreeMap<>();
        for (CommunityMember.Act act : acts) {
            AccountEvent event = act.event();
            if (!event.currency().isEmpty()) {
                sums.merge(event.currency(), event.amountMinor(), Losses::saturatingSum);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new Amount(sum.getKey(), sum.getValue()))
                .toList();
    }

    private record Founding(long time, String accountId, String eventId) {}

    /** The earliest event of a member on a resource that ties this very member to another one; ties by account, then event id. */
    private static Founding founding(CommunityView view) {
        return IntStream.range(0, view.size())
                .boxed()
                .flatMap(m -> {
                    CommunityMember member = view.members.get(m);
                    Set<SharedResource> tying = view.linkWeights(m).keySet();
                    return member.acts.stream()
                            .filter(act -> act.isOn(tying))
                            .map(act -> new Founding(
                                    act.event().eventTime(),
                                    member.accountId(),
                                    act.event().eventId()));
                })
                .min(Comparator.comparingLong(Founding::time)
                        .thenComparing(Founding::accountId, Ids.ORDER)
                        .thenComparing(Founding::eventId, Ids.ORDER))
                .orElseThrow(() -> new IllegalStateException("a community without an event on a shared resource"));
    }
}
