// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.GroupTrace;
import org.ringwatch.ring.Ids;
import org.ringwatch.ring.Ring;

/**
 * The answer to an inquiry.
 *
 * @param account the account asked about
 * @param seen what was read of it
 * @param unreadable lines that name it and could not be read
 * @param alike names of other accounts that read like its name, in order
 * @param standing where it ended up
 * @param named rings that name it as a beneficiary, in order of score
 * @param resources what it was seen with, what ties it most first
 * @param partners others with whom it shares anything that weighs
 * @param ties how many of these it is tied to
 * @param strongest those it is tied to most, at most {@link #MAX_STRONGEST}
 * @param with about the other account, if one was asked about
 * @param scale what the weights are held against
 */
public record Explanation(
        String account,
        Optional<AccountTrace> seen,
        Unreadable unreadable,
        List<String> alike,
        Standing standing,
        List<Ring> named,
        List<SeenWith> resources,
        long partners,
        long ties,
        List<ExplainedPair> strongest,
        Optional<With> with,
        Scale scale) {

    /** As many pairs are told of an account. */
    public static final int MAX_STRONGEST = 10;

    /** As many unreadable lines are told. */
    public static final int MAX_UNREADABLE = 5;

    /**
     * A resource that the account was seen with.
     *
     * @param name its canonical id
     * @param trace what came of it
     */
    public record SeenWith(String name, ResourceTrace trace) {}

    /**
     * The other account.
     *
     * @param account its name
     * @param seen what was read of it
     * @param alike names of other accounts that read like its name, in order
     * @param standing where it ended up
     * @param pair why it is tied to the account asked about, or is not
     */
    public record With(
            String account, Optional<AccountTrace> seen, List<String> alike, Standing standing, ExplainedPair pair) {}

    /**
     * What weights are held against.
     *
     * @param thresholdMicros evidence from which two accounts are tied, millionths
     * @param rareMicros what a device or wallet adds that two accounts share alone, millionths
     * @param homeFactor what remains of that between two of one home, 0–1
     * @param leastScoreMicros score from which a ring is told, millionths
     * @param minScoreMicros score from which it is flagged, millionths
     */
    public record Scale(
            long thresholdMicros, long rareMicros, double homeFactor, long leastScoreMicros, long minScoreMicros) {}

    /**
     * What the stages counted.
     *
     * @param partners others with whom the account shares anything that weighs
     * @param ties how many of these it is tied to
     * @param tiesOfOther how many accounts the other one is tied to
     */
    public record Counts(long partners, long ties, long tiesOfOther) {}

    /**
     * Lines that name the account and could not be read.
     *
     * @param lines how many
     * @param first the first {@link #MAX_UNREADABLE} of them, as file, line and reason
     */
    public record Unreadable(long lines, List<String> first) {}

    /**
     * Puts in order what the stages told.
     *
     * @param rings of the run
     */
    public static Explanation of(
            Inquiry inquiry, Traces traces, List<Ring> rings, Counts counts, Unreadable unreadable, Scale scale) {
        return new Builder(traces, rings).build(inquiry, counts, unreadable, scale);
    }

    /** Puts names to traces. */
    private static final class Builder {
        private final Traces traces;
        private final List<Ring> rings;

        Builder(Traces traces, List<Ring> rings) {
            this.traces = traces;
            this.rings = rings;
        }

        Explanation build(Inquiry inquiry, Counts counts, Unreadable unreadable, Scale scale) {
            String account = inquiry.account();
            List<ExplainedPair> pairs = traces.pairs.stream()
                    .map(this::explain)
                    .sorted(Comparator.comparingLong((ExplainedPair pair) -> -pair.weightMicros())
                            .thenComparing(ExplainedPair::account, Ids.ORDER))
                    .toList();
            return new Explanation(
                    account,
                    traces.account(true),
                    unreadable,
                    traces.alike(true),
                    standing(account, true, counts.ties(), pairs),
                    rings.stream()
                            .filter(ring -> holds(ring, EntityType.BENEFICIARY, account))
                            .toList(),
                    resources(),
                    counts.partners(),
                    counts.ties(),
                    pairs.stream()
                            .filter(pair -> pair.weightMicros() > 0)
                            .limit(MAX_STRONGEST)
                            .toList(),
                    inquiry.with().map(other -> with(other, counts.tiesOfOther(), pairs)),
                    scale);
        }

        private With with(String other, long ties, List<ExplainedPair> pairs) {
            ExplainedPair pair = pairs.stream()
                    .filter(each -> each.account().equals(other))
                    .findFirst()
                    .orElseGet(() -> new ExplainedPair(other, items(other), List.of(), 0, false));
            return new With(
                    other, traces.account(false), traces.alike(false), standing(other, false, ties, List.of()), pair);
        }

        private Standing standing(String account, boolean subject, long ties, List<ExplainedPair> pairs) {
            Optional<Ring> ring = ringOf(rings, account).or(() -> ringOf(traces.unlikely, account));
            List<Ring> nearby = rings.stream()
                    .filter(each -> ring.filter(each::equals).isEmpty())
                    .filter(each -> pairs.stream()
                            .anyMatch(pair -> pair.tied() && holds(each, EntityType.ACCOUNT, pair.account())))
                    .toList();
            Optional<GroupTrace> group = traces.group(subject);
            return new Standing(
                    kind(subject, ties, ring, group),
                    ring,
                    group.flatMap(each -> Optional.ofNullable(each.left())),
                    group.map(GroupTrace::members).orElse(0),
                    nearby);
        }

        private Standing.Kind kind(boolean subject, long ties, Optional<Ring> ring, Optional<GroupTrace> group) {
            if (traces.account(subject).isEmpty()) {
                return Standing.Kind.UNSEEN;
            }
            if (ring.isPresent()) {
                boolean told = rings.contains(ring.get());
                return !told
                        ? Standing.Kind.UNLIKELY
                        : ring.get().flagged() ? Standing.Kind.FLAGGED : Standing.Kind.CANDIDATE;
            }
            if (group.isPresent()) {
                return Standing.Kind.LEFT_OUT;
            }
            return ties > 0 ? Standing.Kind.APART : Standing.Kind.UNTIED;
        }

        private static Optional<Ring> ringOf(List<Ring> rings, String account) {
            return rings.stream()
                    .filter(ring -> holds(ring, EntityType.ACCOUNT, account))
                    .findFirst();
        }

        private static boolean holds(Ring ring, EntityType type, String id) {
            return ring.members().stream()
                    .anyMatch(member -> member.type() == type && member.id().equals(id));
        }

        private List<SeenWith> resources() {
            return traces.resources.stream()
                    .map(trace -> new SeenWith(traces.name(trace.order(), trace.secret()), trace))
                    .sorted(Comparator.comparingLong(
                                    (SeenWith seen) -> -seen.trace().bestMicros())
                            .thenComparingInt(seen -> -seen.trace().accounts())
                            .thenComparing(seen -> seen.trace().type())
                            .thenComparing(SeenWith::name, Ids.ORDER))
                    .toList();
        }

        private ExplainedPair explain(PairTrace pair) {
            String other = traces.name(pair.order(), pair.secret());
            return new ExplainedPair(other, items(other), pair.steps(), pair.weightMicros(), pair.tied());
        }

        private List<ExplainedPair.Item> items(String other) {
            return traces.items.stream()
                    .filter(item -> traces.isNamed(item.order(), item.secret(), other))
                    .map(this::explain)
                    .sorted(Comparator.comparingLong((ExplainedPair.Item item) -> -item.micros())
                            .thenComparing(ExplainedPair.Item::type)
                            .thenComparing(ExplainedPair.Item::name, Ids.ORDER)
                            .thenComparing(ExplainedPair.Item::meeting))
                    .toList();
        }

        private ExplainedPair.Item explain(ItemTrace item) {
            return new ExplainedPair.Item(
                    item.type(),
                    traces.name(item.resourceOrder(), item.resourceSecret()),
                    item.degree(),
                    item.meeting(),
                    item.explains(),
                    item.steps(),
                    item.micros());
        }
    }
}
