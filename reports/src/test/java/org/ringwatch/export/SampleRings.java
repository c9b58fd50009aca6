// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;
import org.ringwatch.lineage.Change;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.Predecessor;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.ring.Amount;
import org.ringwatch.ring.AppliedDisposition;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.EventRef;
import org.ringwatch.ring.Evidence;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.InnocentExplanation;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;

/** Rings to write, and the strings that have broken other programs. */
public final class SampleRings {

    /** 2026-01-02T03:04:05.678Z. */
    static final long TIME = 1_767_323_045_678L;

    /** Legal ids by A1 (no control characters), each nasty to some reader. */
    public static final List<String> NASTY_IDS = List.of(
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "]]>",
            "&amp;&#0;",
            "=cmd()|' /C calc'!A0",
            "@SUM(A1)",
            "-1+1",
            "+8613800138000",
            "../../etc/passwd",
            "C:\\con\\nul",
            "\"quoted\"",
            "\"",
            "a,b;c",
            "# comment",
            " ",
            "'",
            "\u202Egnp.exe",
            "\u2066\u2069\u200F\uFEFF",
            "\u2028\u2029",
            "\uFFFD",
            "\uFB01 \u00E9 e\u0301 \u6E38\u620F\u5546\u6237",
            "\uD83D\uDE00".repeat(256),
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uDBFF\uDFFD",
            "${jndi:ldap://x}",
            "%n%s",
            "null");

    /** What input rules keep out; writers must survive it all the same. */
    static final List<String> ILLEGAL_IDS = List.of(
            "nul\u0000bell\u0007esc\u001B[31m",
            "tab\tcr\rlf\ncrlf\r\n",
            "lone\uD800high",
            "lone\uDC00low",
            "\uFFFE",
            "\uFFFF",
            "\u0085\u009F");

    private SampleRings() {}

    /** Two accounts on one device, everything filled. */
    public static Ring full() {
        return new Ring(
                "R-ABCDEFGHIJ22",
                true,
                987_654,
                4_381_001,
                new Calibration(Calibration.Source.SIMULATED, 20_000, 950_000, 1_000_000),
                Scheme.ACCOUNT_TAKEOVER,
                List.of(
                        member(EntityType.ACCOUNT, "alice", Role.VICTIM),
                        member(EntityType.ACCOUNT, "bob", Role.SUSPECT),
                        member(EntityType.DEVICE, "phone", Role.INFRASTRUCTURE),
                        member(EntityType.BENEFICIARY, "alice", Role.UNKNOWN)),
                List.of(
                        new RingLink(
                                "alice",
                                EntityType.DEVICE,
                                "phone",
                                1_500_000,
                                3,
                                List.of(new Amount("CNY", 12_300), new Amount("USD", 500)),
                                TIME,
                                TIME + 1),
                        link("alice", EntityType.BENEFICIARY, "alice"),
                        link("bob", EntityType.DEVICE, "phone")),
                TIME,
                TIME + 60_000,
                List.of(new Loss("CNY", 12_300, 300, 4_000, 500, 70), new Loss("USD", 0, 0, 500, 0, 0)),
                List.of(
                        new Evidence(
                                "shared_device",
                                "2 accounts used one device where 0.004 were expected.",
                                5_000_000,
                                List.of(new EntityRef(EntityType.DEVICE, "phone")),
                                List.of(new EventRef("alice", "e1"), new EventRef("bob", "e1")),
                                2_000,
                                4),
                        evidence("baseline", -619_000),
                        evidence("other", 1)),
                List.of(new InnocentExplanation("household", false, "No address is habitual to both.")),
                List.of(event("alice", "e1"), event("bob", "e1")),
                List.of(
                        disposition("", Decision.VALUABLE_ALERT, AppliedDisposition.NOT_MEASURED, true),
                        disposition("bob", Decision.FALSE_POSITIVE, 1_200_000, false)),
                RingLineage.born("R-ABCDEFGHIJ22"));
    }

    /** Two accounts on one device named after the ring, so that no two such rings share anybody. */
    public static Ring ring(String ringId, long scoreMicros, boolean flagged) {
        return withMembers(
                ringId,
                scoreMicros,
                flagged,
                List.of(
                        member(EntityType.ACCOUNT, ringId + "-a", Role.SUSPECT),
                        member(EntityType.ACCOUNT, ringId + "-b", Role.SUSPECT),
                        member(EntityType.DEVICE, ringId + "-d", Role.INFRASTRUCTURE)),
                List.of(
                        link(ringId + "-a", EntityType.DEVICE, ringId + "-d"),
                        link(ringId + "-b", EntityType.DEVICE, ringId + "-d")));
    }

