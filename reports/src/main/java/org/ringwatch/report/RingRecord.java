// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.ring.EntityType;

/** A line of {@code rings.jsonl}, as far as pages show it: see {@code rings.schema.json}. Times are ISO-8601 in UTC. */
public record RingRecord(
        String ringId,
        String caseId,
        String ringVersion,
        boolean flagged,
        BigDecimal score,
        BigDecimal logOdds,
        Calibration calibration,
        String scheme,
        List<Member> accounts,
        List<Member> devices,
        List<Member> ips,
        List<Member> wallets,
        List<Member> merchants,
        List<Member> beneficiaries,
        List<Link> links,
        String firstSeen,
        String lastSeen,
        List<Loss> losses,
        List<Evidence> evidence,
        List<Explanation> innocentExplanations,
        List<Disposition> dispositions,
        Lineage lineage) {

    public record Calibration(String source, @Nullable BigDecimal prevalence, @Nullable List<BigDecimal> interval) {}

    public record Member(
            String id,
            String role,
            String roleReason,
            BigDecimal score,
            String firstSeen,
            String lastSeen,
            long events) {
        public boolean isVictim() {
            return role.equals("victim");
        }
    }

    public record Link(
            String accountId,
            String entityType,
            String entityId,
            BigDecimal weight,
            long events,
            List<Sum> amounts,
            String firstSeen,
            String lastSeen) {
        public Entity resource() {
            return new Entity(entityType, entityId);
        }
    }

    public record Sum(String currency, long amountMinor) {}

    public record Loss(String currency, Amounts confirmed, Amounts suspected, long claimed) {
        public long net() {
            return confirmed.net + suspected.net;
        }
    }

    public record Amounts(long gross, long refunded, long net) {}

    public record Evidence(
            String code,
            String text,
            BigDecimal weight,
            List<Entity> entities,
            List<Event> eventIds,
            BigDecimal observed,
            @Nullable BigDecimal expected) {}

    /** An account or resource by name. */
    public record Entity(String entityType, String entityId) implements Comparable<Entity> {
        private static final Comparator<Entity> ORDER =
                Comparator.comparing(Entity::type).thenComparing(Entity::entityId);

        @Override
        public int compareTo(Entity other) {
            return ORDER.compare(this, other);
        }

        public EntityType type() {
            return typeOf(entityType);
        }
    }

    public record Event(String accountId, String eventId) {}

    public record Explanation(String code, boolean holds, String text) {}

    /** A decision in force; about the whole ring if it has no account. */
    public record Disposition(
            @Nullable String accountId,
            String decision,
            boolean holds,
            String text,
            @Nullable List<String> joinedSince,
            @Nullable String ringVersion,
            String analyst,
            String utc) {
        /** Whether it is about the ring as it is: nothing but the decision itself tells this version from the one it was about. */
        boolean isUpToDate() {
            return accountId == null && holds && (joinedSince == null || joinedSince.isEmpty());
        }
    }

    /** What became of the ring since an earlier output. {@code joined} and {@code left} are since the first of {@code previous}. */
    public record Lineage(String change, List<Previous> previous, List<String> joined, List<String> left) {
        /** The lists may be missing in outputs of old versions. */
        public Lineage(
                String change, List<Previous> previous, @Nullable List<String> joined, @Nullable List<String> left) {
            this.change = change;
            this.previous = List.copyOf(previous);
            this.joined = joined == null ? List.of() : List.copyOf(joined);
            this.left = left == null ? List.of() : List.copyOf(left);
        }
    }

    /** An earlier ring that turned into it. */
    public record Previous(
            String ringId,
            String caseId,
            String ringVersion,
            boolean flagged,
            BigDecimal score,
            long kept,
            long joined,
            long left) {}

    /** Whether it is flagged and no earlier ring that turned into it was. */
    boolean isNewlyFlagged() {
        return flagged && lineage.previous().stream().noneMatch(Previous::flagged);
    }

    /** The same ring as if its score reached the cut. */
    RingRecord asFlagged() {
        return new RingRecord(
                ringId,
                caseId,
                ringVersion,
                true,
                score,
                logOdds,
                calibration,
                scheme,
                accounts,
                devices,
                ips,
                wallets,
                merchants,
                beneficiaries,
                links,
                firstSeen,
                lastSeen,
                losses,
                evidence,
                innocentExplanations,
                dispositions,
                lineage);
    }

    /** The same ring as a row of the queue shows it: thousands of them wait for the page. */
    RingRecord withoutDetails() {
        return new RingRecord(
                ringId,
                caseId,
                ringVersion,
                flagged,
                score,
                logOdds,
                calibration,
                scheme,
                accounts,
                devices,
                ips,
                wallets,
                merchants,
                beneficiaries,
                List.of(),
                firstSeen,
                lastSeen,
                losses,
                List.of(),
                List.of(),
                dispositions,
                lineage);
    }

    /** Whether analysts look at it: it is flagged, or was decided on. */
    public boolean hasPage() {
        return flagged || !dispositions.isEmpty();
    }

    /** Earlier versions of the ring that decisions in force were about, and which still count. */
    List<String> decidedVersions() {
        return dispositions.stream()
                .filter(Disposition::isUpToDate)
                .map(Disposition::ringVersion)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What was decided about the ring as it is, as the run was told; empty if nothing was. */
    String decision() {
        return dispositions.stream()
                .filter(Disposition::isUpToDate)
                .map(Disposition::decision)
                .findFirst()
                .orElse("");
    }

    /** Whether a decision keeps it from being flagged. */
    public boolean isCleared() {
        return !flagged
                && dispositions.stream()
                        .anyMatch(item -> item.accountId() == null
                                && item.holds()
                                && item.decision().equals("false_positive"));
    }

    /** The members of one type, in order of id. */
    public List<Member> members(EntityType type) {
        return switch (type) {
            case ACCOUNT -> accounts;
            case DEVICE -> devices;
            case IP -> ips;
            case WALLET -> wallets;
            case MERCHANT -> merchants;
            case BENEFICIARY -> beneficiaries;
        };
    }

    /** All resources, by type and then id. */
    public List<Entity> resources() {
        List<Entity> resources = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            if (type != EntityType.ACCOUNT) {
                members(type).forEach(member -> resources.add(new Entity(name(type), member.id())));
            }
        }
        return resources;
    }

    /** Names of everybody and everything in the ring. */
    public Stream<String> ids() {
        return Stream.of(EntityType.values())
                .flatMap(type -> members(type).stream())
                .map(Member::id);
    }

    /** How result files spell a type. */
    public static String name(EntityType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static EntityType typeOf(String name) {
        return EntityType.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
