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
 */
final class DecisionMeasures {
    private static final int[] FIRST = {10, 50, 100};

    /** A ring and what was decided about it, in the order of {@code rings.jsonl}. */
    private record Decided(String scheme, boolean flagged, Optional<Decision> decision) {
        boolean isRight() {
            return decision.filter(taken -> taken != Decision.FALSE_POSITIVE).isPresent();
        }
    }

    private final List<Decided> rings = new ArrayList<>();

    /**
     * Reads the rings of an output.
     *
     * @throws IllegalArgumentException when the output is incomplete or a line is no ring
     */
    DecisionMeasures(Path folder, Dispositions dispositions) throws IOException {
        RingsFile.read(folder, (ring, where) -> {
            String version = RingsFile.text(ring, "ring_version", where);
            Optional<Disposition> disposition = dispositions
                    .ofCase(RingsFile.text(ring, "case_id", where))
                    .or(() -> dispositions.ofVersion(version));
            rings.add(new Decided(
                    RingsFile.text(ring, "scheme", where),
                    ring.path("flagged").asBoolean(),
                    disposition.map(Disposition::decision)));
        });
    }

    /** {@code decisions}, {@code flagged}, {@code precision_at} and {@code schemes}. */
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
                .filter(ring -> ring.decision().isPresent())
                .collect(Collectors.groupingBy(Decided::scheme, TreeMap::new, Collectors.toList()));
        byScheme.forEach((scheme, decided) -> putPrecision(schemes.putObject(scheme), decided));
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
