// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringwatch.ring.EntityType;

/** The queue: every ring as a row, near misses included, with the figures above. */
final class QueuePage {
    /** A row. */
    static final class Row {
        private final RingRecord ring;

        private Row(RingRecord ring) {
            this.ring = ring;
        }

        String ringId() {
            return ring.ringId();
        }

        String caseId() {
            return ring.caseId();
        }

        String ringVersion() {
            return ring.ringVersion();
        }

        boolean flagged() {
            return ring.flagged();
        }

        boolean hasPage() {
            return ring.hasPage();
        }

        boolean isCleared() {
            return ring.isCleared();
        }

        /** Whether it is flagged again although it was called a false positive. */
        boolean isBack() {
            return ring.flagged()
                    && ring.dispositions().stream().anyMatch(item -> item.accountId() == null && !item.holds());
        }

        String change() {
            return ring.lineage().change();
        }

        /** Whether there is more to tell than that nothing changed. */
        boolean hasChanged() {
            return !change().equals("continued") || !ring.lineage().joined().isEmpty();
        }

        String badge(Texts texts) {
            return LineageText.badge(texts, ring.lineage());
        }

        boolean isNewlyFlagged() {
            return ring.isNewlyFlagged();
        }

        String score() {
            return Shown.score(ring.score());
        }

        String scheme() {
            return ring.scheme();
        }

        long accounts() {
            return ring.accounts().size();
        }

        long resources() {
            return ring.resources().size();
        }

        long withRole(String role) {
            return ring.accounts().stream()
                    .filter(account -> account.role().equals(role))
                    .count();
        }

        /** Resources by type, {@code 2 D · 1 W}. */
        String things() {
            return Stream.of(EntityType.values())
                    .filter(type ->
                            type != EntityType.ACCOUNT && !ring.members(type).isEmpty())
                    .map(type ->
                            ring.members(type).size() + " " + Symbol.of(type).letter())
                    .collect(Collectors.joining(" · "));
        }

        List<RingRecord.Loss> losses() {
            return ring.losses();
        }

        /** The greatest net loss in one currency, in whole units. */
        String greatestLoss() {
            return ring.losses().stream()
                    .map(loss -> new BigDecimal(Shown.plainMoney(loss.currency(), loss.net())))
                    .max(BigDecimal::compareTo)
                    .orElse(BigDecimal.ZERO)
                    .toPlainString();
        }

        String firstSeen() {
            return ring.firstSeen();
        }

        String lastSeen() {
            return ring.lastSeen();
        }
    }

    /** What the script knows of a row. */
    record Searchable(
            String ringId,
            String caseId,
            String ringVersion,
            List<String> decidedVersions,
            String decision,
            String ids,
            String merchants,
            Map<String, BigDecimal> losses) {}

    private final Shell shell;
    private final List<Row> rows = new ArrayList<>();
    private final List<Searchable> searchable = new ArrayList<>();
    private final Map<String, Long> netLoss = new TreeMap<>();
    private final Set<String> schemes = new TreeSet<>();
    private final Set<String> currencies = new TreeSet<>();
    private final long events;
    private final long rejected;
    private long flagged;
    private long accounts;
    private long victims;

    QueuePage(Shell shell, RingFolder folder) throws IOException {
        this.shell = shell;
        JsonNode counts = folder.run().path("counts");
        this.events = counts.path("events").asLong();
        this.rejected = counts.path("rejected").asLong();
    }

    private static String searched(Stream<String> ids) {
        return ids.collect(Collectors.joining("\n")).toLowerCase(Locale.ROOT);
    }

    /** Adds a ring; they come in the order of {@code rings.jsonl}. Its events are not needed. */
    void add(RingRecord ring) {
        Row row = new Row(ring.withoutDetails());
        rows.add(row);
        searchable.add(new Searchable(
                ring.ringId(),
                ring.caseId(),
                ring.ringVersion(),
                ring.decidedVersions(),
                ring.decision(),
                searched(ring.ids()),
                searched(ring.merchants().stream().map(RingRecord.Member::id)),
                ring.losses().stream()
                        .collect(Collectors.toMap(
                                RingRecord.Loss::currency,
                                loss -> new BigDecimal(Shown.plainMoney(loss.currency(), loss.net()))))));
        ring.losses().forEach(loss -> currencies.add(loss.currency()));
        schemes.add(ring.scheme());
        if (ring.flagged()) {
            flagged++;
            accounts += row.accounts();
            victims += row.withRole("victim");
            ring.losses().forEach(loss -> netLoss.merge(loss.currency(), loss.net(), MoneyTable::saturatingSum));
        }
    }

    Shell shell() {
        return shell;
    }

    Texts texts() {
        return shell.texts();
    }

    /** Highest score first, or by id where no score is shown. */
    List<Row> rows() {
        return shell.isBlind()
                ? rows.stream().sorted(Comparator.comparing(Row::ringId)).toList()
                : rows;
    }

    Set<String> schemes() {
        return schemes;
    }

    String flagged() {
        return Shown.count(flagged);
    }

    String nearMisses() {
        return Shown.count(
                rows.stream().filter(row -> !row.flagged() && !row.isCleared()).count());
    }

    /** Flagged rings that were not flagged in the earlier output. */
    String newlyFlagged() {
        return Shown.count(rows.stream().filter(Row::isNewlyFlagged).count());
    }

    String accounts() {
        return Shown.count(accounts);
    }

    String victims() {
        return Shown.count(victims);
    }

    /** Net loss of the flagged rings, a text for each currency. */
    List<String> netLoss() {
        return netLoss.entrySet().stream()
                .map(loss -> Shown.money(loss.getKey(), loss.getValue()))
                .toList();
    }

    /** Those in which any ring lost. */
    Set<String> currencies() {
        return currencies;
    }

    /** What was read, where no ring was found. */
    String whyNone() {
        return texts().of("queue.none", Shown.count(events), Shown.count(rejected));
    }

    String island() {
        return Island.json(searchable);
    }
}
