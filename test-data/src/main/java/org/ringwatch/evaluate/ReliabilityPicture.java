// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Draws how true scores are, as SVG: for each level the share of real rings over the mean score of the candidates in a
 * tenth of the scale, all worlds of the first way together; on the diagonal a score is a probability. The area of a dot
 * grows with its candidates. {@code test-data/measure --picture} calls it.
 */
public final class ReliabilityPicture {

    private static final int SIDE = 360;
    private static final int LEFT = 56;
    private static final int TOP = 24;
    private static final int LEGEND = 210;
    private static final int BOTTOM = 48;
    private static final double LARGEST_RADIUS = 14;
    private static final double LEAST_RADIUS = 2.5;
    /** Told apart by people who see few colours, too (Okabe, Ito 2008). */
    private static final List<String> COLOURS = List.of("#0072B2", "#E69F00", "#CC3311", "#009E73", "#CC79A7");

    private ReliabilityPicture() {}

    /**
     * Writes the picture.
     *
     * @param args a file as {@link QualityTable} reads it, and the file to write
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "a list of measures and a file to write must be given but were " + args.length);
        }
        Files.writeString(Path.of(args[1]), svg(MeasuredRow.read(Path.of(args[0]))), StandardCharsets.UTF_8);
    }

    static String svg(List<MeasuredRow> rows) {
        List<MeasuredRow> drawn =
                QualityTable.ofTheFirstWay(rows).stream().limit(COLOURS.size()).toList();
        double most = drawn.stream()
                .flatMap(row -> Reliability.of(row).bins().stream())
                .mapToDouble(Reliability.Bin::rings)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\""
                        + " role=\"img\" aria-label=\"Share of real rings by score\">",
                LEFT + SIDE + LEGEND,
                TOP + SIDE + BOTTOM);
        line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        axes(svg);
        for (int i = 0; i < drawn.size(); i++) {
            draw(svg, Reliability.of(drawn.get(i)), COLOURS.get(i), most);
            legend(svg, drawn.get(i), COLOURS.get(i), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void axes(StringBuilder svg) {
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double at = tenth / 10.0;
            line(svg, "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>", x(at), TOP, TOP + SIDE);
            line(svg, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y(at), LEFT + SIDE);
            line(svg, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>", x(at), TOP + SIDE + 18, at);
            line(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>", LEFT - 8, y(at) + 4, at);
        }
        line(
                svg,
                "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#888\" stroke-dasharray=\"5 4\"/>",
                x(0),
                y(0),
                x(1),
                y(1));
        line(
                svg,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">mean score</text>",
                x(0.5),
                TOP + SIDE + BOTTOM - 10);
        line(
                svg,
                "<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\">share of real rings</text>",
                y(0.5));
    }

    private static void draw(StringBuilder svg, Reliability reliability, String colour, double most) {
        StringBuilder points = new StringBuilder();
        for (Reliability.Bin bin : reliability.bins()) {
            points.append(String.format(
                    Locale.ROOT, "%s%.1f,%.1f", points.isEmpty() ? "" : " ", x(bin.meanScore()), y(bin.shareReal())));
        }
        line(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>", points, colour);
        for (Reliability.Bin bin : reliability.bins()) {
            line(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.65\"><title>%.0f candidates,"
                            + " mean score %.2f, %.2f real</title></circle>",
                    x(bin.meanScore()),
                    y(bin.shareReal()),
                    Math.max(LEAST_RADIUS, LARGEST_RADIUS * Math.sqrt(bin.rings() / most)),
                    colour,
                    bin.rings(),
                    bin.meanScore(),
                    bin.shareReal());
        }
    }

    private static void legend(StringBuilder svg, MeasuredRow row, String colour, int index) {
        Reliability reliability = Reliability.of(row);
        int y = TOP + 16 + 40 * index;
        line(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"/>", LEFT + SIDE + 28, y - 4, colour);
        line(
                svg,
                "<text x=\"%d\" y=\"%d\">%s, worlds: %d</text>",
                LEFT + SIDE + 42,
                y,
                row.level(),
                row.worlds().size());
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" fill=\"#555\">%.0f candidates, error %.3f</text>",
                LEFT + SIDE + 42,
                y + 16,
                reliability.bins().stream().mapToDouble(Reliability.Bin::rings).sum(),
                reliability.error());
    }

    private static double x(double score) {
        return LEFT + SIDE * score;
    }

    private static double y(double share) {
        return TOP + SIDE * (1 - share);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
