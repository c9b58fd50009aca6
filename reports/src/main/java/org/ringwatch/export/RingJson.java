// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.util.List;
import org.ringwatch.lineage.Predecessor;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.ring.Amount;
import org.ringwatch.ring.AppliedDisposition;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.EventRef;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/**
 * A ring as JSON: one line of {@code rings.jsonl}, described by {@code rings.schema.json}. The same ring is the same text,
 * always. Numbers are decimals without exponent, times ISO-8601 in UTC with milliseconds.
 */
public final class RingJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RingJson() {}

    /** The ring's JSON without a line end, keys in reading order. */
    public static String line(Ring ring) {
        return CanonicalJson.inOrder(tree(ring));
    }

    /**
     * What a decision about the ring refers to: the lower-case hexadecimal SHA-256 of its canonical JSON (RFC 8785: sorted
     * keys, no white space, UTF-8) without {@code case_id}, {@code ring_version} and {@code lineage}.
     */
    public static String version(Ring ring) {
        return version(content(ring));
    }

    /** The ring's JSON as a tree of its own, keys in reading order. */
    public static ObjectNode tree(Ring ring) {
        ObjectNode content = content(ring);
        ObjectNode tree = NODES.objectNode()
                .put("ring_id", ring.ringId())
                .put("case_id", ring.lineage().caseId())
                .put("ring_version", version(content));
        tree.setAll(content);
        tree.set("lineage", lineage(ring.lineage()));
        return tree;
    }

    private static ObjectNode lineage(RingLineage lineage) {
        ObjectNode node = NODES.objectNode().put("change", Fixed.name(lineage.change()));
        ArrayNode previous = node.putArray("previous");
        for (Predecessor one : lineage.previous()) {
            previous.addObject()
                    .put("ring_id", one.ringId())
                    .put("case_id", one.caseId())
                    .put("ring_version", one.ringVersion())
                    .put("flagged", one.flagged())
                    .<ObjectNode>set("score", number(Fixed.micros(one.scoreMicros())))
                    .put("kept", one.kept())
                    .put("joined", one.joined())
                    .put("left", one.left());
        }
        addTexts(node.putArray("joined"), lineage.joined());
        addTexts(node.putArray("left"), lineage.left());
        return node;
    }

    private static void addTexts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String version(ObjectNode content) {
        return Sha256.hex(CanonicalJson.sorted(content).getBytes(UTF_8));
    }

    /** Everything that {@code ring_version} stands for. */
    private static ObjectNode content(Ring ring) {
        ObjectNode node = NODES.objectNode();
        node.put("ring_id", ring.ringId());
        node.put("flagged", ring.flagged());
        node.set("score", number(Fixed.micros(ring.scoreMicros())));
        node.set("log_odds", number(Fixed.micros(ring.logOddsMicros())));
        node.set("calibration", calibration(ring.calibration()));
        node.putNull("p_value");
        node.putNull("q_value");
        node.put("scheme", Fixed.name(ring.scheme()));
        addMembers(node, ring);
        ArrayNode links = node.putArray("links");
        ring.links().forEach(link -> links.add(link(link)));
        addTimes(node, ring.firstSeen(), ring.lastSeen());
        ArrayNode losses = node.putArray("losses");
        ring.losses().forEach(loss -> losses.add(loss(loss)));
        ArrayNode evidence = node.putArray("evidence");
        ring.evidence().forEach(item -> evidence.add(evidence(item)));
        ArrayNode explanations = node.putArray("innocent_explanations");
        ring.innocentExplanations().forEach(item -> explanations.add(explanation(item)));
        ArrayNode dispositions = node.putArray("dispositions");
        ring.dispositions().forEach(item -> dispositions.add(disposition(item)));
        node.putObject("events")
                .put("count", ring.events().size())
                .put("sha256", Sha256.hex(EventTable.lines(ring).getBytes(UTF_8)));
        return node;
    }

    private static ObjectNode calibration(Calibration calibration) {
        ObjectNode node = NODES.objectNode().put("source", Fixed.name(calibration.source()));
        if (calibration.source() == Calibration.Source.NONE) {
            return node.putNull("prevalence").putNull("interval");
        }
        node.set("prevalence", number(Fixed.micros(calibration.prevalenceMicros())));
        node.putArray("interval")
                .add(number(Fixed.micros(calibration.lowMicros())))
                .add(number(Fixed.micros(calibration.highMicros())));
        return node;
    }

    private static void addMembers(ObjectNode node, Ring ring) {
        for (EntityType type : EntityType.values()) {
            node.putArray(listName(type));
        }
        for (Member member : ring.members()) {
            node.withArrayProperty(listName(member.type())).add(member(member));
        }
    }

    private static String listName(EntityType type) {
        return type == EntityType.BENEFICIARY ? "beneficiaries" : Fixed.name(type) + "s";
    }

    private static ObjectNode member(Member member) {
        ObjectNode node = NODES.objectNode();
        node.put("id", member.id());
        node.put("role", Fixed.name(member.role()));
        node.put("role_reason", member.roleReason());
        node.set("score", number(Fixed.micros(member.scoreMicros())));
        addTimes(node, member.firstSeen(), member.lastSeen());
        return node.put("events", member.events());
    }

    private static ObjectNode link(RingLink link) {
        ObjectNode node = NODES.objectNode();
        node.put("account_id", link.accountId());
        node.put("entity_type", Fixed.name(link.type()));
        node.put("entity_id", link.resourceId());
        node.set("weight", number(Fixed.micros(link.weightMicros())));
        node.put("events", link.events());
        ArrayNode amounts = node.putArray("amounts");
        for (Amount amount : link.amounts()) {
            amounts.addObject().put("currency", amount.currency()).put("amount_minor", amount.minor());
        }
        addTimes(node, link.firstSeen(), link.lastSeen());
        return node;
    }

    private static ObjectNode loss(Loss loss) {
        ObjectNode node = NODES.objectNode().put("currency", loss.currency());
        addLoss(node.putObject("confirmed"), loss.confirmedGross(), loss.confirmedRefunded(), loss.confirmedNet());
        addLoss(node.putObject("suspected"), loss.suspectedGross(), loss.suspectedRefunded(), loss.suspectedNet());
        return node.put("claimed", loss.claimed());
    }

    private static void addLoss(ObjectNode node, long gross, long refunded, long net) {
        node.put("gross", gross).put("refunded", refunded).put("net", net);
    }

    private static ObjectNode evidence(Evidence evidence) {
        ObjectNode node = NODES.objectNode();
        node.put("code", evidence.code());
        node.put("text", evidence.text());
        node.set("weight", number(Fixed.micros(evidence.weightMicros())));
        ArrayNode entities = node.putArray("entities");
        for (EntityRef entity : evidence.entities()) {
            entities.addObject().put("entity_type", Fixed.name(entity.type())).put("entity_id", entity.id());
        }
        ArrayNode events = node.putArray("event_ids");
        for (EventRef event : evidence.eventIds()) {
            events.addObject().put("account_id", event.accountId()).put("event_id", event.eventId());
        }
        node.set("observed", number(Fixed.millis(evidence.observedMillis())));
        if (evidence.expectedMillis() < 0) {
            node.putNull("expected");
        } else {
            node.set("expected", number(Fixed.millis(evidence.expectedMillis())));
        }
        return node;
    }

    private static ObjectNode explanation(InnocentExplanation explanation) {
        return NODES.objectNode()
                .put("code", explanation.code())
                .put("holds", explanation.holds())
                .put("text", explanation.text());
    }

    private static ObjectNode disposition(AppliedDisposition applied) {
        Disposition disposition = applied.disposition();
        ObjectNode node = NODES.objectNode();
        node.put("account_id", disposition.isOfRing() ? null : disposition.accountId());
        node.put("decision", Fixed.name(disposition.decision()));
        node.put("holds", applied.holds());
        node.put("text", applied.text());
        if (applied.laterMicros() == AppliedDisposition.NOT_MEASURED) {
            node.putNull("later_evidence");
        } else {
            node.set("later_evidence", number(Fixed.micros(applied.laterMicros())));
        }
        node.put("case_id", disposition.caseId());
        node.put("ring_version", disposition.ringVersion().isEmpty() ? null : disposition.ringVersion());
        if (applied.knowsMembers()) {
            addTexts(node.putArray("joined_since"), applied.joinedSince());
        } else {
            node.putNull("joined_since");
        }
        node.put("found_by", Fixed.name(applied.foundBy()));
        return node.put("reason", disposition.reason())
                .put("analyst", disposition.analyst())
                .put("utc", Fixed.time(disposition.utc()));
    }

    private static void addTimes(ObjectNode node, long firstSeen, long lastSeen) {
        node.put("first_seen", Fixed.time(firstSeen)).put("last_seen", Fixed.time(lastSeen));
    }

    private static ValueNode number(BigDecimal value) {
        return NODES.numberNode(value);
    }
}
