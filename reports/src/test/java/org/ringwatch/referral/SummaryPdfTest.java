// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.SampleRings;
import org.ringwatch.report.SampleOutput;
import org.ringwatch.ring.Ring;

class SummaryPdfTest {
    @TempDir
    Path folder;

    private Path pdf(Ring ring) throws IOException {
        Path output = SampleOutput.write(folder.resolve("rings"), List.of(ring));
        return SampleReferral.write(output, ring, SampleReferral.options(Profile.INTERNAL), folder.resolve("packages"))
                .resolve("data/summary.pdf");
    }

    @Test
    void isTaggedNamedAndReadableWithChineseAndItsFontsEmbedded() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SampleReferral.ring()).toFile())) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Referral " + SampleReferral.RING);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(new PDFTextStripper().getText(document))
                    .contains("1. Who", "10. Action taken or asked", "游戏商户-旗舰店", "TLP:RED", "Intelligence, not proof");
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = Objects.requireNonNull(
                        document.getPage(0).getResources().getFont(name));
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
        }
    }

    @Test
    void hasOneOrTwoPagesHoweverLargeOrHostileTheRing() throws IOException {
        for (Ring ring : List.of(SampleOutput.large(2_000), SampleRings.named(SampleRings.NASTY_IDS))) {
            try (PDDocument document = Loader.loadPDF(pdf(ring).toFile())) {
                assertThat(document.getNumberOfPages()).isBetween(1, 2);
            }
            org.ringwatch.export.PrivateFiles.deleteTree(folder.resolve("rings"));
        }
    }

    @Test
    void whatNoFontHasIsWrittenByItsNumber() {
        assertThat(new SummaryFonts().drawable("<p>游 あ 앱 é \uD83D\uDE00 \u0639</p>\n"))
                .isEqualTo("<p>游 あ 앱 é [U+1F600] [U+0639]</p>\n");
    }
}
