// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.ringwatch.community.Community;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.ResourceType;
import org.ringwatch.ring.AppliedDisposition.FoundBy;

/** Finds the decisions that are about a ring, and tells which of them still hold. */
final class DecidedRing {
    private static final double MICRO = 1e6;

    private final Priors priors;
    private final long laterEvidenceMicros;

    DecidedRing(Priors priors) {
        this.priors = priors;
        this.laterEvidenceMicros = Telling.micros(priors.parameters().laterEvidence());
    }

    /** What evidence later than a decision adds to the log-odds, asked with what the decision could know. */
    interface LaterEvidence {
        /** Millionths, at least 0; {@code member} is negative for the whole ring. */
        long micros(int member, Predicate<MemberEvent> known);
    }

    /** The decision on a ring, if it belongs to that case. */
    record InCase(String caseId, Optional<AppliedDisposition> decision) {}

    /** Which accounts a ring has that it had not when it was decided on; nothing if that is not known. */
    private record Joined(boolean isKnown, List<String> accounts) {
        static final Joined UNKNOWN = new Joined(false, List.of());
    }

    /**
     * The decision on a ring in each case that it may belong to: first that which it begins, then those of earlier rings that turned
     * into it, as far as it makes a difference.
     */
    List<InCase> inCases(Ring ring, Community community, CommunityView view, LaterEvidence later) {
        String own = ring.lineage().caseId();
        List<InCase> cases = new ArrayList<>();
        cases.add(new InCase(own, ofRing(ring, own, Optional.empty(), community, view, later)));
        for (EarlierRing earlier : priors.earlier().before(ring.ringId(), ring.accountIds())) {
            if (isDecided(earlier.caseId()) || isDecided(own)) {
                cases.add(new InCase(
                        earlier.caseId(),
                        ofRing(ring, earlier.caseId(), Optional.of(earlier), community, view, later)));
            }
        }
        return cases;
    }

    private boolean isDecided(String caseId) {
        return priors.dispositions().ofCase(caseId).isPresent();
    }

