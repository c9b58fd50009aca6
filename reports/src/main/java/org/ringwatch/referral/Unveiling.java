// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.report.RingEvent;

/**
 * Puts ids in place of the pseudonyms of a run, in a ring and its events, before anything else is made of them. What the recipient sees of the
 * ids is decided behind it, as for any ring.
 */
final class Unveiling {
    private static final String CODE = "[a-z2-7]{" + Pseudonyms.CODE_LENGTH + "}";
    private static final Pattern PSEUDONYM =
            Pattern.compile("[a-z]+:v[0-9]+:" + CODE + "(\\." + CODE + "){0,3}(/(48|56|64))?");

    private final Map<String, String> ids;

    private Unveiling(Map<String, String> ids) {
        this.ids = ids;
    }

    /**
     * Looks up what a ring and its events name.
     *
     * @throws IllegalArgumentException if an id is not known: a package with some clear ids and some of the run's pseudonyms would let a reader
     *     who knows the one learn the other
     */
    static Unveiling of(ClearIds clearIds, String ring, ObjectNode line, List<RingEvent> events) throws IOException {
        Set<String> pseudonyms = new HashSet<>();
        UnaryOperator<String> collect = text -> {
            if (PSEUDONYM.matcher(text).matches()) {
                pseudonyms.add(text);
            }
            return text;
        };
        replaced(line, collect);
        events.forEach(event -> replaced(event, collect));
        Map<String, String> ids = clearIds.of(pseudonyms);
        long unknown = pseudonyms.stream().filter(id -> !ids.containsKey(id)).count();
        if (unknown > 0) {
            throw new IllegalArgumentException("--input must hold the events that the run read, but " + unknown
                    + " of the " + pseudonyms.size() + " ids of " + ring + " are not in it");
        }
        return new Unveiling(ids);
    }

    ObjectNode of(ObjectNode line) {
        return (ObjectNode) replaced(line, this::clear);
    }

    List<RingEvent> of(List<RingEvent> events) {
        return events.stream().map(event -> replaced(event, this::clear)).toList();
    }

    private String clear(String text) {
        return ids.getOrDefault(text, text);
    }

    private static JsonNode replaced(JsonNode node, UnaryOperator<String> text) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), text)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(replaced(item, text)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(text.apply(node.textValue())) : node;
    }

    private static RingEvent replaced(RingEvent event, UnaryOperator<String> text) {
        return new RingEvent(
                event.ringId(),
                text.apply(event.eventId()),
                event.eventTime(),
                event.type(),
                text.apply(event.accountId()),
                text.apply(event.deviceId()),
                text.apply(event.ip()),
                text.apply(event.merchantId()),
                text.apply(event.wallet()),
                text.apply(event.beneficiaryId()),
                event.amountMinor(),
                event.currency(),
                event.outcome(),
                text.apply(event.orderId()),
                event.ipKind(),
                event.ipCountry());
    }
}
