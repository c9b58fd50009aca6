// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;

/**
 * Writes the analyst's report: {@code index.html}, a page with its files for each flagged ring under {@code rings/},
 * {@code method.html}, {@code diff.html} if there is an earlier output, {@code csv/} and a manifest. Depends on the ring files and the language alone.
 *
 * <p>Holds a row for each ring; pages are written one ring at a time.
 */
public final class Report {
    /** Name of the report's folder in an output. */
    public static final String FOLDER = "report";

    /** Name of the report's first page in an output. */
    public static final String INDEX = FOLDER + "/index.html";

    private final RingFolder rings;
    private final Path target;
    private final Texts texts;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Report.class.getClassLoader(), "org.ringwatch.report");

    private Report(RingFolder rings, Path target, Texts texts) {
        this.rings = rings;
        this.target = target;
        this.texts = texts;
    }

    /**
     * Writes a report.
     *
     * @param output folder with the ring files of a run
     * @param target where the report will be; an absent or empty folder
     */
    public static void write(Path output, Path target, Language language) throws IOException {
        new Report(RingFolder.forReviewers(output), target, Texts.in(language)).write();
    }

    /** The report's first page in an output. */
    public static Path index(Path output) {
        return output.resolve(INDEX);
    }

    /**
     * Requires that a folder is the complete output of a run.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void requireComplete(Path output) {
        if (!Files.exists(output.resolve(Manifest.SUCCESS))) {
            throw new IllegalArgumentException("--rings must be a complete output of detect, with " + Manifest.SUCCESS
                    + " in it, but was " + SafeText.display(output.toString()));
        }
    }

    /**
     * Draws the report of a complete output again.
     *
     * @return its first page
     * @throws IOException also if a ring file is not what the output's manifest says
     */
    public static Path redraw(Path output, Language language) throws IOException {
        Manifest.requireUnchanged(output);
        Path drawn = OutputFolder.staging(output).resolve(FOLDER);
        PrivateFiles.deleteTree(OutputFolder.staging(output));
        write(output, drawn, language);
        PrivateFiles.deleteTree(output.resolve(FOLDER));
        Files.move(drawn, output.resolve(FOLDER), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.deleteTree(OutputFolder.staging(output));
        return index(output);
    }

    private void write() throws IOException {
        PrivateFiles.createFolders(target);
        writeRings(writeQueue());
        render("method.jte", new MethodPage(Shell.of(texts, rings), rings), target.resolve("method.html"));
        if (rings.hasLineage()) {
            writeDiff();
        }
        SpreadsheetTables.copy(rings, target.resolve("csv"));
        Manifest.write(target);
    }

    private void writeDiff() throws IOException {
        DiffPage diff = new DiffPage(Shell.of(texts, rings), rings);
        rings.forEachRing((ring, line, events) -> diff.add(ring));
        render("diff.jte", diff, target.resolve("diff.html"));
    }

    private Neighbours writeQueue() throws IOException {
        QueuePage queue = new QueuePage(Shell.of(texts, rings, "queue.js"), rings);
        Neighbours neighbours = new Neighbours();
        rings.forEachRing((ring, line, events) -> {
            queue.add(ring);
            neighbours.add(ring);
        });
        render("queue.jte", queue, target.resolve("index.html"));
        return neighbours;
    }

    private void writeRings(Neighbours neighbours) throws IOException {
        Path folder = PrivateFiles.createFolders(target.resolve("rings"));
        Shell shell = Shell.of(texts, rings, "ring.js");
        Hubs hubs = Hubs.of(rings);
        rings.forEachStory((ring, line, events) -> {
            if (ring.hasPage()) {
                writeRing(folder, new RingPage(shell, ring, events, neighbours.of(ring), hubs), line);
            }
        });
    }

    private void writeRing(Path folder, RingPage page, String line) throws IOException {
        RingRecord ring = page.ring();
        String name = ring.ringId();
        render("ring.jte", page, folder.resolve(name + ".html"));
        writeText(folder.resolve(name + ".svg"), page.chartSvg() + "\n");
        SpreadsheetTables.members(ring, rings.isBlind(), folder.resolve(name + "-members.csv"));
        SpreadsheetTables.links(ring, folder.resolve(name + "-links.csv"));
        SpreadsheetTables.events(page.allEvents(), folder.resolve(name + "-events.csv"));
        Path graph = rings.file("graph/rings/" + name + ".graphml");
        if (page.hasScores()) {
            writeText(folder.resolve(name + ".json"), line + "\n");
        }
        if (page.hasGraph()) {
            try (OutputStream out = PrivateFiles.newOutputStream(folder.resolve(name + ".graphml"))) {
                Files.copy(graph, out);
            }
        }
    }

    private void render(String template, Object page, Path file) throws IOException {
        try (Writer writer = PrivateFiles.newWriter(file)) {
            TemplateOutput output = new WriterOutput(writer);
            templates.render(template, page, output);
        }
    }

    private static void writeText(Path file, String text) throws IOException {
        try (Writer writer = PrivateFiles.newWriter(file)) {
            writer.write(text);
        }
    }
}
