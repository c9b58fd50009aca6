// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

/** Makes text from untrusted input fit for where it goes. All methods leave harmless text as it is. */
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private SafeText() {}

    /**
     * Text for a terminal or a log: characters that a reader cannot see or that move others about (controls, line breaks,
     * bidirectional and other format characters, lone surrogates) appear as {@code <U+202E>}.
     */
    public static String display(String text) {
        if (text.codePoints().noneMatch(SafeText::isInvisible)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if (isInvisible(character)) {
                shown.append(String.format("<U+%04X>", character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    /**
     * A cell that no spreadsheet takes for a formula: {@code '} comes before {@code = + - @}, tab and carriage return, but not
     * before a telephone number ({@code +} and digits).
     */
    public static String spreadsheet(String cell) {
        if (cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0) {
            return cell;
        }
        boolean telephone = cell.length() > 1
                && cell.charAt(0) == '+'
                && cell.chars().skip(1).allMatch(character -> character >= '0' && character <= '9');
        return telephone ? cell : "'" + cell;
    }

    /** Text that can be encoded as UTF-8: each lone surrogate becomes U+FFFD. */
    public static String wellFormed(String text) {
        return replace(text, SafeText::isSurrogate);
    }

    /**
     * Text that an XML 1.0 reader gives back unchanged: what XML does not allow, and the carriage return, which readers turn
     * into a line feed, become U+FFFD.
     */
    public static String xml(String text) {
        return replace(text, SafeText::isUnfitForXml);
    }

    private static String replace(String text, CodePointRule unfit) {
        if (isPlain(text) || text.codePoints().noneMatch(unfit::holds)) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> replaced.appendCodePoint(unfit.holds(character) ? REPLACEMENT : character));
        return replaced.toString();
    }

    /** Whether text is of the characters that nothing objects to; a fast way out for nearly every text. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character >= Character.MIN_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static boolean isUnfitForXml(int character) {
        return (character < ' ' && character != '\t' && character != '\n')
                || isSurrogate(character)
                || character == 0xFFFE
                || character == 0xFFFF;
    }

    private interface CodePointRule {
        boolean holds(int character);
    }
}
