// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingFolder;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Ids;

/**
 * A ring as its recipient may see it. Everything after this point knows nothing else of the ring.
 *
 * @param id what to cite: the case id in the profile internal, a referral id otherwise
 * @param version the approved version of the ring, or the code that stands for it
 * @param json the ring as JSON: the line of {@code rings.jsonl} in the profile internal
 * @param ring the same as a record; fields that the recipient does not see are absent
 * @param events what happened, by time
 * @param redaction what decided
 */
record ReferredRing(
        String id, String version, ObjectNode json, RingRecord ring, List<RingEvent> events, Redaction redaction) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> AS_IT_IS =
            List.of("flagged", "score", "log_odds", "scheme", "first_seen", "last_seen", "losses");

    /** The ring of a line of {@code rings.jsonl} for the recipient of a package. */
    static ReferredRing of(ObjectNode line, List<RingEvent> events, ReferralOptions options) {
        RingRecord clear = RingFolder.ring(line);
        Redaction redaction = Redaction.of(options, clear, events);
        options.texts().forEach(redaction::requireFree);
        if (options.profile() == Profile.INTERNAL) {
            return new ReferredRing(clear.caseId(), clear.ringVersion(), line, clear, events, redaction);
        }
        String id = redaction.code(Namespace.REFERRAL, clear.caseId());
        String version = redaction.code(Namespace.VERSION, clear.ringVersion());
        ObjectNode json = new Rewriting(redaction).ring(line, id, version, options.profile());
        List<RingEvent> seen = events.stream()
                .map(event -> rewritten(event, redaction))
                .sorted(Comparator.comparing(RingEvent::eventTime)
                        .thenComparing(RingEvent::accountId, Ids.ORDER)
                        .thenComparing(RingEvent::eventId, Ids.ORDER))
                .toList();
        return new ReferredRing(id, version, json, RingFolder.ring(json), seen, redaction);
    }

    /** What folders and files are named by: the id without colons. */
    String fileName() {
        return id.replace(':', '-');
    }

    private static RingEvent rewritten(RingEvent event, Redaction redaction) {
        String account = event.accountId();
        return new RingEvent(
                "",
                redaction.ofEvent(Namespace.EVENT, account, event.eventId()),
                event.eventTime(),
                event.type(),
                redaction.id(EntityType.ACCOUNT, account),
                redaction.id(EntityType.DEVICE, event.deviceId()),
                redaction.id(EntityType.IP, event.ip()),
                redaction.id(EntityType.MERCHANT, event.merchantId()),
                redaction.id(EntityType.WALLET, event.wallet()),
                redaction.id(EntityType.BENEFICIARY, event.beneficiaryId()),
                event.amountMinor(),
                event.currency(),
                event.outcome(),
                redaction.ofEvent(Namespace.ORDER, account, event.orderId()),
                event.ipKind(),
                event.ipCountry());
    }

    /** Rewrites the JSON of a ring; what is not named here is left out. Lists are sorted anew, as their order told of clear ids. */
    private record Rewriting(Redaction redaction) {
        ObjectNode ring(ObjectNode line, String id, String version, Profile profile) {
            ObjectNode ring = NODES.objectNode();
            ring.put("referral_id", id).put("version_code", version).put("profile", profile.label());
            AS_IT_IS.subList(0, 3).forEach(key -> ring.set(key, line.get(key)));
            ring.putObject("calibration").set("source", line.get("calibration").get("source"));
            AS_IT_IS.subList(3, AS_IT_IS.size()).forEach(key -> ring.set(key, line.get(key)));
            for (EntityType type : EntityType.values()) {
                String list = type == EntityType.BENEFICIARY ? "beneficiaries" : RingRecord.name(type) + "s";
                ring.set(list, sorted(line.get(list), member -> member(type, member), "id"));
            }
            ring.set("links", sorted(line.get("links"), this::link, "account_id", "entity_type", "entity_id"));
            ring.set("evidence", each(line.get("evidence"), this::evidence));
            ring.set("innocent_explanations", each(line.get("innocent_explanations"), item -> {
                ObjectNode copy = item.deepCopy();
                return copy.put("text", redaction.sentence(copy.get("text").textValue()));
            }));
            ring.set("decisions", sorted(line.get("dispositions"), this::decision, "utc", "account_id"));
            ring.putObject("events").set("count", line.get("events").get("count"));
            return ring;
        }

        private ObjectNode member(EntityType type, ObjectNode member) {
            ObjectNode copy = member.deepCopy();
            String seen = redaction.id(type, member.get("id").textValue());
            copy.put("id", seen);
            copy.put("role_reason", redaction.sentence(member.get("role_reason").textValue()));
            String network = type == EntityType.IP ? redaction.networkOf(seen) : "";
            return network.isEmpty() ? copy : copy.put("network", network);
        }

        private ObjectNode link(ObjectNode link) {
            ObjectNode copy = link.deepCopy();
            copy.put(
                    "account_id",
                    redaction.id(EntityType.ACCOUNT, link.get("account_id").textValue()));
            return entity(copy);
        }

        private ObjectNode entity(ObjectNode entity) {
            EntityType type = RingRecord.typeOf(entity.get("entity_type").textValue());
            return entity.put(
                    "entity_id", redaction.id(type, entity.get("entity_id").textValue()));
        }

        private ObjectNode evidence(ObjectNode evidence) {
            ObjectNode copy = evidence.deepCopy();
            copy.put("text", redaction.sentence(evidence.get("text").textValue()));
            copy.set(
                    "entities",
                    sorted(evidence.get("entities"), item -> entity(item.deepCopy()), "entity_type", "entity_id"));
            copy.set("event_ids", each(evidence.get("event_ids"), item -> {
                String account = item.get("account_id").textValue();
                String event = redaction.ofEvent(
                        Namespace.EVENT, account, item.get("event_id").textValue());
                return item.deepCopy()
                        .put("account_id", redaction.id(EntityType.ACCOUNT, account))
                        .put("event_id", event);
            }));
            return copy;
        }

        /** Who decided, and in which words, is left out. */
        private ObjectNode decision(ObjectNode disposition) {
            ObjectNode decision = NODES.objectNode();
            JsonNode account = disposition.get("account_id");
            decision.put("account_id", account.isNull() ? null : redaction.id(EntityType.ACCOUNT, account.textValue()));
            decision.set("decision", disposition.get("decision"));
            decision.set("holds", disposition.get("holds"));
            decision.set("utc", disposition.get("utc"));
            return decision;
        }

        private interface Rule {
            ObjectNode apply(ObjectNode item);
        }

        private static ArrayNode each(JsonNode list, Rule rule) {
            ArrayNode rewritten = NODES.arrayNode();
            list.forEach(item -> rewritten.add(rule.apply((ObjectNode) item)));
            return rewritten;
        }

        private static ArrayNode sorted(JsonNode list, Rule rule, String... keys) {
            List<JsonNode> items = new ArrayList<>();
            each(list, rule).forEach(items::add);
            Comparator<JsonNode> order =
                    Comparator.comparing(item -> item.get(keys[0]).asText(), Ids.ORDER);
            for (String key : keys) {
                order = order.thenComparing(item -> item.get(key).asText(), Ids.ORDER);
            }
            items.sort(order);
            return NODES.arrayNode().addAll(items);
        }
    }
}
