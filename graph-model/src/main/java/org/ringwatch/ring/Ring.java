// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.lineage.RingLineage;

/**
 * A community that was scored: its members, why they belong together, and what was lost.
 *
 * @param ringId {@code R-} and 12 base-32 characters, from the founding account and event
 * @param flagged whether the score reaches the cut
 * @param scoreMicros 0–1 in millionths
 * @param logOddsMicros natural logarithm of the odds, in millionths; the exact sum of the evidence weights
 * @param calibration what the score was held against
 * @param scheme suspected kind
 * @param members accounts, then resources by type, each in order of id (unsigned UTF-8 bytes)
 * @param links which member account was seen with which member resource, in order of account, type and resource
 * @param firstSeen earliest event of a member account, epoch milliseconds
 * @param lastSeen latest event of a member account, epoch milliseconds
 * @param losses by currency in ascending order
 * @param evidence strongest first, then one {@code baseline} and one {@code other} item
 * @param innocentExplanations those considered, in order of code
 * @param events what happened in it: events on its resources, turns in the life of its accounts and whatever shows evidence, in
 *     order of time, account and event id
 * @param dispositions decisions in force that are about it: on the whole ring first, then on its accounts in order of id
 * @param lineage its case, and where it comes from
 */
public record Ring(
        String ringId,
        boolean flagged,
        long scoreMicros,
        long logOddsMicros,
        Calibration calibration,
        Scheme scheme,
        List<Member> members,
        List<RingLink> links,
        long firstSeen,
        long lastSeen,
        List<Loss> losses,
        List<Evidence> evidence,
        List<InnocentExplanation> innocentExplanations,
        List<AccountEvent> events,
        List<AppliedDisposition> dispositions,
        RingLineage lineage) {

    /** The same ring as decisions leave it. */
    Ring decided(boolean isFlagged, List<AppliedDisposition> applied) {
        return new Ring(
                ringId,
                isFlagged,
                scoreMicros,
                logOddsMicros,
                calibration,
                scheme,
                members,
                links,
                firstSeen,
                lastSeen,
                losses,
                evidence,
                innocentExplanations,
                events,
                applied,
                lineage);
    }

    /** The same ring with another past. */
    public Ring with(RingLineage past) {
        return new Ring(
                ringId,
                flagged,
                scoreMicros,
                logOddsMicros,
                calibration,
                scheme,
                members,
                links,
                firstSeen,
                lastSeen,
                losses,
                evidence,
                innocentExplanations,
                events,
                dispositions,
                past);
    }

    /** The ids of its accounts, in order. */
    public List<String> accountIds() {
        return members.stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .map(Member::id)
                .toList();
    }
}
