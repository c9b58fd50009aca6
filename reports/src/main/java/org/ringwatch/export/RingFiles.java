// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/**
 * Writes rings and hubs into a folder: {@code rings.jsonl}, {@code rings.schema.json}, {@code ring_members.csv},
 * {@code ring_links.csv}, {@code ring_events.csv}, {@code hubs.csv}, {@code lineage.csv} if there is an earlier output, {@code graph/nodes.csv}, {@code graph/edges.csv} and
 * {@code graph/rings/<ring_id>.graphml}. Keeps of the rings what {@link GraphTables} says and the ring ids. Files of these
 * names are replaced, so that a repeated attempt leaves the same bytes.
 */
public final class RingFiles {

    private static final String SCHEMA_FILE = "rings.schema.json";
    private static final String HUBS_FILE = "hubs.csv";
    private static final String HUBS_HEADER = "entity_type,entity_id,accounts,events,reason";
    private static final String GRAPH_FOLDER = "graph";
    private static final String RING_GRAPHS_FOLDER = "rings";

    /** Ring ids become file names: letters and digits only. */
    private static final Pattern RING_ID = Pattern.compile("R-[0-9A-Za-z]{12}");

    private RingFiles() {}

    /**
     * How much was written.
     *
     * @param rings candidate rings, flagged ones included
     * @param flagged rings whose score reaches the cut
     * @param hubs hubs
     */
    public record Written(long rings, long flagged, long hubs) {}

    /**
     * Writes all ring files.
     *
     * @param folder an existing folder
     * @param rings highest score first, ties by ring id
     * @param hubs in order of type, then id (unsigned UTF-8 bytes)
     * @throws IllegalStateException if the order is another, or a ring contradicts itself: an id that is none or is not
     *     unique, a member twice, an account of two rings, a link to a stranger, evidence that does not sum to the log-odds
     */
    public static Written write(Path folder, Collection<Ring> rings, Iterable<Hub> hubs) throws IOException {
        return write(folder, rings, Optional.empty(), hubs, Optional.empty());
    }

    /** As below, in no further format. */
    public static Written write(
            Path folder, Collection<Ring> rings, Optional<List<EarlierRing>> dissolved, Iterable<Hub> hubs)
            throws IOException {
        return write(folder, rings, dissolved, hubs, Optional.empty());
    }

    /**
     * Writes all ring files of a run that may have been compared with an earlier one.
     *
     * @param dissolved earlier rings that turned into none; empty if there is no earlier output
     * @param also format that rings, members and links are written in, too: {@code rings}, {@code members} and {@code links}
     *     with its label behind a point
     */
    public static Written write(
            Path folder,
            Collection<Ring> rings,
            Optional<List<EarlierRing>> dissolved,
            Iterable<Hub> hubs,
            Optional<TableFormat> also)
            throws IOException {
        copySchema(folder.resolve(SCHEMA_FILE));
        long hubCount = writeHubs(folder.resolve(HUBS_FILE), hubs);
        Path graph = PrivateFiles.createFolders(folder.resolve(GRAPH_FOLDER));
        Path ringGraphs = PrivateFiles.createFolders(graph.resolve(RING_GRAPHS_FOLDER));
        try (RingLines lines = new RingLines(folder);
                RingTables tables = new RingTables(folder);
                EventTable events = new EventTable(folder);
                GraphTables graphTables = new GraphTables(graph);
                RingGraphs graphs = new RingGraphs(ringGraphs);
                Projection lineage = dissolved.isPresent() ? new LineageTable(folder, dissolved.get()) : new Nowhere();
                Projection typed = also.isPresent() ? new TypedTables(folder, also.get()) : new Nowhere()) {
            return writeRings(rings, List.of(lines, tables, events, graphTables, graphs, lineage, typed), hubCount);
        }
    }

    /** Each projection writes its own files, so they do so side by side. */
    private static Written writeRings(Collection<Ring> rings, List<Projection> projections, long hubs)
            throws IOException {
        Set<String> ringIds = new HashSet<>();
        long flagged = 0;
        Ring previous = null;
        for (Ring ring : rings) {
            requireOrder(previous, ring);
            if (!ringIds.add(ring.ringId())) {
                throw new IllegalStateException("ring ids must be unique but " + ring.ringId() + " comes twice");
            }
            requireSound(ring);
            flagged += ring.flagged() ? 1 : 0;
            previous = ring;
        }
        projectSideBySide(rings, projections);
        return new Written(ringIds.size(), flagged, hubs);
    }

