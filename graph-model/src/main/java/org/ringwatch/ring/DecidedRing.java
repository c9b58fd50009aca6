// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.ringwatch.community.Community;
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

    /** The decision on the ring, by its case or else by its version. */
    Optional<AppliedDisposition> ofRing(Ring ring, LaterEvidence later) {
        if (priors.dispositions().isEmpty()) {
            return Optional.empty();
        }
        Optional<Disposition> byCase = priors.dispositions().ofCase(ring.ringId());
        Optional<Disposition> found = byCase.isPresent()
                ? byCase
                : priors.dispositions().ofVersion(priors.version().of(ring));
        return found.map(disposition -> apply(
                disposition,
                byCase.isPresent() ? FoundBy.CASE_ID : FoundBy.RING_VERSION,
                known -> later.micros(-1, known)));
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
                                known -> later.micros(member, event -> known.test(event) || !isAbout.test(event)));
                    })
                    .ifPresent(applied::add);
        }
        applied.sort(Comparator.comparing(one -> one.disposition().accountId(), Ids.ORDER));
        return applied;
    }

    /** The account's own events, and gifts to it by its own name. */
    private static Predicate<MemberEvent> isAbout(long order, long secret) {
        return event -> EventRow.accountOrderOf(event.row()) == order && EventRow.accountSecretOf(event.row()) == secret
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
            Disposition disposition, FoundBy foundBy, ToLongFunction<Predicate<MemberEvent>> later) {
        if (disposition.decision() != Decision.FALSE_POSITIVE) {
            return new AppliedDisposition(
                    disposition, foundBy, AppliedDisposition.NOT_MEASURED, true, told(disposition));
        }
        long gain = later.applyAsLong(event -> EventRow.time(event.row()) <= disposition.utc());
        boolean holds = gain < laterEvidenceMicros;
        String text = String.format(
                Locale.ROOT,
                "Called a false positive on %s; evidence later than that adds %s to the log-odds, and %s",
                Telling.day(disposition.utc()),
                number(gain / MICRO),
                holds
                        ? "would have to add " + number(laterEvidenceMicros / MICRO) + " to be shown again"
                        : "so it is shown again");
        return new AppliedDisposition(disposition, foundBy, gain, holds, text);
    }

    private static String told(Disposition disposition) {
        String day = Telling.day(disposition.utc());
        return disposition.decision() == Decision.CONFIRMED_RISK
                ? "Confirmed to be fraud on " + day
                : "Called a valuable alert on " + day;
    }
}
