// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;
import org.ringwatch.export.RingJson;
import org.ringwatch.export.SampleRings;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.ring.AppliedDisposition;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.EventRef;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;

/** Referrals of known rings with known keys. */
final class SampleReferral {
    static final String RING = "R-PHONES222222";
    static final Instant APPROVED_AT = Instant.parse("2026-01-05T10:00:00Z");
    static final PseudonymKey PSEUDONYMS = new PseudonymKey(1, new byte[PseudonymKey.SECRET_BYTES]);
    static final SigningKey SIGNING = SigningKey.parse(
            ("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
                            + "-----END PRIVATE KEY-----\n")
                    .getBytes(UTF_8));

    /** Who is in the ring below, by the part it plays. */
    static final List<String> SUSPECTS = List.of("suspect-one@example.org", "suspect-two@example.org");

    static final List<String> INFRASTRUCTURE =
            List.of("device-of-suspects", "198.51.100.77", "游戏商户-旗舰店", "game-account-77");
    static final List<String> VICTIMS = List.of("victim-li@example.org", "+8613800138000");
    static final List<String> BYSTANDERS =
            List.of("bystander-wang@example.org", "2001:db8:1:2::/64", "honest-publisher");
    static final List<String> UNKNOWN = List.of("unknown-zhao@example.org", "alipay:+8613900139000");

    private SampleReferral() {}

    /** Everybody, each with events on things of the others; a wallet of the suspects is named by a victim's telephone number. */
    static Ring ring() {
        List<org.ringwatch.ring.Member> members = new ArrayList<>();
        add(members, EntityType.ACCOUNT, VICTIMS.get(1), Role.VICTIM);
        add(members, EntityType.ACCOUNT, BYSTANDERS.get(0), Role.BYSTANDER);
        SUSPECTS.forEach(id -> add(members, EntityType.ACCOUNT, id, Role.SUSPECT));
        add(members, EntityType.ACCOUNT, UNKNOWN.get(0), Role.UNKNOWN);
        add(members, EntityType.ACCOUNT, VICTIMS.get(0), Role.VICTIM);
        add(members, EntityType.DEVICE, INFRASTRUCTURE.get(0), Role.INFRASTRUCTURE);
        add(members, EntityType.IP, INFRASTRUCTURE.get(1), Role.INFRASTRUCTURE);
        add(members, EntityType.IP, BYSTANDERS.get(1), Role.BYSTANDER);
        add(members, EntityType.WALLET, "alipay:" + VICTIMS.get(1), Role.INFRASTRUCTURE);
        add(members, EntityType.WALLET, UNKNOWN.get(1), Role.UNKNOWN);
        add(members, EntityType.MERCHANT, BYSTANDERS.get(2), Role.BYSTANDER);
        add(members, EntityType.MERCHANT, INFRASTRUCTURE.get(2), Role.INFRASTRUCTURE);
        add(members, EntityType.BENEFICIARY, INFRASTRUCTURE.get(3), Role.INFRASTRUCTURE);
        List<String> accounts = accounts();
        List<AccountEvent> events = new ArrayList<>();
        for (int a = 0; a < accounts.size(); a++) {
            String account = accounts.get(a);
            events.add(event(account, "evt-" + account + "-1", 1_767_323_045_678L + a * 60_000, EventType.PURCHASE));
            events.add(event(account, "evt-plain-" + a, 1_767_400_000_000L + a * 60_000, EventType.VICTIM_REPORT));
        }
        List<EntityRef> all = accounts.stream()
                .map(id -> new EntityRef(EntityType.ACCOUNT, id))
                .toList();
        List<EventRef> shown = events.stream()
                .map(event -> new EventRef(event.accountId(), event.eventId()))
                .toList();
        return new Ring(
                RING,
                true,
                987_654,
                4_381_001,
                new Calibration(Calibration.Source.SIMULATED, 23_000, 911_111, 999_999),
                Scheme.ACCOUNT_TAKEOVER,
                members,
                accounts.stream()
                        .map(id -> SampleRings.link(id, EntityType.DEVICE, INFRASTRUCTURE.get(0)))
                        .toList(),
                1_767_323_045_678L,
                1_767_400_360_000L,
                List.of(new Loss("CNY", 12_300, 300, 4_000, 500, 70)),
                List.of(
                        new Evidence("takeover", "6 accounts spent after a change", 5_000_000, all, shown, 6_000, 400),
                        new Evidence(
                                "note",
                                "A sentence that names " + VICTIMS.get(0) + " and should not",
                                1_000_000,
                                List.of(),
                                List.of(),
                                1_000,
                                -1),
                        new Evidence("baseline", "How rare rings are", -1_618_999, List.of(), List.of(), 0, -1),
                        new Evidence("other", "The weaker signals", 0, List.of(), List.of(), 0, -1)),
                List.of(new InnocentExplanation("household", true, "Half of the ties lie within " + BYSTANDERS.get(0))),
                events,
                List.of(new AppliedDisposition(
                        new Disposition(
                                RING,
                                "",
                                VICTIMS.get(0),
                                Decision.VALUABLE_ALERT,
                                "called " + VICTIMS.get(0) + " by telephone",
                                "analyst-chen",
                                1_767_400_000_000L),
                        AppliedDisposition.FoundBy.ACCOUNT_ID,
                        AppliedDisposition.NOT_MEASURED,
                        false,
                        List.of(),
                        true,
                        "Called a valuable alert on 2026-01-03")),
                RingLineage.born(RING));
    }

