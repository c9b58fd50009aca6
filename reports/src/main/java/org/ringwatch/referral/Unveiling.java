// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.report.RingEvent;

/**
 * Puts ids in place of the pseudonyms of a run, in rings and their events, before anything else is made of them. What the recipient sees of the
 * ids is decided behind it, as for any ring.
 */
final class Unveiling {
    private static final String CODE = "[a-z2-7]{" + Pseudonyms.CODE_LENGTH + "}";
    private static final Pattern PSEUDONYM =
            Pattern.compile("[a-z]+:v[0-9]+:" + CODE + "(\\." + CODE + "){0,3}(/(48|56|64))?");

    private final Set<String> pseudonyms = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();

    /** Notes what a ring and its events name. */
    void seek(ObjectNode line, List<RingEvent> events) {
        replaced(line, this::note);
        events.forEach(event -> replaced(event, this::note));
    }

    private String note(String text) {
        if (PSEUDONYM.matcher(text).matches()) {
            pseudonyms.add(text);
        }
        return text;
    }

    /**
     * Looks up what was noted.
     *
     * @throws IllegalArgumentException if an id is not known: a package with some clear ids and some of the run's pseudonyms would let a reader
     *     who knows the one learn the other
     */
    void find(ClearIds clearIds) throws IOException {
        ids.putAll(clearIds.of(pseudonyms));
        long unknown = pseudonyms.stream().filter(id -> !ids.containsKey(id)).count();
        if (unknown > 0) {
            throw new IllegalArgumentException("--input must hold the events that the run read, but " + unknown
                    + " of the " + pseudonyms.size() + " ids of the rings are not in it");
        }
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
