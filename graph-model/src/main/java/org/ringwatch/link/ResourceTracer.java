// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what {@link ResourcePartition} does with one resource for the account asked about. Weights come as they are
 * made; whom the stage does not look at is left to the rule given by {@link #otherwise}.
 */
final class ResourceTracer {
    private final Inquiry inquiry;
    private final TraceSink sink;
    private final RowGroups.Group group;
    private final int row;
    private final boolean otherIsThere;
    private final Ladder ladder = new Ladder();
    private final Map<LinkRule, Integer> rules = new EnumMap<>(LinkRule.class);
    private LinkRule otherwise = LinkRule.UNSHARED;
    private boolean hub;
    private int lookedAt;
    private boolean otherLookedAt;
    private int pairs;
    private long best;

    private ResourceTracer(Inquiry inquiry, TraceSink sink, RowGroups.Group group, int row, boolean otherIsThere) {
        this.inquiry = inquiry;
        this.sink = sink;
        this.group = group;
        this.row = row;
        this.otherIsThere = otherIsThere;
    }

    /** A tracer if the account asked about was seen with the resource. */
    static Optional<ResourceTracer> ofAsked(Inquiry inquiry, TraceSink sink, RowGroups.Group group) {
        int subject = -1;
        boolean other = false;
        for (int r = 0; r < group.size(); r++) {
            long order = group.word(r, LinkRow.ACCOUNT_ORDER);
            long secret = group.word(r, LinkRow.ACCOUNT_SECRET);
            subject = inquiry.isSubject(order, secret) ? r : subject;
            other |= inquiry.isOther(order, secret);
        }
        return subject < 0 ? Optional.empty() : Optional.of(new ResourceTracer(inquiry, sink, group, subject, other));
    }

    /** Too many come there. */
    void crowd() {
        hub = true;
        otherwise = LinkRule.CROWD;
    }

    /** The rule that keeps the resource from saying anything about a pair that is not looked at. */
    void otherwise(LinkRule rule) {
        otherwise = rule;
    }

    /** The next weight begins with what a rule makes it worth. */
    void begin(LinkRule rule, double weight) {
        ladder.begin(0);
        step(rule, weight);
    }

    /** A rule made the weight what it is now. */
    void step(LinkRule rule, double weight) {
        ladder.reach(rule, Math.round(weight * ResourcePartition.MICRO));
    }

    /** The weight is made: that of the pair of two rows' accounts. */
    void item(long order, long secret, long otherOrder, long otherSecret, long micros, long meta) {
        if (inquiry.isSubject(order, secret)) {
            item(otherOrder, otherSecret, micros, meta);
        } else if (inquiry.isSubject(otherOrder, otherSecret)) {
            item(order, secret, micros, meta);
        }
        ladder.begin(0);
    }

    private void item(long order, long secret, long micros, long meta) {
        if (ladder.micros() != micros) {
            throw new IllegalStateException(
                    "the steps of a weight must add up to " + micros + " but do to " + ladder.micros());
        }
        boolean inFamily = PairRow.type(meta) == ResourceType.FAMILY;
        boolean regular = inFamily || !PairRow.explains(meta) && !PairRow.isMeeting(meta);
        lookedAt += regular ? 1 : 0;
        otherLookedAt |= regular && inquiry.isOther(order, secret);
        pairs += micros > 0 ? 1 : 0;
        best = Math.max(best, micros);
        for (Step step : ladder.steps()) {
            if (step.micros() < 0) {
                rules.merge(step.rule(), 1, Integer::sum);
            }
        }
        if (PairRow.explains(meta)) {
            rules.merge(LinkRule.COMMON_HOME, 1, Integer::sum);
        }
        if (micros > 0 || PairRow.explains(meta) || inquiry.isOther(order, secret)) {
            tell(order, secret, meta);
        }
    }

    private void tell(long order, long secret, long meta) {
        sink.item(new ItemTrace(
                order,
                secret,
                PairRow.type(meta),
                group.word(row, LinkRow.RESOURCE_ORDER),
                group.word(row, LinkRow.RESOURCE_SECRET),
                PairRow.degree(meta),
                PairRow.isMeeting(meta),
                PairRow.explains(meta),
                ladder.steps()));
    }

    /** The resource is done. */
    void end(Baseline baseline) {
        int rest = group.size() - 1 - lookedAt;
        if (rest > 0) {
            rules.merge(otherwise, rest, Integer::sum);
        }
        long meta = group.word(row, 0);
        ResourceType type = LinkRow.type(meta);
        if (otherIsThere && !otherLookedAt && type != ResourceType.FAMILY) {
            begin(LinkRule.RARITY, baseline.rarity(group.size()));
            step(otherwise, 0);
            tellOther(PairRow.meta(type, false, PairRow.NO_GAP, group.size()));
        }
        int last = LinkRow.contacts(meta) - 1;
        sink.resource(new ResourceTrace(
                type,
                group.word(row, LinkRow.RESOURCE_ORDER),
                group.word(row, LinkRow.RESOURCE_SECRET),
                group.size(),
                LinkRow.events(meta),
                time(0),
                time(last),
                LinkRow.hasContact(group.block(row), group.start(row), LinkRow.VALUE),
                LinkRow.habitual(meta),
                hub,
                pairs,
                best,
                rules.entrySet().stream()
                        .map(rule -> new RuleCount(rule.getKey(), rule.getValue()))
                        .toList()));
    }

    /** When a contact was, epoch milliseconds. */
    private long time(int contact) {
        long meta = group.word(row, 0);
        int minute = LinkRow.minute(LinkRow.contact(group.block(row), group.start(row), meta, contact));
        return AccountAnalysis.EPOCH_MILLIS + minute * 60_000L;
    }

    private void tellOther(long meta) {
        for (int r = 0; r < group.size(); r++) {
            long order = group.word(r, LinkRow.ACCOUNT_ORDER);
            long secret = group.word(r, LinkRow.ACCOUNT_SECRET);
            if (inquiry.isOther(order, secret)) {
                tell(order, secret, meta);
            }
        }
    }
}