    /** What the first projection to fail threw is thrown when all have ended. */
    private static void projectSideBySide(Collection<Ring> rings, List<Projection> projections) throws IOException {
        List<CompletableFuture<Void>> running = projections.stream()
                .map(projection -> CompletableFuture.runAsync(() -> project(rings, projection)))
                .toList();
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            if (e.getCause() instanceof IllegalStateException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private static void project(Collection<Ring> rings, Projection projection) {
        try {
            for (Ring ring : rings) {
                projection.add(ring);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOrder(@Nullable Ring previous, Ring ring) {
        try {
            requireRingId(ring.ringId());
            requireRingId(ring.lineage().caseId());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        if (previous == null || ring.scoreMicros() < previous.scoreMicros()) {
            return;
        }
        if (ring.scoreMicros() > previous.scoreMicros() || ring.ringId().compareTo(previous.ringId()) < 0) {
            throw new IllegalStateException("rings must come by falling score, then ring id, but " + ring.ringId()
                    + " follows " + previous.ringId());
        }
    }

    /**
     * The id of a ring or case.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String requireRingId(String id) {
        if (!RING_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a ring id must be R- and 12 letters or digits but was " + SafeText.display(id));
        }
        return id;
    }

    private static void requireSound(Ring ring) {
        Set<EntityRef> members = new HashSet<>();
        for (Member member : ring.members()) {
            if (!members.add(new EntityRef(member.type(), member.id()))) {
                throw new IllegalStateException("ring " + ring.ringId() + ": members must be unique but one of type "
                        + Fixed.name(member.type()) + " is not");
            }
        }
        for (RingLink link : ring.links()) {
            if (link.type() == EntityType.ACCOUNT
                    || !members.contains(new EntityRef(EntityType.ACCOUNT, link.accountId()))
                    || !members.contains(new EntityRef(link.type(), link.resourceId()))) {
                throw new IllegalStateException("ring " + ring.ringId()
                        + ": a link must join a member account and a member resource, but one to a "
                        + Fixed.name(link.type()) + " does not");
            }
        }
        long weights =
                ring.evidence().stream().mapToLong(Evidence::weightMicros).sum();
        if (weights != ring.logOddsMicros()) {
            throw new IllegalStateException("ring " + ring.ringId() + ": the weights of the evidence must sum to "
                    + Fixed.microsText(ring.logOddsMicros()) + " but sum to " + Fixed.microsText(weights));
        }
    }

    /** Writes nothing. */
    private static final class Nowhere implements Projection {
        @Override
        public void add(Ring ring) {}

        @Override
        public void close() {}
    }

    private static long writeHubs(Path file, Iterable<Hub> hubs) throws IOException {
        long count = 0;
        try (CsvFile table = new CsvFile(file, HUBS_HEADER)) {
            Hub previous = null;
            for (Hub hub : hubs) {
                if (previous != null && compare(previous, hub) >= 0) {
                    throw new IllegalStateException(
                            "hubs must come once each, by type and then id, but number " + (count + 1) + " does not");
                }
                table.row(Fixed.name(hub.type()), hub.id(), hub.accounts(), hub.events(), hub.reason());
                previous = hub;
                count++;
            }
        }
        return count;
    }

    private static int compare(Hub a, Hub b) {
        int byType = a.type().compareTo(b.type());
        return byType != 0 ? byType : Arrays.compareUnsigned(a.id().getBytes(UTF_8), b.id().getBytes(UTF_8));
    }

    private static void copySchema(Path file) throws IOException {
        try (InputStream schema = RingFiles.class.getResourceAsStream(SCHEMA_FILE);
                OutputStream out = PrivateFiles.newOutputStream(file)) {
            if (schema == null) {
                throw new IllegalStateException(SCHEMA_FILE + " must be in the jar but is not");
            }
            schema.transferTo(out);
        }
    }
}
