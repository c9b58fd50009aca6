// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.Sha256;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.report.Report;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingFolder;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.EntityType;

/**
 * Resolves pseudonyms of a package for who holds the key: makes the pseudonym of every id in an output of {@code detect} and compares. What was asked is
 * written into the custody log beside the package before anything is told; the log has the pseudonyms, never the ids.
 */
public final class Revealing {
    /** An id and what it names. */
    public record Revealed(String kind, String id) {}

    private final Pseudonyms pseudonyms;
    private final Set<String> wanted;
    private final Map<String, Revealed> found = new LinkedHashMap<>();

    private Revealing(Pseudonyms pseudonyms, Set<String> wanted) {
        this.pseudonyms = pseudonyms;
        this.wanted = wanted;
    }

    /**
     * Resolves pseudonyms.
     *
     * @param bag the package they are from; its custody log lies beside it
     * @param rings the output of {@code detect} that the package was made of
     * @param asked pseudonyms, at least one
     * @return what each stands for, in the order asked; those that no id of the output has are absent
     * @throws IllegalArgumentException if the package has no recipient or no unbroken custody log
     */
    public static Map<String, Revealed> reveal(
            Path bag, Path rings, PseudonymKey key, List<String> asked, String who, String reason, Clock clock)
            throws IOException {
        Report.requireComplete(rings);
        Pseudonyms pseudonyms = key.forRecipient(recipient(bag));
        record(bag, asked, key, who, reason, clock);
        Revealing revealing = new Revealing(pseudonyms, Set.copyOf(asked));
        new RingFolder(rings).forEachStory((ring, line, events) -> revealing.look(ring, events));
        Map<String, Revealed> ordered = new LinkedHashMap<>();
        for (String pseudonym : asked) {
            Revealed revealed = revealing.found.get(pseudonym);
            if (revealed != null) {
                ordered.put(pseudonym, revealed);
            }
        }
        return ordered;
    }

    private static String recipient(Path bag) throws IOException {
        Path info = bag.resolve(Bag.INFO);
        if (!Files.isRegularFile(info, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    "--package must be a referral package but was " + SafeText.display(bag.toString()));
        }
        String label = "Recipient: ";
        return Files.readAllLines(info, UTF_8).stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--package must name its recipient but does not"));
    }

    private static void record(Path bag, List<String> asked, PseudonymKey key, String who, String reason, Clock clock)
            throws IOException {
        Path log = CustodyLog.beside(bag);
        if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("--package must have its custody log beside it but there is no "
                    + SafeText.display(log.toString()));
        }
        CustodyLog custody = CustodyLog.at(log);
        custody.add(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                who,
                "reveal",
                Sha256.hex(bag.resolve(Bag.TAG_MANIFEST)),
                "with key version " + key.version() + ", because: " + reason + "; asked: "
                        + String.join(" ", new TreeSet<>(asked)));
        custody.writeTo(log);
    }

    private void look(RingRecord ring, List<RingEvent> events) {
        test(pseudonyms.of(Namespace.REFERRAL, ring.caseId()), "case_id", ring.caseId());
        test(pseudonyms.of(Namespace.VERSION, ring.ringVersion()), "ring_version", ring.ringVersion());
        for (EntityType type : EntityType.values()) {
            ring.members(type).forEach(member -> test(type, member.id()));
        }
        for (RingEvent event : events) {
            test(EntityType.ACCOUNT, event.accountId());
            test(EntityType.DEVICE, event.deviceId());
            test(EntityType.IP, event.ip());
            test(EntityType.MERCHANT, event.merchantId());
            test(EntityType.WALLET, event.wallet());
            test(EntityType.BENEFICIARY, event.beneficiaryId());
            test(pseudonyms.of(Namespace.EVENT, event.eventId()), "event", event.eventId());
            test(pseudonyms.of(Namespace.ORDER, event.orderId()), "order", event.orderId());
        }
    }

    private void test(EntityType type, String id) {
        test(Redaction.pseudonym(pseudonyms, type, id), RingRecord.name(type), id);
    }

    private void test(String pseudonym, String kind, String id) {
        if (wanted.contains(pseudonym)) {
            found.putIfAbsent(pseudonym, new Revealed(kind, id));
        }
    }
}
