// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The words of the pages in one language, by key: {@code texts_<tag>.properties}. */
final class Texts {
    private final Language language;
    private final Properties texts;

    private Texts(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    static Texts in(Language language) {
        String file = "texts_" + language.tag() + ".properties";
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " must be in the jar but is not");
            }
            texts.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Texts(language, texts);
    }

    Language language() {
        return language;
    }

    /**
     * The text of a key, a {@link MessageFormat} pattern if it takes arguments.
     *
     * @throws IllegalStateException if there is none
     */
    String of(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("a text must exist for " + key + " in " + language.tag() + " but does not");
        }
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(arguments);
    }

    /** The name of a code such as {@code account_takeover}; one that nobody has translated speaks for itself. */
    String name(String group, String code) {
        return texts.getProperty(group + "." + code, code.replace('_', ' '));
    }

    /** The texts whose keys start with a prefix, by the rest of the key. */
    Map<String, String> under(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String key : texts.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), texts.getProperty(key));
            }
        }
        return found;
    }
}
