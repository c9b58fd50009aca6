// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.ringwatch.report.RingRecord;
import org.ringwatch.report.Shown;
import org.ringwatch.ring.EntityType;

/**
 * What the profile stats tells: counts, of which 1 to 4 are not told; amounts rounded to two digits, and none for fewer than five accounts;
 * months. The same in a summary's order and as JSON.
 */
final class StatisticsText {
    private static final int LEAST = 5;
    private static final String FEW = "fewer than 5";
    private static final String NOT_TOLD = "5 or more";

    private final ReferredRing referred;
    private final RingRecord ring;
    private final ReferralOptions options;

    StatisticsText(ReferredRing referred, ReferralOptions options) {
        this.referred = referred;
        this.ring = referred.ring();
        this.options = options;
    }

    /** {@code ring.json}. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("referral_id", referred.id()).put("profile", Profile.STATS.label());
        json.put("flagged", ring.flagged()).put("scheme", ring.scheme());
        json.put("first_month", month(ring.firstSeen())).put("last_month", month(ring.lastSeen()));
        ObjectNode accounts = json.putObject("accounts");
        accounts.set("all", total());
        ReferralTables.ROLES.stream()
                .filter(role -> !role.equals("infrastructure"))
                .forEach(role -> accounts.set(role, count(withRole(role))));
        ObjectNode resources = json.putObject("resources");
        for (EntityType type : EntityType.values()) {
            if (type != EntityType.ACCOUNT) {
                resources.set(RingRecord.name(type), count(ring.members(type).size()));
            }
        }
        json.set("events", count(referred.events().size()));
        ArrayNode losses = json.putArray("losses");
        losses().forEach(loss ->
                losses.addObject().put("currency", loss.currency()).put("net", rounded(loss.net())));
        ArrayNode codes = json.putArray("evidence");
        reasons().forEach(codes::add);
        return json;
    }

    List<Section> sections() {
        ObjectNode json = json();
        Section who = new Section("Who");
        who.line("Accounts: " + told(json.get("accounts")) + ".");
        who.line("What they share: " + told(json.get("resources")) + ".");
        Section where = new Section("Where").line(SummaryText.UNKNOWN + ": not told in this profile.");
        Section how = new Section("How")
                .line("Signals, strongest first: "
                        + (reasons().isEmpty()
                                ? SummaryText.UNKNOWN
                                : String.join(", ", reasons()).replace('_', ' ')) + ".");
        Section howMuch = new Section("How much");
        howMuch.line(
                losses().isEmpty()
                        ? "Amounts: " + SummaryText.UNKNOWN + ", or not told as the ring is small."
                        : "Net, rounded: "
                                + String.join(
                                        ", ",
                                        losses().stream()
                                                .map(loss -> Shown.money(loss.currency(), rounded(loss.net())))
                                                .toList())
                                + ".");
        Section why = new Section("Why flagged")
                .line((ring.flagged() ? "Its score reached the cut." : "It is not flagged.")
                        + " A score is a rank, no probability of guilt.");
        Section innocent = new Section("Innocent explanations considered");
        innocent.line("Considered: " + ring.innocentExplanations().size() + "; that may hold: "
                + ring.innocentExplanations().stream()
                        .filter(RingRecord.Explanation::holds)
                        .count()
                + ".");
        Section limits = new Section("Confidence and limits")
                .line(
                        "Counts of 1 to 4 are not told, amounts are rounded, times are months. Nobody can be told from this.");
        Section action = new Section("Action taken or asked")
                .line(ReferralOptions.orUnknown(options.action()))
                .line("Contact: " + ReferralOptions.orUnknown(options.contact()) + ".");
        return List.of(
                who,
                new Section("What").line("Suspected kind: " + ring.scheme().replace('_', ' ') + "."),
                new Section("When")
                        .line("From " + month(ring.firstSeen()) + " to " + month(ring.lastSeen()) + "; " + "events: "
                                + json.get("events").asText() + "."),
                where,
                how,
                howMuch,
                why,
                innocent,
                limits,
                action);
    }

    private List<String> reasons() {
        return ring.evidence().stream()
                .filter(item -> item.weight().signum() > 0)
                .map(RingRecord.Evidence::code)
                .filter(code -> !code.equals("baseline") && !code.equals("other"))
                .toList();
    }

    private List<RingRecord.Loss> losses() {
        return ring.accounts().size() < LEAST
                ? List.of()
                : ring.losses().stream().filter(loss -> loss.net() > 0).toList();
    }

    private long withRole(String role) {
        return ring.accounts().stream()
                .filter(account -> account.role().equals(role))
                .count();
    }

    /** The number of accounts; not beside a count that is not told, which it would tell as what remains. */
    private JsonNode total() {
        boolean isTold = ReferralTables.ROLES.stream().noneMatch(role -> isFew(withRole(role)));
        return isTold || isFew(ring.accounts().size())
                ? count(ring.accounts().size())
                : JsonNodeFactory.instance.textNode(NOT_TOLD);
    }

    private static boolean isFew(long count) {
        return count > 0 && count < LEAST;
    }

    private static JsonNode count(long count) {
        return isFew(count) ? JsonNodeFactory.instance.textNode(FEW) : JsonNodeFactory.instance.numberNode(count);
    }

    private static long rounded(long amount) {
        return BigDecimal.valueOf(amount)
                .round(new MathContext(2, RoundingMode.HALF_UP))
                .longValue();
    }

    private static String told(JsonNode counts) {
        List<String> parts = new ArrayList<>();
        counts.properties()
                .forEach(entry ->
                        parts.add(entry.getKey() + " " + entry.getValue().asText()));
        return String.join(", ", parts);
    }

    private static String month(String time) {
        return time.substring(0, 7);
    }
}
