// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes {@code summary.pdf} of the summary's page: text that can be selected and read aloud (tagged, PDF/UA), fonts embedded as far as they are used.
 * The same page and time are the same bytes. Asks for nothing but the page and the fonts.
 */
final class SummaryPdf {
    private static final int REGULAR = 400;

    private SummaryPdf() {}

    /**
     * The PDF of a page.
     *
     * @param page XHTML that carries its style
     * @param made what the document says of when it was made
     */
    static byte[] of(String page, Instant made) throws IOException {
        XRLog.setLoggingEnabled(false);
        SummaryFonts fonts = new SummaryFonts();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfUaAccessibility(true);
        builder.withProducer("ringwatch");
        for (ExternalResourceControlPriority priority : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, priority);
        }
        for (SummaryFonts.Face face : fonts.faces()) {
            FSSupplier<InputStream> file = face::open;
            builder.useFont(file, face.family(), REGULAR, FontStyle.NORMAL, true);
        }
        builder.withHtmlContent(fonts.drawable(page), null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            Calendar time = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
            time.setTimeInMillis(made.toEpochMilli());
            document.getDocumentInformation().setCreationDate(time);
            document.getDocumentInformation().setModificationDate(time);
            // Otherwise PDFBox takes the clock for it.
            document.setDocumentId(made.toEpochMilli());
            document.getDocument().getTrailer().removeItem(COSName.ID);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
