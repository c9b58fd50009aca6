// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Writes JSON in the one way that RFC 8785 (JSON Canonicalization Scheme) allows: no white space, the shortest escapes, plain
 * decimals. Numbers keep all their digits; up to 15 of them the text is what RFC 8785 prescribes for the nearest double.
 */
public final class CanonicalJson {

    private final StringBuilder text = new StringBuilder();
    private final boolean sorted;

    private CanonicalJson(boolean sorted) {
        this.sorted = sorted;
    }

    /** The text with the keys of every object in order of their UTF-16 code units. */
    public static String sorted(JsonNode node) {
        return new CanonicalJson(true).append(node).text.toString();
    }

    /** The text with keys in the order of the tree. */
    public static String inOrder(JsonNode node) {
        return new CanonicalJson(false).append(node).text.toString();
    }

    private CanonicalJson append(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> text.append(node.decimalValue().toPlainString());
            case BOOLEAN, NULL -> text.append(node.asText());
            default -> throw new IllegalArgumentException("node must be JSON but was " + node.getNodeType());
        }
        return this;
    }

    private void object(JsonNode node) {
        List<String> keys = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(keys::add);
        if (sorted) {
            Collections.sort(keys);
        }
        text.append('{');
        String comma = "";
        for (String key : keys) {
            text.append(comma);
            string(key);
            text.append(':');
            append(node.get(key));
            comma = ",";
        }
        text.append('}');
    }

    private void array(JsonNode node) {
        text.append('[');
        for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
            append(items.next());
            if (items.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private void string(String value) {
        String wellFormed = SafeText.wellFormed(value);
        text.append('"');
        int plainFrom = 0;
        for (int i = 0; i < wellFormed.length(); i++) {
            char character = wellFormed.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(wellFormed, plainFrom, i);
                escape(character);
                plainFrom = i + 1;
            }
        }
        text.append(wellFormed, plainFrom, wellFormed.length()).append('"');
    }

    private void escape(char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(String.format("\\u%04x", (int) character));
        }
    }
}
