// SPDX-License-Identifier: Apache-2.0

/**
 * The analyst's report: {@link org.ringwatch.report.Report} makes static pages of the ring files, a queue of rings, a page for each
 * flagged ring, one on the method, and tables for spreadsheets. Pages open from disk, ask for nothing over a network, and are
 * the same bytes for the same ring files.
 *
 * <p>The way through: {@link org.ringwatch.report.RingFolder} reads {@code rings.jsonl} and {@code ring_events.csv} a ring at a
 * time; {@link org.ringwatch.report.RingPage} and {@link org.ringwatch.report.QueuePage} say what a page shows, the templates
 * beside them ({@code src/main/jte}) how. {@link org.ringwatch.report.LinkChart} and {@link org.ringwatch.report.Timeline} are drawn
 * as SVG here, so that a browser has nothing to lay out. Words are in {@code texts_<language>.properties}. Every text of a ring is hostile: templates
 * escape by context, and {@link org.ringwatch.report.Shown} makes visible what would move other text about.
 */
@NullMarked
package org.ringwatch.report;

import org.jspecify.annotations.NullMarked;
