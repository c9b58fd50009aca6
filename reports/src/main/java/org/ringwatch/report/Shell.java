// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What every page of one kind has around its content: style, script and the policy that lets these two run and nothing else.
 * The policy names them by hash, so it holds from disk, too.
 */
final class Shell {
    private final Texts texts;
    private final Sentences sentences;
    private final String resultHash;
    private final boolean blind;
    private final boolean lineage;
    private final String style;
    private final String script;

    private Shell(Texts texts, RingFolder rings, String script) {
        this.texts = texts;
        this.sentences = Sentences.in(texts);
        this.resultHash = rings.resultHash();
        this.blind = rings.isBlind();
        this.lineage = rings.hasLineage();
        this.style = asset("report.css");
        this.script = script;
    }

    /**
     * The shell of a kind of page.
     *
     * @param rings what the pages show
     * @param script name of the kind's own script, {@code queue.js}; it runs after {@code common.js}
     */
    static Shell of(Texts texts, RingFolder rings, String script) {
        return new Shell(texts, rings, asset("common.js") + asset(script));
    }

    /** The shell of a page without a script of its own. */
    static Shell of(Texts texts, RingFolder rings) {
        return new Shell(texts, rings, asset("common.js"));
    }

    Texts texts() {
        return texts;
    }

    /** What ring files say in English. */
    Sentences sentences() {
        return sentences;
    }

    String language() {
        return texts.language().tag();
    }

    String resultHash() {
        return resultHash;
    }

    /** Whether pages show no scores, as some rings are there to find out what is missed. */
    boolean isBlind() {
        return blind;
    }

    /** Whether pages tell what became of rings since an earlier output. */
    boolean hasLineage() {
        return lineage;
    }

    String style() {
        return style;
    }

    String script() {
        return script;
    }

    /** The words that scripts need: their own, and the names that pages use, too. */
    String scriptTexts() {
        Map<String, String> words = texts.under("js.");
        for (String group : List.of("type", "role", "decision")) {
            texts.under(group + ".").forEach((code, name) -> words.put(group + "." + code, name));
        }
        return Island.json(words);
    }

    /**
     * What is printed at the foot of every sheet, as a style: browsers print it in the margin.
     *
     * @param name the case, or empty; nothing but letters, digits and hyphens is printed of it
     */
    String footStyle(String name) {
        return "@page{font:9px sans-serif;@bottom-left{content:\""
                + (name.isEmpty() ? "" : name.replaceAll("[^0-9A-Za-z-]", "") + " · ")
                + resultHash.substring(0, 16) + "\"}@bottom-right{content:counter(page) \" / \" counter(pages)}}";
    }

    /** The content security policy of a page with that style at its foot. */
    String policy(String footStyle) {
        return "default-src 'none'; style-src '" + hash(style) + "' '" + hash(footStyle) + "'; script-src '"
                + hash(script) + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String asset(String name) {
        try (InputStream in = Shell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " must be in the jar but is not");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
