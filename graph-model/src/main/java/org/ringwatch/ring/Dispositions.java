// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The decisions in force: of all about one case, or about one account, the latest counts, ties by analyst (the last in order of
 * UTF-8 bytes), then by decision, reason and version. A decision on an account follows the account into any ring.
 *
 * <p>The order in which decisions are given does not matter. Memory: the texts in UTF-8 and some 30 bytes a decision; they are
 * found by bisection.
 */
public final class Dispositions implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing was decided. */
    public static final Dispositions NONE = of(List.of());

    /** No valid text holds it. */
    private static final String SEPARATOR = "\u001F";

    private static final int FIELDS = 7;

    private final SortedTexts cases;
    private final SortedTexts accounts;
    /** The case that a version was decided in. */
    private final SortedTexts versions;

    private Dispositions(SortedTexts cases, SortedTexts accounts, SortedTexts versions) {
        this.cases = cases;
        this.accounts = accounts;
        this.versions = versions;
    }

    /** What is in force after these decisions, given in whatever order. */
    public static Dispositions of(Collection<Disposition> given) {
        return new Dispositions(
                inForce(given.stream().filter(Disposition::isOfRing), Disposition::caseId),
                inForce(given.stream().filter(disposition -> !disposition.isOfRing()), Disposition::accountId),
                versions(given));
    }

    private static SortedTexts inForce(Stream<Disposition> given, Function<Disposition, String> key) {
        Disposition[] rows = given.sorted(Comparator.comparing(key)
                        .thenComparing(Disposition::utc)
                        .thenComparing(Disposition::analyst, Ids.ORDER)
                        .thenComparing(Disposition::decision)
                        .thenComparing(Disposition::reason)
                        .thenComparing(Disposition::ringVersion)
                        .thenComparing(Disposition::caseId))
                .toArray(Disposition[]::new);
        SortedTexts.Builder builder = new SortedTexts.Builder();
        for (int r = 0; r < rows.length; r++) {
            boolean isLatest = r + 1 == rows.length || !key.apply(rows[r]).equals(key.apply(rows[r + 1]));
            if (isLatest && rows[r].decision() != Decision.UNSET) {
                builder.add(key.apply(rows[r]), encode(rows[r]));
            }
        }
        return builder.build();
    }

    private static SortedTexts versions(Collection<Disposition> given) {
        Disposition[] rows = given.stream()
                .filter(row -> row.isOfRing() && !row.ringVersion().isEmpty())
                .sorted(Comparator.comparing(Disposition::ringVersion).thenComparing(Disposition::caseId))
                .toArray(Disposition[]::new);
        SortedTexts.Builder builder = new SortedTexts.Builder();
        for (int r = 0; r < rows.length; r++) {
            if (r == 0 || !rows[r].ringVersion().equals(rows[r - 1].ringVersion())) {
                builder.add(rows[r].ringVersion(), rows[r].caseId());
            }
        }
        return builder.build();
    }

    /** Whether nothing is in force. */
    public boolean isEmpty() {
        return cases.size() + accounts.size() == 0;
    }

    /** How many cases have a decision in force. */
    public int cases() {
        return cases.size();
    }

    /** The decision on the whole case. */
    public Optional<Disposition> ofCase(String caseId) {
        return cases.find(caseId).map(Dispositions::decode);
    }

    /** The decision on an account. */
    public Optional<Disposition> ofAccount(String accountId) {
        return accounts.find(accountId).map(Dispositions::decode);
    }

    /** The decision on the case that this version of a ring was decided in, whatever the case's name. */
    public Optional<Disposition> ofVersion(String ringVersion) {
        return versions.find(ringVersion).flatMap(this::ofCase);
    }

    /** The accounts of which such a decision is in force. */
    public List<String> accounts(Decision decision) {
        List<String> found = new ArrayList<>();
        for (int row = 0; row < accounts.size(); row++) {
            Disposition disposition = decode(accounts.value(row));
            if (disposition.decision() == decision) {
                found.add(disposition.accountId());
            }
        }
        return found;
    }

    private static String encode(Disposition disposition) {
        return String.join(
                SEPARATOR,
                disposition.caseId(),
                disposition.ringVersion(),
                disposition.accountId(),
                disposition.decision().name(),
                disposition.reason(),
                disposition.analyst(),
                Long.toString(disposition.utc()));
    }

    private static Disposition decode(String row) {
        String[] fields = row.split(SEPARATOR, FIELDS);
        return new Disposition(
                fields[0],
                fields[1],
                fields[2],
                Decision.valueOf(fields[3]),
                fields[4],
                fields[5],
                Long.parseLong(fields[6]));
    }
}