    /** The decision on the ring: by its case, by a case that is named like it and nobody else's, or else by its version. */
    private Optional<AppliedDisposition> ofRing(
            Ring ring,
            String caseId,
            Optional<EarlierRing> earlier,
            Community community,
            CommunityView view,
            LaterEvidence later) {
        if (priors.dispositions().isEmpty()) {
            return Optional.empty();
        }
        FoundBy foundBy = FoundBy.CASE_ID;
        Optional<Disposition> found = priors.dispositions().ofCase(caseId);
        if (found.isEmpty() && ring.lineage().caseId().equals(ring.ringId())) {
            foundBy = FoundBy.RING_ID;
            found = priors.dispositions().ofCase(ring.ringId());
        }
        if (found.isEmpty()) {
            foundBy = FoundBy.RING_VERSION;
            found = priors.dispositions().ofVersion(priors.version().of(ring));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Joined joined = joinedSince(found.get(), ring, foundBy == FoundBy.CASE_ID ? earlier : Optional.empty());
        Predicate<MemberEvent> isStrange = isOf(joined, community, view);
        return Optional.of(apply(
                found.get(),
                foundBy,
                joined,
                known -> later.micros(-1, event -> known.test(event) && !isStrange.test(event))));
    }

    /** What the version tells that the decision is about; or else what the earlier output knew of the same decision. */
    private Joined joinedSince(Disposition disposition, Ring ring, Optional<EarlierRing> earlier) {
        if (disposition.ringVersion().equals(priors.version().of(ring))) {
            return new Joined(true, List.of());
        }
        if (earlier.isEmpty()) {
            return Joined.UNKNOWN;
        }
        Set<String> then = new HashSet<>(earlier.get().accounts());
        if (!disposition.ringVersion().equals(earlier.get().ringVersion())) {
            Optional<EarlierRing.Decided> known = earlier.get().decided().stream()
                    .filter(one ->
                            one.utc() == disposition.utc() && one.analyst().equals(disposition.analyst()))
                    .findFirst();
            if (known.isEmpty()) {
                return Joined.UNKNOWN;
            }
            known.get().joinedSince().forEach(then::remove);
        }
        return new Joined(
                true,
                ring.accountIds().stream()
                        .filter(account -> !then.contains(account))
                        .toList());
    }

    /** The events of those who joined: whoever decided could not know that these belong to the ring. */
    private static Predicate<MemberEvent> isOf(Joined joined, Community community, CommunityView view) {
        Set<String> accounts = new HashSet<>(joined.accounts());
        List<Predicate<MemberEvent>> own = IntStream.range(0, view.size())
                .filter(m -> accounts.contains(view.members.get(m).accountId()))
                .mapToObj(m -> (Predicate<MemberEvent>)
                        event -> isBy(event, community.orders()[m], community.secrets()[m]))
                .toList();
        return event -> own.stream().anyMatch(one -> one.test(event));
    }

    private static boolean isBy(MemberEvent event, long order, long secret) {
        return EventRow.accountOrderOf(event.row()) == order && EventRow.accountSecretOf(event.row()) == secret;
    }

    /** The decisions on the ring's accounts, in order of id. */
    List<AppliedDisposition> ofAccounts(Community community, CommunityView view, LaterEvidence later) {
        List<AppliedDisposition> applied = new ArrayList<>();
        if (priors.dispositions().isEmpty()) {
            return applied;
        }
        for (int m = 0; m < view.size(); m++) {
            int member = m;
            priors.dispositions()
                    .ofAccount(view.members.get(m).accountId())
                    .map(disposition -> {
                        Predicate<MemberEvent> isAbout =
                                isAbout(community.orders()[member], community.secrets()[member]);
                        return apply(
                                disposition,
                                FoundBy.ACCOUNT_ID,
                                Joined.UNKNOWN,
                                known -> later.micros(member, event -> known.test(event) || !isAbout.test(event)));
                    })
                    .ifPresent(applied::add);
        }
        applied.sort(Comparator.comparing(one -> one.disposition().accountId(), Ids.ORDER));
        return applied;
    }

    /** The account's own events, and gifts to it by its own name. */
    private static Predicate<MemberEvent> isAbout(long order, long secret) {
        return event -> isBy(event, order, secret)
                || names(
                        event.row(),
                        IdHasher.typed(order, ResourceType.BENEFICIARY),
                        IdHasher.typed(secret, ResourceType.BENEFICIARY));
    }

    private static boolean names(long[] row, long beneficiaryOrder, long beneficiarySecret) {
        boolean[] named = new boolean[1];
        EventRow.forEachResource(
                row,
                (type, order, secret) -> named[0] |=
                        type == ResourceType.BENEFICIARY && order == beneficiaryOrder && secret == beneficiarySecret);
        return named[0];
    }

    private AppliedDisposition apply(
            Disposition disposition, FoundBy foundBy, Joined joined, ToLongFunction<Predicate<MemberEvent>> later) {
        if (disposition.decision() != Decision.FALSE_POSITIVE) {
            return new AppliedDisposition(
                    disposition,
                    foundBy,
                    AppliedDisposition.NOT_MEASURED,
                    joined.isKnown(),
                    joined.accounts(),
                    true,
                    told(disposition));
        }
        long gain = later.applyAsLong(event -> EventRow.time(event.row()) <= disposition.utc());
        boolean holds = gain < laterEvidenceMicros;
        String text = String.format(
                Locale.ROOT,
                "Called a false positive on %s; evidence later than that%s adds %s to the log-odds, and %s",
                Telling.day(disposition.utc()),
                joined.accounts().isEmpty()
                        ? ""
                        : " or of the " + Telling.counted(joined.accounts().size(), "account") + " that joined since",
                number(gain / MICRO),
                holds
                        ? "would have to add " + number(laterEvidenceMicros / MICRO) + " to be shown again"
                        : "so it is shown again");
        return new AppliedDisposition(disposition, foundBy, gain, joined.isKnown(), joined.accounts(), holds, text);
    }

    private static String told(Disposition disposition) {
        String day = Telling.day(disposition.utc());
        return disposition.decision() == Decision.CONFIRMED_RISK
                ? "Confirmed to be fraud on " + day
                : "Called a valuable alert on " + day;
    }
}