    private static List<String> accounts() {
        return Stream.of(VICTIMS, BYSTANDERS.subList(0, 1), SUSPECTS, UNKNOWN.subList(0, 1))
                .flatMap(List::stream)
                .toList();
    }

    private static void add(List<org.ringwatch.ring.Member> members, EntityType type, String id, Role role) {
        members.add(SampleRings.member(type, id, role));
    }

    private static AccountEvent event(String account, String id, long time, EventType type) {
        return new AccountEvent(
                id,
                time,
                type,
                account,
                "own-device-of-" + account,
                "203.0.113.9",
                BYSTANDERS.get(2),
                "card:card-of-" + account,
                SUSPECTS.get(0),
                12_300,
                "CNY",
                "order-of-" + account,
                "product-9",
                Outcome.OK,
                TwoFactor.OFF,
                "family-of-" + account,
                AccountKind.PERSONAL,
                IpKind.HOSTING,
                "CN",
                480);
    }

    /** Options that a profile allows, all filled. */
    static ReferralOptions options(Profile profile) {
        return options(profile, "Police, unit 5");
    }

    static ReferralOptions options(Profile profile, String recipient) {
        return new ReferralOptions(
                profile,
                profile.usual(),
                recipient,
                "F-1/26",
                "Order of court 7",
                LocalDate.parse("2031-01-31"),
                "fraud desk",
                "Accounts locked; preservation asked for",
                "Jane Roe",
                APPROVED_AT,
                "",
                "",
                Optional.empty(),
                Optional.of(PSEUDONYMS),
                Optional.of(SIGNING),
                Optional.empty());
    }

    /** Analysts decided that this version of the ring is fraud. */
    static Dispositions confirmed(Ring ring) {
        return Dispositions.of(List.of(new Disposition(
                ring.ringId(),
                RingJson.version(ring),
                "",
                Decision.CONFIRMED_RISK,
                "seen",
                "analyst-chen",
                1_767_500_000_000L)));
    }

    /** Packs a ring of an output. */
    static Path write(Path output, Ring ring, ReferralOptions options, Path packages) throws IOException {
        return Referral.write(
                        output,
                        List.of(ring.ringId()),
                        options,
                        confirmed(ring),
                        packages,
                        Clock.fixed(Instant.parse("2026-01-06T00:00:00Z"), ZoneOffset.UTC),
                        "writer")
                .folders()
                .get(0);
    }

    /** All files below a folder with their bytes. */
    static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
