// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.time.Instant;
import java.util.stream.IntStream;

/** Draws a timeline: a lane for each kind of event, a bar for each span of time, its height by the logarithm of the count. */
final class TimelineDrawing {
    private static final int LEFT = 150;
    private static final int BAR = 7;
    private static final int LANE = 34;
    private static final int TALLEST = 28;
    private static final int AXIS = 30;
    private static final int TICKS = 5;

    private TimelineDrawing() {}

    static String draw(Timeline timeline, Texts texts) {
        int width = LEFT + Timeline.SPANS * BAR + 10;
        int height = timeline.lanes().size() * LANE + AXIS;
        long events = timeline.lanes().stream()
                .mapToLong(lane -> IntStream.of(timeline.counts(lane)).sum())
                .sum();
        Svg svg = new Svg("timeline", width, height, texts.of("timeline.label", Shown.count(events)));
        svg.attribute("font-family", "sans-serif").attribute("font-size", 12);
        int top = 0;
        for (Timeline.Lane lane : timeline.lanes()) {
            drawLane(svg, timeline, lane, top, texts);
            top += LANE;
        }
        drawAxis(svg, timeline, top);
        return svg.end();
    }

    private static void drawLane(Svg svg, Timeline timeline, Timeline.Lane lane, int top, Texts texts) {
        int[] counts = timeline.counts(lane);
        int most = IntStream.of(counts).max().orElse(1);
        int base = top + LANE - 2;
        svg.open("text")
                .attribute("class", "name")
                .attribute("x", LEFT - 8)
                .attribute("y", base - 8)
                .attribute("text-anchor", "end")
                .text(texts.name("lane", lane.code()))
                .close();
        svg.open("line")
                .attribute("class", "rule")
                .attribute("x1", LEFT)
                .attribute("x2", LEFT + Timeline.SPANS * BAR)
                .attribute("y1", base)
                .attribute("y2", base)
                .attribute("stroke", "#c4cad4")
                .close();
        for (int span = 0; span < counts.length; span++) {
            if (counts[span] > 0) {
                int tall = Math.max(
                        4, (int) Math.round(TALLEST * StrictMath.log1p(counts[span]) / StrictMath.log1p(most)));
                svg.open("rect")
                        .attribute("class", "bar " + lane.code())
                        .attribute("x", LEFT + span * BAR)
                        .attribute("y", base - tall)
                        .attribute("width", BAR - 1)
                        .attribute("height", tall)
                        .attribute("fill", "#2f4b7c");
                svg.leaf("title", counts[span] + " · " + minute(timeline.startOf(span)) + " UTC");
                svg.close();
            }
        }
    }

    private static void drawAxis(Svg svg, Timeline timeline, int top) {
        for (int tick = 0; tick <= TICKS; tick++) {
            int span = tick * Timeline.SPANS / TICKS;
            svg.open("text")
                    .attribute("class", "tick")
                    .attribute("x", LEFT + span * BAR)
                    .attribute("y", top + 18)
                    .attribute("text-anchor", tick == 0 ? "start" : tick == TICKS ? "end" : "middle")
                    .text(minute(timeline.startOf(span)))
                    .close();
        }
    }

    private static String minute(long millis) {
        return Shown.time(Instant.ofEpochMilli(millis).toString()).substring(0, 16);
    }
}
