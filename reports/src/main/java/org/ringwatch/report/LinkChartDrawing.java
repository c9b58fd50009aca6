// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.util.List;
import org.ringwatch.ring.EntityType;

/** Draws the link chart of a ring. Classes carry the colours on a page; attributes carry those of the drawing by itself. */
final class LinkChartDrawing {
    private static final int WIDTH = 1000;
    private static final int MARGIN = 50;

    /** Up to that many nodes every node has its name; beyond it only resources have. */
    private static final int NAMED = 80;

    private LinkChartDrawing() {}

    static String draw(LinkChart chart, Texts texts) {
        int height = chart.nodes().size() <= 30 ? 480 : 700;
        List<ChartLayout.Place> places = ChartLayout.of(chart, WIDTH - 2 * MARGIN, height - 2 * MARGIN);
        Svg svg = new Svg(
                "chart",
                WIDTH,
                height,
                texts.of(
                        "chart.label",
                        Shown.count(chart.nodes().stream()
                                .filter(node -> node.type() == EntityType.ACCOUNT)
                                .mapToLong(node -> node.ids().size())
                                .sum()),
                        Shown.count(chart.nodes().stream()
                                .filter(node -> node.type() != EntityType.ACCOUNT)
                                .count()),
                        Shown.count(chart.edges().size())));
        svg.attribute("font-family", "sans-serif").attribute("font-size", 11);
        for (LinkChart.Edge edge : chart.edges()) {
            drawEdge(svg, edge, chart, places);
        }
        for (int n = 0; n < chart.nodes().size(); n++) {
            drawNode(svg, n, chart, places.get(n), texts);
        }
        return svg.end();
    }

    private static void drawEdge(Svg svg, LinkChart.Edge edge, LinkChart chart, List<ChartLayout.Place> places) {
        boolean isHub = chart.nodes().get(edge.resource()).kind() == LinkChart.Kind.HUB;
        ChartLayout.Place from = places.get(edge.account());
        ChartLayout.Place to = places.get(edge.resource());
        String strength = edge.weight().compareTo(BigDecimal.ONE) >= 0
                ? "3"
                : edge.weight().signum() > 0 ? "2" : "1";
        svg.open("line")
                .attribute("class", "edge")
                .attribute("data-a", edge.account())
                .attribute("data-b", edge.resource())
                .attribute("x1", from.x() + MARGIN)
                .attribute("y1", from.y() + MARGIN)
                .attribute("x2", to.x() + MARGIN)
                .attribute("y2", to.y() + MARGIN)
                .attribute("stroke", "#8a93a3")
                .attribute("stroke-width", strength)
                .attribute("stroke-opacity", "0.55");
        if (isHub) {
            svg.attribute("stroke-dasharray", "4 4").attribute("display", "none");
        }
        svg.close();
    }

    private static void drawNode(Svg svg, int number, LinkChart chart, ChartLayout.Place place, Texts texts) {
        LinkChart.Node node = chart.nodes().get(number);
        Symbol symbol = Symbol.of(node.type());
        String type = RingRecord.name(node.type());
        String role = texts.name("role", node.role());
        String title = node.isGroup()
                ? texts.of("chart.group", Shown.count(node.ids().size()), role)
                : texts.name("type", type) + " " + Shown.id(node.ids().get(0)) + " · " + role;
        boolean isHub = node.kind() != LinkChart.Kind.MEMBER;
        svg.open("g")
                .attribute("class", "node " + type + " " + node.role() + (isHub ? " hub" : ""))
                .attribute("data-n", number)
                .attribute("transform", "translate(" + (place.x() + MARGIN) + " " + (place.y() + MARGIN) + ")");
        if (node.kind() == LinkChart.Kind.HUB) {
            svg.attribute("display", "none");
        }
        svg.leaf("title", isHub ? title + " · " + texts.of("chart.hub") : title);
        drawShape(svg, symbol, node);
        svg.open("text")
                .attribute("class", "letter")
                .attribute("text-anchor", "middle")
                .attribute("y", 4)
                .attribute("fill", "#ffffff")
                .text(node.isGroup() ? "+" + node.ids().size() : symbol.letter())
                .close();
        drawRole(svg, node.role());
        if (!node.isGroup()
                && (node.type() != EntityType.ACCOUNT || chart.nodes().size() <= NAMED)) {
            svg.open("text")
                    .attribute("class", "name")
                    .attribute("text-anchor", "middle")
                    .attribute("y", 26)
                    .attribute("fill", "#1c2330")
                    .text(Shown.shortId(node.ids().get(0)))
                    .close();
        }
        svg.close();
    }

    private static void drawShape(Svg svg, Symbol symbol, LinkChart.Node node) {
        if (symbol.outline().isEmpty()) {
            svg.open("circle")
                    .attribute(
                            "r",
                            node.isGroup()
                                    ? 11
                                            + 2
                                                    * Integer.toString(
                                                                    node.ids().size())
                                                            .length()
                                    : 10);
        } else {
            svg.open("polygon").attribute("points", symbol.outline());
        }
        svg.attribute("class", "shape").attribute("fill", fill(symbol)).attribute("stroke", "#ffffff");
        if (node.kind() != LinkChart.Kind.MEMBER) {
            svg.attribute("stroke-dasharray", "3 2");
        }
        svg.close();
    }

    /** A mark for those whose role is known: a letter, so that colour is not needed. */
    private static void drawRole(Svg svg, String role) {
        String letter =
                switch (role) {
                    case "suspect" -> "!";
                    case "victim" -> "v";
                    case "bystander" -> "b";
                    default -> "";
                };
        if (letter.isEmpty()) {
            return;
        }
        svg.open("g").attribute("class", "mark").attribute("transform", "translate(9 -9)");
        svg.open("circle")
                .attribute("r", 7)
                .attribute("fill", role.equals("suspect") ? "#b3261e" : role.equals("victim") ? "#1b6e3c" : "#5b6472")
                .attribute("stroke", "#ffffff")
                .close();
        svg.open("text")
                .attribute("class", "letter")
                .attribute("text-anchor", "middle")
                .attribute("y", 4)
                .attribute("fill", "#ffffff")
                .text(letter)
                .close();
        svg.close();
    }

    private static String fill(Symbol symbol) {
        return switch (symbol) {
            case ACCOUNT -> "#2f4b7c";
            case DEVICE -> "#8a3ffc";
            case IP -> "#006d77";
            case WALLET -> "#a2540a";
            case MERCHANT -> "#9f1853";
            case BENEFICIARY -> "#0f62fe";
        };
    }
}
