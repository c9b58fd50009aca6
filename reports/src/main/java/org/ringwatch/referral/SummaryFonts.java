// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The fonts of the PDF: Liberation Sans for Latin, Greek and Cyrillic (OFL, it comes with PDFBox) and WenQuanYi Micro Hei for Chinese,
 * Japanese and Korean (Apache-2.0, its licence lies beside it). What neither has is written by its number, so that no reader takes two ids for one.
 */
final class SummaryFonts {
    /** A font by the family that the style sheet names. */
    record Face(String family, byte[] file, CmapLookup glyphs) {
        InputStream open() {
            return new ByteArrayInputStream(file);
        }
    }

    private final List<Face> faces = new ArrayList<>();

    SummaryFonts() {
        add("Summary", "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
        add("Summary Han", "/org/ringwatch/referral/fonts/WenQuanYiMicroHei.ttf");
    }

    private void add(String family, String resource) {
        try (InputStream in = SummaryFonts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " must be on the class path but is not");
            }
            byte[] file = in.readAllBytes();
            faces.add(new Face(
                    family,
                    file,
                    new TTFParser().parse(new RandomAccessReadBuffer(file)).getUnicodeCmapLookup()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Face> faces() {
        return faces;
    }

    /** The text with {@code [U+1F600]} for each character that no font has, or that would be drawn in the wrong order. */
    String drawable(String text) {
        StringBuilder drawable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || isDrawable(character)) {
                drawable.appendCodePoint(character);
            } else {
                drawable.append(String.format("[U+%04X]", character));
            }
        });
        return drawable.toString();
    }

    private boolean isDrawable(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> false;
            default -> faces.stream().anyMatch(face -> face.glyphs.getGlyphId(character) != 0);
        };
    }
}
