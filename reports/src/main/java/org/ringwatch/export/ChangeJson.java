// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringwatch.ring.Ring;

/** A change of a ring as JSON: one line of a file of {@code changes/}, described by {@code changes.schema.json}. */
public final class ChangeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ChangeJson() {}

    /**
     * What changed, apart from the ring as it is now.
     *
     * @param sequence number of the change, from 1
     * @param caseId the case that it is about
     * @param ringId the ring that carries the case on, or last did
     * @param kind what happened
     * @param eventTime latest event time when it was found, epoch milliseconds
     * @param scoreBefore score when the case was last told of, millionths; empty if it never was
     * @param joined accounts that were not in the ring then
     * @param left accounts that were in it then and are no more
     */
    public record Head(
            long sequence,
            String caseId,
            String ringId,
            Enum<?> kind,
            long eventTime,
            OptionalLong scoreBefore,
            List<String> joined,
            List<String> left) {}

    /** The change's JSON without a line end, keys in reading order; without a ring when it dissolved. */
    public static String line(Head head, Optional<Ring> ring) {
        ObjectNode node = NODES.objectNode();
        node.put("sequence", head.sequence);
        node.put("case_id", head.caseId);
        node.put("ring_id", head.ringId);
        node.put("change", Fixed.name(head.kind));
        node.put("event_time", Fixed.time(head.eventTime));
        if (head.scoreBefore.isPresent()) {
            node.set("score_before", NODES.numberNode(Fixed.micros(head.scoreBefore.getAsLong())));
        } else {
            node.putNull("score_before");
        }
        node.set(
                "score",
                NODES.numberNode(Fixed.micros(ring.map(Ring::scoreMicros).orElse(0L))));
        node.put("flagged", ring.map(Ring::flagged).orElse(false));
        addTexts(node.putArray("joined"), head.joined);
        addTexts(node.putArray("left"), head.left);
        ring.ifPresent(now -> node.set("ring", RingJson.tree(now)));
        return CanonicalJson.inOrder(node);
    }

    private static void addTexts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
