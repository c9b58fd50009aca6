// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Data for a script, as JSON that no text in it can end: what HTML or JavaScript would read otherwise is escaped. */
final class Island {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static {
        JSON.getFactory().setCharacterEscapes(new HtmlEscapes());
    }

    private Island() {}

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("data of a page must be JSON but are not", e);
        }
    }

    private static final class HtmlEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        private HtmlEscapes() {
            for (char character : new char[] {'<', '>', '&', '\''}) {
                ascii[character] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        /** Line separators end a line of a script, and format characters turn its source around for whoever reads it. */
        private static boolean isInvisible(int character) {
            int type = Character.getType(character);
            return type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return isInvisible(character) ? new SerializedString(String.format("\\u%04x", character)) : null;
        }
    }
}