    /** Accounts and devices with these ids, each account linked to the device of the same id. */
    public static Ring named(List<String> ids) {
        List<Member> members = new ArrayList<>();
        for (EntityType type : List.of(EntityType.ACCOUNT, EntityType.DEVICE)) {
            ids.forEach(id -> members.add(member(type, id, Role.UNKNOWN)));
        }
        Ring ring = withMembers(
                "R-NASTY2222222",
                900_000,
                true,
                members,
                ids.stream().map(id -> link(id, EntityType.DEVICE, id)).toList());
        List<EntityRef> entities =
                ids.stream().map(id -> new EntityRef(EntityType.ACCOUNT, id)).toList();
        List<EventRef> events = ids.stream()
                .limit(Evidence.MAX_EVENTS)
                .map(id -> new EventRef(id, id))
                .toList();
        List<Evidence> evidence = List.of(
                new Evidence("shared_device", "About " + String.join(" ", ids), 0, entities, events, 0, -1),
                ring.evidence().get(0));
        return new Ring(
                ring.ringId(),
                ring.flagged(),
                ring.scoreMicros(),
                ring.logOddsMicros(),
                ring.calibration(),
                ring.scheme(),
                ring.members(),
                ring.links(),
                ring.firstSeen(),
                ring.lastSeen(),
                ring.losses(),
                evidence,
                List.of(new InnocentExplanation("household", true, String.join(" ", ids))),
                ids.stream().map(id -> event(id, id)).toList(),
                ids.stream()
                        .map(id -> new AppliedDisposition(
                                new Disposition(id, "", id, Decision.FALSE_POSITIVE, id, id, TIME),
                                AppliedDisposition.FoundBy.ACCOUNT_ID,
                                0,
                                false,
                                List.of(),
                                false,
                                id))
                        .toList(),
                RingLineage.born(ring.ringId()));
    }

    public static Ring withMembers(
            String ringId, long scoreMicros, boolean flagged, List<Member> members, List<RingLink> links) {
        return new Ring(
                ringId,
                flagged,
                scoreMicros,
                -3_000_000,
                Calibration.NONE,
                Scheme.UNKNOWN,
                members,
                links,
                TIME,
                TIME,
                List.of(),
                List.of(evidence("baseline", -3_000_000)),
                List.of(),
                List.of(),
                List.of(),
                RingLineage.born(ringId));
    }

    /** A ring that grew from another one of the case {@code R-CASE22222222}. */
    public static Ring grown(String ringId) {
        return ring(ringId, 900_000, true)
                .with(new RingLineage(
                        "R-CASE22222222",
                        Change.GROWN,
                        List.of(new Predecessor(
                                "R-BEFORE222222", "R-CASE22222222", "1".repeat(64), false, 400_000, 1, 1, 1)),
                        List.of(ringId + "-b"),
                        List.of("<b>gone</b>")));
    }

    /** A ring of an earlier output. */
    public static EarlierRing earlier(String ringId) {
        return new EarlierRing(
                ringId, "R-GONE22222222", "2".repeat(64), true, 700_000, TIME, List.of("x", "y", "z"), List.of());
    }

    /** A ring that is not flagged as an analyst called it a false positive. */
    public static Ring cleared(String ringId) {
        Ring ring = ring(ringId, 900_000, false);
        return new Ring(
                ring.ringId(),
                ring.flagged(),
                ring.scoreMicros(),
                ring.logOddsMicros(),
                ring.calibration(),
                ring.scheme(),
                ring.members(),
                ring.links(),
                ring.firstSeen(),
                ring.lastSeen(),
                ring.losses(),
                ring.evidence(),
                ring.innocentExplanations(),
                ring.events(),
                List.of(disposition("", Decision.FALSE_POSITIVE, 0, true)),
                RingLineage.born(ringId));
    }

    static AppliedDisposition disposition(String accountId, Decision decision, long laterMicros, boolean holds) {
        return new AppliedDisposition(
                new Disposition("R-ABCDEFGHIJ22", "0".repeat(64), accountId, decision, "seen before", "Li", TIME),
                accountId.isEmpty() ? AppliedDisposition.FoundBy.RING_VERSION : AppliedDisposition.FoundBy.ACCOUNT_ID,
                laterMicros,
                accountId.isEmpty(),
                List.of(),
                holds,
                "What an analyst decided.");
    }

    public static Member member(EntityType type, String id, Role role) {
        return new Member(type, id, role, "As sampled", 500_000, TIME, TIME + 1_000, 7);
    }

    public static RingLink link(String account, EntityType type, String resource) {
        return new RingLink(account, type, resource, 250_000, 2, List.of(), TIME, TIME);
    }

    /** A purchase with every column filled, on the device and for the beneficiary of the account's own name. */
    static AccountEvent event(String account, String id) {
        return new AccountEvent(
                id,
                TIME,
                EventType.PURCHASE,
                account,
                account,
                "192.0.2.1",
                account,
                "card:" + account,
                account,
                12_300,
                "CNY",
                account,
                account,
                Outcome.DECLINED,
                TwoFactor.OFF,
                account,
                AccountKind.CHILD,
                IpKind.MOBILE,
                "CN",
                480);
    }

    public static Hub hub(EntityType type, String id) {
        return new Hub(type, id, 61, 1_000, "61 accounts in 30 days are more than 60");
    }

    private static Evidence evidence(String code, long weightMicros) {
        return new Evidence(code, "A reason.", weightMicros, List.of(), List.of(), 0, -1);
    }
}
