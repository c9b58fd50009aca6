// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The page on what changed since the earlier output. Holds a row for each ring. */
final class DiffPage {
    /** The changes in the order in which an analyst wants to see them, dissolved rings last. */
    private static final List<String> CHANGES =
            List.of("born", "merged", "split", "grown", "shrunk", "continued", "dissolved");

    /** A ring, without its members. */
    record Row(
            String ringId,
            String caseId,
            boolean hasPage,
            boolean flagged,
            String score,
            String scheme,
            long accounts,
            String change,
            List<RingRecord.Previous> previous) {

        private static Row of(RingRecord ring) {
            return new Row(
                    ring.ringId(),
                    ring.caseId(),
                    ring.hasPage(),
                    ring.flagged(),
                    Shown.score(ring.score()),
                    ring.scheme(),
                    ring.accounts().size(),
                    ring.lineage().change(),
                    ring.lineage().previous());
        }

        boolean wasFlagged() {
            return previous.stream().anyMatch(RingRecord.Previous::flagged);
        }

        String scoreBefore() {
            return LineageText.scores(previous);
        }

        /** Cases of earlier rings that turned into it, but its own. */
        List<String> others() {
            return previous.stream()
                    .map(RingRecord.Previous::caseId)
                    .filter(other -> !other.equals(caseId))
                    .toList();
        }

        /** Accounts that joined and left since the closest of the earlier rings. */
        String difference() {
            return previous.isEmpty()
                    ? ""
                    : LineageText.difference(
                            previous.get(0).joined(), previous.get(0).left());
        }
    }

    /** An earlier ring that turned into none. */
    record Gone(String caseId, boolean flagged, String score, long accounts) {}

    /** Rings under one heading. */
    record Group(String key, List<Row> rows) {
        /** Whether other cases than their own turned into some of them. */
        boolean hasEnded() {
            return rows.stream().anyMatch(row -> !row.others().isEmpty());
        }
    }

    private final Shell shell;
    private final String previousHash;
    private final List<Row> rows = new ArrayList<>();
    private final List<Gone> gone = new ArrayList<>();

    DiffPage(Shell shell, RingFolder folder) throws IOException {
        this.shell = shell;
        this.previousHash = folder.run().path("previous").path("sha256").asText();
        try (CSVParser table = folder.table(RingFolder.LINEAGE)) {
            for (CSVRecord row : table) {
                if (row.get("change").equals("dissolved")) {
                    gone.add(new Gone(
                            row.get("case_id"),
                            Boolean.parseBoolean(row.get("previous_flagged")),
                            Shown.score(new BigDecimal(row.get("previous_score"))),
                            Long.parseLong(row.get("left"))));
                }
            }
        }
    }

    /** Adds a ring; they come in the order of {@code rings.jsonl}. */
    void add(RingRecord ring) {
        rows.add(Row.of(ring));
    }

    Shell shell() {
        return shell;
    }

    Texts texts() {
        return shell.texts();
    }

    /** SHA-256 of the earlier {@code rings.jsonl}. */
    String previousHash() {
        return previousHash;
    }

    /** How many rings became what, by the code of the change; those without any are left out. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String change : CHANGES) {
            long count = change.equals("dissolved")
                    ? gone.size()
                    : rows.stream().filter(row -> row.change().equals(change)).count();
            if (count > 0) {
                counts.put(change, count);
            }
        }
        return counts;
    }

    /** The rings to look at: those newly flagged, those flagged no more, and flagged ones by their change. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        add(groups, "flagged", row -> row.flagged() && !row.wasFlagged());
        add(groups, "unflagged", row -> !row.flagged() && row.wasFlagged());
        for (String change : CHANGES.subList(1, CHANGES.size() - 1)) {
            add(
                    groups,
                    change,
                    row -> row.flagged() && row.wasFlagged() && row.change().equals(change));
        }
        return groups;
    }

    private void add(List<Group> groups, String key, Predicate<Row> isIn) {
        List<Row> found = rows.stream().filter(isIn).toList();
        if (!found.isEmpty()) {
            groups.add(new Group(key, found));
        }
    }

    /** Earlier rings that turned into none, the highest score first. */
    List<Gone> gone() {
        return gone.stream()
                .sorted(Comparator.comparing(Gone::score).reversed())
                .toList();
    }
}
