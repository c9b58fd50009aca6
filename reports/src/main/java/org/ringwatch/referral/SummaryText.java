// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringwatch.event.EventType;
import org.ringwatch.export.SafeText;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingRecord;
import org.ringwatch.report.Shown;
import org.ringwatch.ring.EntityType;

/**
 * What the summary says of a ring, in the order in which an investigator asks. What nobody knows is UNKNOWN. Made of what the recipient may see;
 * nothing is computed that is not in the other files. Long lists are cut and say so: {@code members.csv} has all.
 */
final class SummaryText {
    static final String UNKNOWN = "UNKNOWN";

    private static final int MAX_ID = 44;
    private static final int MAX_SENTENCE = 220;
    private static final int MAX_ACCUSED = 8;
    private static final int MAX_OTHERS = 4;
    private static final int MAX_EVIDENCE = 7;
    private static final int MAX_LOSSES = 5;
    private static final int MAX_COUNTRIES = 6;

    private final ReferredRing referred;
    private final RingRecord ring;
    private final ReferralOptions options;
    private final JsonNode run;

    SummaryText(ReferredRing referred, ReferralOptions options, JsonNode run) {
        this.referred = referred;
        this.ring = referred.ring();
        this.options = options;
        this.run = run;
    }

    List<Section> sections() {
        return List.of(who(), what(), when(), where(), how(), howMuch(), whyFlagged(), innocent(), limits(), action());
    }

