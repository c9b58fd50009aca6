// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says the English sentences of the ring files in the language of the pages.
 *
 * <p>The English texts hold a pattern for each sentence, {@code sentence.KEY}, with arguments such as {@code {0:count}}; the
 * texts of another language hold the sentence under the same key, with {@code {0}} where the argument goes. An argument is of
 * a kind: one of {@link #PLAIN}, which stands as it was written, or a group of patterns {@code phrase.KIND.KEY}, which is said
 * in the other language, too; {@code {0:KIND...}} is a list of these. So nothing but digits and known phrases ever gets from
 * a recorded sentence into a translated one. All repetition is bounded, and what is longer than any sentence is not looked at.
 */
final class Sentences {
    /**
     * A sentence for a page.
     *
     * @param text the sentence, as recorded if it is English
     * @param isTranslated whether it is in the language of the page rather than as recorded
     */
    record Said(String text, boolean isTranslated) {}

    /** An argument: its kind, and whether it is a list of such. */
    private record Argument(String kind, boolean isList) {}

    /** A pattern and what it is in the other language. */
    private record Form(String key, Pattern english, List<Argument> arguments, String other) {}

    /** Longer than any sentence that a pattern matches. */
    private static final int MAX_LENGTH = 1_000;

    private static final int MAX_LISTED = 10;
    private static final String COMMA = ", ";

    /** The kinds of arguments that are the same in every language, as regular expressions. */
    private static final Map<String, String> PLAIN =
            Map.of("count", "[0-9]{1,19}", "decimal", "[0-9]{1,19}\\.[0-9]{2}", "day", "[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final String SENTENCE = "sentence.";
    private static final String PHRASE = "phrase.";

    private static final Pattern SLOT = Pattern.compile("\\{([0-9])(?::([a-z_]+)(\\.\\.\\.)?)?\\}");

    private final boolean isEnglish;
    private final String comma;
    private final Map<String, List<Form>> phrases = new HashMap<>();
    private final List<Form> sentences;
    /** The sentences without arguments. */
    private final Map<String, String> constants = new HashMap<>();

    private Sentences(Texts other) {
        isEnglish = other.language() == Language.ENGLISH;
        comma = other.of("things.and");
        Texts english = Texts.in(Language.ENGLISH);
        Map<String, Map<String, String>> groups = new HashMap<>();
        english.under(PHRASE).forEach((name, text) -> {
            int dot = name.indexOf('.');
            groups.computeIfAbsent(name.substring(0, dot), kind -> new HashMap<>())
                    .put(name.substring(dot + 1), text);
        });
        groups.forEach((kind, texts) -> phrases.put(kind, forms(PHRASE + kind + ".", texts, groups, other)));
        sentences = forms(SENTENCE, english.under(SENTENCE), groups, other);
        sentences.stream()
                .filter(form -> form.arguments.isEmpty())
                .forEach(form -> constants.put(english.of(form.key), form.other));
    }

    /** The sentences in the language of some texts. */
    static Sentences in(Texts texts) {
        return new Sentences(texts);
    }

    /** What a page shows of a recorded sentence: it in the page's language, or as recorded where no pattern matches. */
    Said say(String recorded) {
        return isEnglish
                ? new Said(recorded, false)
                : translate(recorded).map(text -> new Said(text, true)).orElseGet(() -> new Said(recorded, false));
    }

    /** The sentence made anew in the other language; nothing where no pattern matches. */
    Optional<String> translate(String recorded) {
        if (recorded.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String constant = constants.get(recorded);
        return constant != null ? Optional.of(constant) : translate(sentences, recorded);
    }

    /** The keys of the patterns that match a sentence. */
    List<String> keysOf(String recorded) {
        return sentences.stream()
                .filter(form -> form.english.matcher(recorded).matches())
                .map(Form::key)
                .toList();
    }

    private Optional<String> translate(List<Form> forms, String text) {
        for (Form form : forms) {
            Matcher matcher = form.english.matcher(text);
            if (matcher.matches()) {
                MatchResult found = matcher.toMatchResult();
                return Optional.of(replaceSlots(form.other, slot -> {
                    int number = Integer.parseInt(slot.group(1));
                    return argument(form.arguments.get(number), found.group(number + 1));
                }));
            }
        }
        return Optional.empty();
    }

    private String argument(Argument argument, String text) {
        if (PLAIN.containsKey(argument.kind)) {
            return text;
        }
        List<Form> forms = phrases.getOrDefault(argument.kind, List.of());
        UnaryOperator<String> phrase = item -> translate(forms, item).orElse(item);
        return argument.isList
                ? Arrays.stream(text.split(COMMA, -1)).map(phrase).collect(Collectors.joining(comma))
                : phrase.apply(text);
    }

    private interface SlotText {
        String of(MatchResult slot);
    }

    /** Fills slots in one pass: what fills one is not looked into. */
    private static String replaceSlots(String text, SlotText with) {
        return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(with.of(slot)));
    }

    private static List<Form> forms(
            String prefix, Map<String, String> texts, Map<String, Map<String, String>> groups, Texts other) {
        return texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(text -> {
                    String key = prefix + text.getKey();
                    return new Form(
                            key,
                            Pattern.compile(expression(text.getValue(), groups, true)),
                            arguments(text.getValue()),
                            other.of(key));
                })
                .toList();
    }

    /** Arguments by number; a pattern has them in this order. */
    private static List<Argument> arguments(String pattern) {
        List<Argument> arguments = new ArrayList<>();
        Matcher slot = SLOT.matcher(pattern);
        while (slot.find()) {
            if (Integer.parseInt(slot.group(1)) != arguments.size() || slot.group(2) == null) {
                throw new IllegalStateException(
                        "arguments must be numbered in order and of a kind but are not: " + pattern);
            }
            arguments.add(new Argument(slot.group(2), slot.group(3) != null));
        }
        return arguments;
    }

    private static String expression(String pattern, Map<String, Map<String, String>> groups, boolean capturing) {
        StringBuilder expression = new StringBuilder();
        Matcher slot = SLOT.matcher(pattern);
        int end = 0;
        while (slot.find()) {
            expression.append(Pattern.quote(pattern.substring(end, slot.start())));
            String kind = "(?:" + expression(slot.group(2), groups) + ")";
            String all = slot.group(3) == null ? kind : kind + "(?:" + COMMA + kind + "){0," + (MAX_LISTED - 1) + "}";
            expression.append(capturing ? "(" : "(?:").append(all).append(')');
            end = slot.end();
        }
        return expression.append(Pattern.quote(pattern.substring(end))).toString();
    }

    private static String expression(String kind, Map<String, Map<String, String>> groups) {
        String plain = PLAIN.get(kind);
        if (plain != null) {
            return plain;
        }
        Map<String, String> group = groups.get(kind);
        if (group == null) {
            throw new IllegalStateException(
                    "a kind of argument must have texts under phrase." + kind + " but has none");
        }
        return group.values().stream()
                .sorted()
                .map(phrase -> expression(phrase, groups, false))
                .collect(Collectors.joining("|"));
    }
}
