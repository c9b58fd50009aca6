// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.HubReason;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RuleCount;
import org.ringwatch.link.Step;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;
import org.ringwatch.why.ExplainedPair;
import org.ringwatch.why.Explanation;
import org.ringwatch.why.Standing;

/**
 * An explanation for somebody who reads: the answer first, then why. Weights are in units of one rare shared device; rows of
 * one sum add up to its last row, but for rounding to three digits. Every id is fit for a terminal.
 */
public final class ExplanationText {
    /** As many resources are told one by one. */
    private static final int MAX_RESOURCES = 40;

    private static final int MAX_MEMBERS = 20;

    /** Of those it is not tied to, as many show what would have been next. */
    private static final int MAX_UNTIED = 3;

    private final Explanation explanation;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    /** The lines, without line ends. */
    public static List<String> lines(Explanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.write();
        return List.copyOf(text.lines);
    }

    private void write() {
        Optional<Explanation.With> with = explanation.with();
        if (with.isPresent()) {
            answerOfPair(with.get());
            alike(explanation.account(), explanation.seen(), explanation.alike());
            alike(with.get().account(), with.get().seen(), with.get().alike());
            unreadable();
            if (explanation.seen().isPresent() && with.get().seen().isPresent()) {
                heading("What ties " + both(with.get()));
                sum(1, with.get().pair());
                if (together(with.get())) {
                    ring(explanation.standing());
                }
            }
        } else {
            add(0, "%s %s", name(explanation.account()), standing(explanation.account(), explanation.standing()));
            named();
            alike(explanation.account(), explanation.seen(), explanation.alike());
            unreadable();
            if (explanation.seen().isPresent()) {
                account(explanation.seen().get());
                ring(explanation.standing());
                resources();
                strongest();
            }
        }
    }

    private String both(Explanation.With with) {
        return name(explanation.account()) + " and " + name(with.account());
    }

    private boolean together(Explanation.With with) {
        Optional<Ring> ring = explanation.standing().ring();
        return ring.isPresent() && ring.equals(with.standing().ring());
    }

    private void answerOfPair(Explanation.With with) {
        String both = both(with);
        ExplainedPair pair = with.pair();
        long missing = explanation.scale().thresholdMicros() - pair.weightMicros();
        if (explanation.seen().isEmpty() || with.seen().isEmpty()) {
            add(0, "%s cannot be held together: not both of them are in the input.", both);
        } else if (pair.tied()) {
            add(
                    0,
                    "%s are tied: what they share weighs %s, and %s is enough.",
                    both,
                    weight(pair.weightMicros()),
                    weight(explanation.scale().thresholdMicros()));
        } else {
            add(
                    0,
                    "%s are not tied: what they share weighs %s, %s is needed, and %s is missing.",
                    both,
                    weight(pair.weightMicros()),
                    weight(explanation.scale().thresholdMicros()),
                    weight(missing));
            wayThere(pair, missing);
        }
        if (together(with)) {
            add(0, "Both are in one group%s.", pair.tied() ? "" : ", through others");
        }
        add(0, "%s %s", name(explanation.account()), standing(explanation.account(), explanation.standing()));
        add(0, "%s %s", name(with.account()), standing(with.account(), with.standing()));
    }

    /** What would have been enough. */
    private void wayThere(ExplainedPair pair, long missing) {
        Explanation.Scale scale = explanation.scale();
        long each = Math.round(scale.rareMicros() * (pair.isAtHome() ? scale.homeFactor() : 1));
        if (each <= 0) {
            return;
        }
        long needed = (missing + each - 1) / each;
        add(
                0,
                "A device or wallet that both use and nobody else would add %s%s: %s",
                weight(each),
                pair.isAtHome() ? ", because of their common home" : "",
                needed == 1 ? "one would do." : needed + " would do.");
    }

    private String standing(String account, Standing standing) {
        return switch (standing.kind()) {
            case UNSEEN -> "is not in the input: no event of it was read.";
            case UNTIED -> "is in no ring: nothing ties it to anybody strongly enough.";
            case APART -> "is in no ring: those it is tied to belong to other groups, or to none." + nearby(standing);
            case LEFT_OUT ->
                "is in no ring: it was left out of a group of " + standing.members() + " accounts, because it "
                        + standing.left().map(ExplanationText::rule).orElseThrow() + "." + nearby(standing);
            case UNLIKELY ->
                "is in no ring: the group of " + accounts(standing) + " accounts that it belongs to scores "
                        + score(standing.ring().orElseThrow()) + ", and rings are told from "
                        + Fixed.microsText(explanation.scale().leastScoreMicros()) + " on.";
            case CANDIDATE ->
                "is in ring " + name(standing.ring().orElseThrow()) + " of " + accounts(standing)
                        + " accounts" + part(account, standing) + ", which is not flagged: it scores "
                        + score(standing.ring().orElseThrow()) + ", and " + cut() + " is needed.";
            case FLAGGED ->
                "is in ring " + name(standing.ring().orElseThrow()) + " of " + accounts(standing)
                        + " accounts" + part(account, standing) + ", which is flagged: it scores "
                        + score(standing.ring().orElseThrow()) + ", and " + cut() + " is enough.";
        };
    }

