// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;

/**
 * How right the rings of a run are by what analysts decided about them. A ring that was a confirmed risk or a valuable alert
 * is right, a false positive is wrong, and one without a decision says nothing: precision counts the decided ones only.
 *
 * <p>Where rings from below the cut were sampled for review ({@code audit_sample.csv}), their decisions tell how many of the
 * candidates below the cut are missed. They count for nothing else.
 */
final class DecisionMeasures {
    private static final int[] FIRST = {10, 50, 100};

    /** A ring and what was decided about it, in the order of {@code rings.jsonl}. */
    private record Decided(String scheme, boolean flagged, boolean sampled, Optional<Decision> decision) {
        boolean isRight() {
            return decision.filter(taken -> taken != Decision.FALSE_POSITIVE).isPresent();
        }
    }

    private final List<Decided> rings = new ArrayList<>();
    private final AuditedRings audited;

    /**
     * Reads the rings of an output.
     *
     * @throws IllegalArgumentException when the output is incomplete or a line is no ring
     */
    DecisionMeasures(Path folder, Dispositions dispositions) throws IOException {
        audited = AuditedRings.read(folder);
        RingsFile.read(folder, (ring, where) -> {
            String version = RingsFile.text(ring, "ring_version", where);
            Optional<Disposition> disposition = dispositions
                    .ofCase(RingsFile.text(ring, "case_id", where))
                    .or(() -> dispositions.ofVersion(version));
            rings.add(new Decided(
                    RingsFile.text(ring, "scheme", where),
                    ring.path("flagged").asBoolean(),
                    audited.ids().contains(RingsFile.text(ring, "ring_id", where)),
                    disposition.map(Disposition::decision)));
        });
    }

    /**
     * {@code decisions}, {@code flagged}, {@code precision_at} and {@code schemes}; {@code audit} if rings from below the cut were
     * sampled.
     */
    void put(ObjectNode node) {
        ObjectNode decisions = node.putObject("decisions");
        for (Decision decision : Decision.values()) {
            if (decision != Decision.UNSET) {
                decisions.put(
                        decision.name().toLowerCase(Locale.ROOT),
                        rings.stream()
                                .filter(ring -> ring.decision().equals(Optional.of(decision)))
                                .count());
            }
        }
        decisions.put(
                "undecided",
                rings.stream().filter(ring -> ring.decision().isEmpty()).count());
        putPrecision(
                node.putObject("flagged"),
                rings.stream().filter(Decided::flagged).toList());
        ObjectNode first = node.putObject("precision_at");
        for (int count : FIRST) {
            putPrecision(
                    first.putObject(Integer.toString(count)),
                    rings.stream().limit(count).toList());
        }
        ObjectNode schemes = node.putObject("schemes");
        Map<String, List<Decided>> byScheme = rings.stream()
                .filter(ring -> ring.decision().isPresent() && !ring.sampled())
                .collect(Collectors.groupingBy(Decided::scheme, TreeMap::new, Collectors.toList()));
        byScheme.forEach((scheme, decided) -> putPrecision(schemes.putObject(scheme), decided));
        if (audited.exist()) {
            putAudit(node.putObject("audit"));
        }
    }

    /** How many real rings the cut keeps back, from the share of real ones among those sampled below it. */
    private void putAudit(ObjectNode node) {
        List<Decided> sample = rings.stream()
                .filter(ring -> ring.sampled() && ring.decision().isPresent())
                .toList();
        long right = sample.stream().filter(Decided::isRight).count();
        node.put("below_cut", audited.belowCut())
                .put("sampled", audited.ids().size())
                .put("decided", sample.size())
                .put("right", right);
        if (sample.isEmpty()) {
            node.putNull("missed").putNull("missed_interval").putNull("found_share");
            return;
        }
        double missed = audited.belowCut() * (double) right / sample.size();
        WilsonInterval interval = WilsonInterval.of(right, sample.size());
        node.put("missed", missed);
        node.putArray("missed_interval")
                .add(interval.low() * audited.belowCut())
                .add(interval.high() * audited.belowCut());
        long found =
                rings.stream().filter(ring -> ring.flagged() && ring.isRight()).count();
        if (found + missed == 0) {
            node.putNull("found_share");
        } else {
            node.put("found_share", found / (found + missed));
        }
    }

    private static void putPrecision(ObjectNode node, List<Decided> rings) {
        long decided =
                rings.stream().filter(ring -> ring.decision().isPresent()).count();
        long right = rings.stream().filter(Decided::isRight).count();
        node.put("rings", rings.size()).put("decided", decided).put("right", right);
        if (decided == 0) {
            node.putNull("precision").putNull("interval");
            return;
        }
        WilsonInterval interval = WilsonInterval.of(right, decided);
        node.put("precision", (double) right / decided);
        node.putArray("interval").add(interval.low()).add(interval.high());
    }
}