    private Section who() {
        Section section = new Section("Who");
        section.line(counted(ring.accounts().size(), "account") + ": " + roles(ring.accounts()) + ".");
        List<String> things = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            List<RingRecord.Member> members = ring.members(type);
            if (type != EntityType.ACCOUNT && !members.isEmpty()) {
                things.add(counted(members.size(), noun(type)) + " (" + roles(members) + ")");
            }
        }
        section.line("What they share: " + (things.isEmpty() ? UNKNOWN : String.join("; ", things)) + ".");
        section.line("Records held: " + held() + ".");
        section.grid(
                "Suspects, and infrastructure of the ring",
                List.of("Part", "Id", "First to last seen (UTC)", "Events"),
                accused());
        section.grid(
                "Not accused: victims, bystanders, and whose part is unknown",
                List.of("Part", "Id", "First to last seen (UTC)", "Events"),
                members(List.of("victim", "bystander", "unknown"), MAX_OTHERS));
        return section;
    }

    private List<List<String>> accused() {
        List<List<String>> rows = new ArrayList<>(members(List.of("suspect"), MAX_ACCUSED));
        rows.addAll(members(List.of("infrastructure"), MAX_ACCUSED));
        return rows;
    }

    /** The members of these roles that were seen most, and how many more there are. */
    private List<List<String>> members(List<String> roles, int most) {
        List<ReferralTables.Row> rows = ReferralTables.rows(ring).stream()
                .filter(row -> roles.contains(row.member().role()))
                .sorted(Comparator.comparing((ReferralTables.Row row) ->
                                roles.indexOf(row.member().role()))
                        .thenComparing(row -> row.member().score(), Comparator.reverseOrder())
                        .thenComparing(row -> row.member().events(), Comparator.reverseOrder()))
                .toList();
        List<List<String>> shown = new ArrayList<>();
        rows.stream()
                .limit(most)
                .forEach(row -> shown.add(List.of(
                        capital(row.member().role()) + ": " + noun(row.type()),
                        id(row.member().id()),
                        day(row.member().firstSeen()) + " to "
                                + day(row.member().lastSeen()),
                        Shown.count(row.member().events()))));
        if (rows.size() > most) {
            shown.add(List.of("", "and " + Shown.count(rows.size() - most) + " more: members.csv", "", ""));
        }
        return shown;
    }

    private static String roles(List<RingRecord.Member> members) {
        return ReferralTables.ROLES.stream()
                .map(role -> {
                    long count = members.stream()
                            .filter(member -> member.role().equals(role))
                            .count();
                    return count == 0 ? "" : Shown.count(count) + " " + roleNoun(role, count);
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String roleNoun(String role, long count) {
        return switch (role) {
            case "infrastructure" -> "infrastructure";
            case "unknown" -> "of unknown part";
            default -> role + (count == 1 ? "" : "s");
        };
    }

    /** Kinds of identifiers that the events hold: what a request can ask for. */
    private String held() {
        Map<String, Long> kinds = new TreeMap<>();
        for (RingEvent event : referred.events()) {
            held(kinds, "account ids", event.accountId());
            held(kinds, "device ids", event.deviceId());
            held(kinds, "sign-on addresses", event.ip());
            held(kinds, "merchant ids", event.merchantId());
            held(kinds, "wallet ids", event.wallet());
            held(kinds, "recipients of value", event.beneficiaryId());
            held(kinds, "order numbers", event.orderId());
        }
        return kinds.isEmpty()
                ? UNKNOWN
                : String.join(", ", kinds.keySet()) + "; names, contents and documents are not in the data";
    }

    private static void held(Map<String, Long> kinds, String kind, String value) {
        if (!value.isEmpty()) {
            kinds.merge(kind, 1L, Long::sum);
        }
    }

    private Section what() {
        String what =
                switch (ring.scheme()) {
                    case "account_takeover" ->
                        "Suspected account takeover: other people's accounts are entered and value is moved out.";
                    case "device_farm" ->
                        "Suspected device farm: accounts made in numbers on shared devices, for what new accounts gain.";
                    case "credit_laundering" ->
                        "Suspected laundering of gift cards or credit through accounts that share wallets or devices.";
                    case "refund_abuse" ->
                        "Suspected refund abuse: purchases whose value is kept and whose price is claimed back.";
                    case "claim_abuse" ->
                        "Suspected abuse of return or repair claims, about devices that are not the claimants'.";
                    case "collusion" -> "Suspected collusion of accounts with merchants or recipients of value.";
                    default -> UNKNOWN + ": the events do not tell the kind of fraud.";
                };
        return new Section("What").line(what);
    }

    private Section when() {
        Section section = new Section("When");
        section.line("From " + Shown.time(ring.firstSeen()) + " to " + Shown.time(ring.lastSeen())
                + " UTC, by the times recorded with the events.");
        Map<String, Long> days = referred.events().stream()
                .collect(Collectors.groupingBy(event -> day(event.eventTime()), TreeMap::new, Collectors.counting()));
        section.line(days.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> "Busiest day: " + most.getKey() + " with " + Shown.count(most.getValue()) + " of "
                        + counted(referred.events().size(), "recorded event") + " on " + counted(days.size(), "day")
                        + ".")
                .orElse("Busiest day: " + UNKNOWN + "."));
        return section;
    }

    private Section where() {
        Section section = new Section("Where");
        section.line("Countries of the addresses: " + mostOf(RingEvent::ipCountry)
                + " (as recorded with the events; an address is no place of residence).");
        section.line("Kinds of networks: " + mostOf(RingEvent::ipKind) + ".");
        return section;
    }

    private String mostOf(java.util.function.Function<RingEvent, String> what) {
        Map<String, Long> counts = referred.events().stream()
                .map(what)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
        if (counts.isEmpty()) {
            return UNKNOWN;
        }
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MAX_COUNTRIES)
                .map(entry -> SafeText.display(entry.getKey()) + " (" + counted(entry.getValue(), "event") + ")")
                .collect(Collectors.joining(", "));
        return counts.size() > MAX_COUNTRIES ? most + " and " + (counts.size() - MAX_COUNTRIES) + " more" : most;
    }

    private Section how() {
        Section section = new Section("How");
        List<RingRecord.Evidence> items = reasons().limit(MAX_EVIDENCE).toList();
        for (int i = 0; i < items.size(); i++) {
            RingRecord.Evidence item = items.get(i);
            section.line("E" + (i + 1) + ". " + sentence(item.text()) + records(item));
        }
        if (items.isEmpty()) {
            section.line(UNKNOWN);
        }
        return section;
    }

    /** What speaks for a ring, the strongest first. */
    private Stream<RingRecord.Evidence> reasons() {
        return ring.evidence().stream()
                .filter(item -> item.weight().signum() > 0)
                .filter(item -> !item.code().equals("baseline") && !item.code().equals("other"));
    }

    private static String records(RingRecord.Evidence item) {
        if (item.eventIds().isEmpty()) {
            return "";
        }
        String first = id(item.eventIds().get(0).eventId());
        int more = item.eventIds().size() - 1;
        return " [record " + first + (more == 0 ? "" : " and " + more + " more: ring.json") + "]";
    }

    private Section howMuch() {
        Section section = new Section("How much");
        List<List<String>> rows = new ArrayList<>();
        for (RingRecord.Loss loss : ring.losses().stream().limit(MAX_LOSSES).toList()) {
            rows.add(money("Confirmed by complaints", loss.currency(), loss.confirmed()));
            rows.add(money("Suspected", loss.currency(), loss.suspected()));
            if (loss.claimed() > 0) {
                rows.add(List.of("Value of claims", Shown.money(loss.currency(), loss.claimed()), "", ""));
            }
        }
        section.money("Amounts as recorded, not converted", List.of("", "Gross", "Refunded", "Net"), rows);
        long victims =
                ring.accounts().stream().filter(RingRecord.Member::isVictim).count();
        section.line(
                rows.isEmpty()
                        ? "Amounts: " + UNKNOWN + "."
                        : "Net in all: "
                                + ring.losses().stream()
                                        .limit(MAX_LOSSES)
                                        .map(loss -> Shown.money(loss.currency(), loss.net()))
                                        .collect(Collectors.joining(", "))
                                + (ring.losses().size() > MAX_LOSSES ? " and other currencies (ring.json)" : "") + ".");
        section.line("Victims among the accounts: " + (victims == 0 ? "none known" : Shown.count(victims)) + ".");
        return section;
    }

    private static List<String> money(String kind, String currency, RingRecord.Amounts amounts) {
        return List.of(
                kind,
                Shown.money(currency, amounts.gross()),
                Shown.money(currency, amounts.refunded()),
                Shown.money(currency, amounts.net()));
    }

    private Section whyFlagged() {
        Section section = new Section("Why flagged");
        JsonNode cut = run.path("configuration").path("min_score");
        section.line("Score " + Shown.score(ring.score()) + (cut.isNumber() ? ", flagged from " + cut.asText() : "")
                + ". " + (ring.flagged() ? "" : "This ring is below the cut or was cleared. ")
                + "The score is a rank among rings of this run, no probability of guilt.");
        section.line("The weights of all evidence add up to log-odds of " + Shown.weight(ring.logOdds()) + ": "
                + ring.evidence().stream()
                        .limit(MAX_EVIDENCE + 2)
                        .map(item -> item.code().replace('_', ' ') + " " + Shown.weight(item.weight()))
                        .collect(Collectors.joining(", "))
                + ".");
        double share = cut.asDouble(0);
        if (ring.flagged() && share > 0 && share < 1) {
            BigDecimal distance = ring.logOdds().subtract(BigDecimal.valueOf(StrictMath.log(share / (1 - share))));
            section.line("It would not have been flagged had the evidence weighed "
                    + distance.max(BigDecimal.ZERO)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toPlainString() + " less.");
        }
        return section;
    }

    private Section innocent() {
        Section section = new Section("Innocent explanations considered");
        ring.innocentExplanations().stream()
                .sorted(Comparator.comparing(item -> !item.holds()))
                .forEach(item -> section.line(capital(item.code().replace('_', ' ')) + " ("
                        + (item.holds() ? "MAY HOLD" : "does not hold") + "): " + ended(sentence(item.text()))));
        if (section.lines().isEmpty()) {
            section.line(UNKNOWN);
        }
        return section;
    }

    private Section limits() {
        Section section = new Section("Confidence and limits");
        section.line(
                switch (ring.calibration().source()) {
                    case "simulated" ->
                        "The score was fitted on simulated worlds only: it ranks, and says nothing of how likely this ring is real.";
                    case "dispositions" -> "The score was held against decisions of analysts.";
                    default -> "The score was held against nothing that is known to be true.";
                });
        List<String> off = new ArrayList<>();
        run.path("signals_off").forEach(column -> off.add(column.asText()));
        section.line("Fields that the data lacks: " + (off.isEmpty() ? "none" : String.join(", ", off)) + ".");
        long unknown = ring.accounts().stream()
                .filter(account -> account.role().equals("unknown"))
                .count();
        section.line("Accounts whose part is unknown: " + Shown.count(unknown)
                + ". An account or device is no person: who used it is not in the data. Ids, times and countries are as recorded; places that very"
                + " many share tie nobody, so that some members may be missing.");
        TreeSet<String> complaints = referred.events().stream()
                .filter(event -> event.type() == EventType.VICTIM_REPORT || event.type() == EventType.CHARGEBACK)
                .map(event -> event.type().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.toCollection(TreeSet::new));
        section.line("Complaints on record: " + (complaints.isEmpty() ? "none" : String.join(", ", complaints)) + ".");
        return section;
    }

    private Section action() {
        return new Section("Action taken or asked")
                .line(ReferralOptions.orUnknown(options.action()))
                .line("Contact: " + ReferralOptions.orUnknown(options.contact()) + ".");
    }

    private static String day(String time) {
        return Shown.day(time);
    }

    private static String id(String id) {
        return cut(Shown.id(id), MAX_ID);
    }

    private static String sentence(String text) {
        return cut(Shown.id(text), MAX_SENTENCE);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static String ended(String sentence) {
        return sentence.endsWith("…") || sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String counted(long count, String noun) {
        String plural = noun.endsWith("ary")
                ? noun.substring(0, noun.length() - 1) + "ies"
                : noun.endsWith("s") ? noun + "es" : noun + "s";
        return Shown.count(count) + " " + (count == 1 ? noun : plural);
    }

    private static String noun(EntityType type) {
        return type == EntityType.IP ? "address" : RingRecord.name(type);
    }
}