    private void part(String account, Ring ring) {
        ring.members().stream()
                .filter(member ->
                        member.type() == EntityType.ACCOUNT && member.id().equals(account))
                .forEach(member -> add(
                        1,
                        "%s, part %s: %s",
                        name(account),
                        Fixed.name(member.role()),
                        SafeText.display(member.roleReason())));
    }

    /** The part that the account plays in its ring, if that is known. */
    private static String part(String account, Standing standing) {
        return standing.ring().orElseThrow().members().stream()
                .filter(member ->
                        member.type() == EntityType.ACCOUNT && member.id().equals(account))
                .filter(member -> member.role() != Role.UNKNOWN)
                .map(member -> ", as " + Fixed.name(member.role()))
                .findFirst()
                .orElse("");
    }

    private static String nearby(Standing standing) {
        return standing.nearby().isEmpty()
                ? ""
                : " Accounts that it is tied to are in "
                        + standing.nearby().stream().map(Ring::ringId).collect(Collectors.joining(", ")) + ".";
    }

    /** The ring, and its case if that has another name. */
    private static String name(Ring ring) {
        String caseId = ring.lineage().caseId();
        return caseId.equals(ring.ringId()) ? caseId : ring.ringId() + " (case " + caseId + ")";
    }

    private static long accounts(Standing standing) {
        return standing.ring().orElseThrow().members().stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .count();
    }

    private String cut() {
        return Fixed.microsText(explanation.scale().minScoreMicros());
    }

    private static String score(Ring ring) {
        return Fixed.microsText(ring.scoreMicros());
    }

