// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.Step;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.ExplainedPair;
import org.ringwatch.why.Explanation;
import org.ringwatch.why.Standing;

/** An explanation for a program: what {@link ExplanationText} says, and the ring whole as in {@code rings.jsonl}. */
public final class ExplanationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExplanationJson() {}

    /** One line, without its end. */
    public static String text(Explanation explanation) {
        ObjectNode json = NODES.objectNode();
        json.put("account", SafeText.wellFormed(explanation.account()));
        seen(json, explanation.seen());
        explanation.alike().forEach(json.putArray("alike")::add);
        ObjectNode unreadable = json.putObject("unreadable")
                .put("lines", explanation.unreadable().lines());
        explanation.unreadable().first().forEach(unreadable.putArray("first")::add);
        standing(json, explanation.standing());
        explanation.standing().ring().ifPresent(ring -> json.set("ring", RingJson.tree(ring)));
        ArrayNode named = json.putArray("named_as_beneficiary");
        explanation.named().forEach(ring -> named.add(ring.ringId()));
        ArrayNode resources = json.putArray("resources");
        explanation.resources().forEach(seen -> resource(resources.addObject(), seen));
        json.put("partners", explanation.partners());
        json.put("ties", explanation.ties());
        ArrayNode strongest = json.putArray("strongest");
        explanation.strongest().forEach(pair -> pair(strongest.addObject(), pair, explanation.scale()));
        explanation.with().ifPresent(with -> {
            ObjectNode other = json.putObject("with");
            other.put("account", SafeText.wellFormed(with.account()));
            seen(other, with.seen());
            with.alike().forEach(other.putArray("alike")::add);
            standing(other, with.standing());
            other.put(
                    "same_ring",
                    explanation.standing().ring().isPresent()
                            && explanation
                                    .standing()
                                    .ring()
                                    .equals(with.standing().ring()));
            pair(other.putObject("pair"), with.pair(), explanation.scale());
        });
        return CanonicalJson.inOrder(json);
    }

    private static void seen(ObjectNode json, Optional<AccountTrace> seen) {
        seen.ifPresent(trace -> {
            json.put("events", trace.events());
            json.put("first_seen", Fixed.time(trace.firstTime()));
            json.put("last_seen", Fixed.time(trace.lastTime()));
            ArrayNode behaviours = json.putArray("behaviours");
            for (Behaviour behaviour : Behaviour.values()) {
                if (behaviour.in(trace.behaviours())) {
                    behaviours.add(Fixed.name(behaviour));
                }
            }
        });
    }

    private static void standing(ObjectNode json, Standing standing) {
        json.put("standing", Fixed.name(standing.kind()));
        standing.ring()
                .ifPresent(ring -> json.put("ring_id", ring.ringId()).put("score", Fixed.micros(ring.scoreMicros())));
        standing.left().map(LinkRule::code).ifPresent(code -> json.put("left_out_by", code)
                .put("left_out_of", standing.members()));
        ArrayNode nearby = json.putArray("nearby_rings");
        standing.nearby().stream().map(Ring::ringId).forEach(nearby::add);
    }

    private static void resource(ObjectNode json, Explanation.SeenWith seen) {
        ResourceTrace trace = seen.trace();
        json.put("type", Fixed.name(trace.type()));
        json.put("id", SafeText.wellFormed(seen.name()));
        json.put("accounts", trace.accounts());
        json.put("events", trace.events());
        json.put("first_seen", Fixed.time(trace.firstTime()));
        json.put("last_seen", Fixed.time(trace.lastTime()));
        json.put("moved_value", trace.moved());
        json.put("at_home", trace.habitual());
        json.put("hub", trace.hub());
        json.put("pairs", trace.pairs());
        json.put("best", Fixed.micros(trace.bestMicros()));
        ObjectNode rules = json.putObject("discounted");
        trace.rules().forEach(rule -> rules.put(rule.rule().code(), rule.pairs()));
    }

    private static void pair(ObjectNode json, ExplainedPair pair, Explanation.Scale scale) {
        json.put("account", SafeText.wellFormed(pair.account()));
        json.put("tied", pair.tied());
        json.put("weight", Fixed.micros(pair.weightMicros()));
        json.put("threshold", Fixed.micros(scale.thresholdMicros()));
        json.put("missing", Fixed.micros(Math.max(0, scale.thresholdMicros() - pair.weightMicros())));
        ArrayNode items = json.putArray("items");
        for (ExplainedPair.Item item : pair.items()) {
            ObjectNode node = items.addObject();
            node.put("type", Fixed.name(item.type()));
            node.put("id", SafeText.wellFormed(item.name()));
            node.put("accounts", item.degree());
            node.put("meeting", item.meeting());
            node.put("explains", item.explains());
            node.put("weight", Fixed.micros(item.micros()));
            steps(node, item.steps());
        }
        steps(json, pair.steps());
    }

    private static void steps(ObjectNode json, List<Step> steps) {
        ArrayNode array = json.putArray("steps");
        for (Step step : steps) {
            array.addObject().put("rule", step.rule().code()).put("weight", Fixed.micros(step.micros()));
        }
    }
}