    private void account(AccountTrace trace) {
        heading("The account");
        add(1, "%s, %s", count(trace.events(), "event"), between(trace.firstTime(), trace.lastTime()));
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.in(trace.behaviours())) {
                add(1, "one of those that %s [%s]", behaviour.predicate(), Fixed.name(behaviour));
            }
        }
    }

    private void named() {
        explanation
                .named()
                .forEach(ring -> add(
                        0,
                        "Ring %s of other accounts, which scores %s, names it as beneficiary.",
                        ring.ringId(),
                        score(ring)));
    }

    private void alike(String account, Optional<AccountTrace> seen, List<String> alike) {
        if (seen.isEmpty() && !alike.isEmpty()) {
            heading("Accounts that read like " + name(account));
            alike.forEach(other -> add(1, "%s", name(other)));
        }
    }

    private void unreadable() {
        long lost = explanation.unreadable().lines();
        if (lost > 0) {
            heading(String.format(
                    Locale.ROOT,
                    "%s of the input that name %s and could not be read",
                    count(lost, "line"),
                    name(explanation.account())));
            explanation.unreadable().first().forEach(line -> add(1, "%s", SafeText.display(line)));
        }
    }

    private void ring(Standing standing) {
        standing.ring().ifPresent(ring -> ring(ring, standing.kind()));
    }

    private void ring(Ring ring, Standing.Kind kind) {
        heading(kind == Standing.Kind.UNLIKELY ? "Why the group scores that little" : "Why ring " + ring.ringId());
        if (ring.scheme() != Scheme.UNKNOWN) {
            add(1, "suspected kind of fraud: %s", Fixed.name(ring.scheme()));
        }
        for (Evidence evidence : ring.evidence()) {
            row(1, evidence.weightMicros(), SafeText.display(evidence.text()) + " [" + evidence.code() + "]");
        }
        add(1, "%7s  log-odds: a score of %s", "= " + weight(ring.logOddsMicros()), score(ring));
        for (InnocentExplanation innocent : ring.innocentExplanations()) {
            add(
                    1,
                    "innocent explanation that %s: %s [%s]",
                    innocent.holds() ? "holds" : "does not hold",
                    SafeText.display(innocent.text()),
                    innocent.code());
        }
        List<Member> members = ring.members().stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .toList();
        add(
                1,
                "accounts: %s%s",
                members.stream()
                        .limit(MAX_MEMBERS)
                        .map(member -> name(member.id()))
                        .collect(Collectors.joining(", ")),
                members.size() > MAX_MEMBERS ? " and " + (members.size() - MAX_MEMBERS) + " more" : "");
        part(explanation.account(), ring);
        explanation.with().ifPresent(with -> part(with.account(), ring));
        add(1, "To be a member is no accusation: victims are members, too.");
    }

    private void resources() {
        List<Explanation.SeenWith> shared = explanation.resources().stream()
                .filter(seen -> seen.trace().accounts() > 1)
                .toList();
        heading("What it was seen with");
        shared.stream().limit(MAX_RESOURCES).forEach(this::resource);
        if (shared.size() > MAX_RESOURCES) {
            add(1, "and %d more, which tie it less", shared.size() - MAX_RESOURCES);
        }
        Map<String, Integer> alone = new LinkedHashMap<>();
        explanation.resources().stream()
                .filter(seen -> seen.trace().accounts() == 1)
                .forEach(seen -> alone.merge(noun(seen.trace().type()), 1, Integer::sum));
        if (!alone.isEmpty()) {
            add(
                    1,
                    "%s: %s",
                    alone.entrySet().stream()
                            .map(kind -> count(kind.getValue(), kind.getKey()))
                            .collect(Collectors.joining(", ")),
                    rule(LinkRule.UNSHARED));
        } else if (shared.isEmpty()) {
            add(1, "nothing: its events name no device, address, wallet, merchant, beneficiary or family");
        }
    }

    private void resource(Explanation.SeenWith seen) {
        ResourceTrace trace = seen.trace();
        add(
                1,
                "%s %s: %s; %s, %s%s%s",
                noun(trace.type()),
                name(seen.name()),
                count(trace.accounts(), "account"),
                count(trace.events(), "event"),
                between(trace.firstTime(), trace.lastTime()),
                trace.habitual() ? "; at home there" : "",
                trace.hub() ? "; " + crowd(trace.type()) : "");
        String worth = trace.pairs() == 0
                ? "ties it to nobody"
                : "says something about " + count(trace.pairs(), "other") + ", up to " + weight(trace.bestMicros());
        add(2, "%s", worth);
        for (RuleCount rule : trace.rules()) {
            add(2, "with %d of %d: %s", rule.pairs(), trace.accounts() - 1, rule(rule.rule()));
        }
    }

    private static String crowd(ResourceType type) {
        return type == ResourceType.FAMILY
                ? "too large for a family"
                : "a hub: " + HubReason.of(type).text();
    }

    private void strongest() {
        heading(
                explanation.partners() == 0
                        ? "Whom it is tied to: nobody shares anything with it that weighs"
                        : String.format(
                                Locale.ROOT,
                                "Whom it is tied to: %d of %d that share anything with it that weighs",
                                explanation.ties(),
                                explanation.partners()));
        List<ExplainedPair> told = new ArrayList<>(
                explanation.strongest().stream().filter(ExplainedPair::tied).toList());
        explanation.strongest().stream()
                .filter(pair -> !pair.tied())
                .limit(MAX_UNTIED)
                .forEach(told::add);
        for (ExplainedPair pair : told) {
            add(1, "%s", name(pair.account()));
            sum(2, pair);
        }
        long more = explanation.partners() - told.size();
        if (more > 0) {
            add(1, "and %d more, weaker than these", more);
        }
    }

    private void sum(int depth, ExplainedPair pair) {
        if (pair.items().isEmpty()) {
            add(depth, "they share nothing");
        }
        pair.items().forEach(item -> item(depth, item));
        pair.steps().forEach(step -> step(depth, step));
        add(
                depth,
                "%7s  %s %s, from which on two are tied",
                "= " + weight(pair.weightMicros()),
                pair.tied() ? "reaches" : "does not reach",
                weight(explanation.scale().thresholdMicros()));
    }

    private void item(int depth, ExplainedPair.Item item) {
        String what = noun(item.type()) + " " + name(item.name());
        if (item.explains()) {
            add(depth, "%7s  %s, which explains much: %s", "", what, rule(LinkRule.COMMON_HOME));
            return;
        }
        boolean first = true;
        for (Step step : item.steps()) {
            if (first) {
                row(
                        depth,
                        step.micros(),
                        item.meeting()
                                ? what + ", where they met [" + step.rule().code() + "]"
                                : what + ", shared by " + item.degree() + " accounts ["
                                        + step.rule().code() + "]");
            } else {
                step(depth, step);
            }
            first = false;
        }
    }

    private void step(int depth, Step step) {
        row(depth, step.micros(), rule(step.rule()));
    }

    private void row(int depth, long micros, String text) {
        add(depth, "%7s  %s", (micros < 0 ? "- " : "+ ") + weight(Math.abs(micros)), text);
    }

    private static String rule(LinkRule rule) {
        return rule.text() + " [" + rule.code() + "]";
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void add(int depth, String format, Object... values) {
        lines.add("  ".repeat(depth) + String.format(Locale.ROOT, format, values));
    }

    private static String name(String id) {
        return SafeText.display(id);
    }

    private static String count(long count, String noun) {
        return count + " " + (count == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("y")
                ? noun.substring(0, noun.length() - 1) + "ies"
                : noun.endsWith("s") ? noun + "es" : noun + "s";
    }

    private static String noun(ResourceType type) {
        return switch (type) {
            case IP -> "address";
            case NETWORK_56, NETWORK_48 -> "network";
            default -> Fixed.name(type);
        };
    }

    private static String between(long first, long last) {
        LocalDate from = day(first);
        LocalDate to = day(last);
        return from.equals(to) ? "on " + from : "from " + from + " to " + to;
    }

    private static LocalDate day(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String weight(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }
}
