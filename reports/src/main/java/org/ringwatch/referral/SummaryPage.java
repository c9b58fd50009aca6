// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.util.ArrayList;
import java.util.List;

/** The summary as a page and as text: what the package is, then the sections. */
final class SummaryPage {
    /** How long a narrative may be, in characters: what forms for reports to authorities take. */
    static final int MAX_NARRATIVE = 8_000;

    static final String INTELLIGENCE =
            "Intelligence, not proof. To be a member accuses nobody: victims are members, too. No measure should be taken against"
                    + " anybody before a person has examined the evidence.";

    private static final String CUT = "[cut at 8,000 characters: summary.html has all]\n";

    /** A line of the head. */
    record Fact(String name, String value) {}

    private final ReferredRing referred;
    private final ReferralOptions options;
    private final List<Section> sections;

    SummaryPage(ReferredRing referred, ReferralOptions options, List<Section> sections) {
        this.referred = referred;
        this.options = options;
        this.sections = sections;
    }

    String title() {
        return "Referral " + referred.id();
    }

    String id() {
        return referred.id();
    }

    String marking() {
        return "TLP:" + options.tlp().label();
    }

    String markingMeaning() {
        return options.tlp().meaning();
    }

    String profile() {
        return options.profile().label();
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("For", ReferralOptions.orUnknown(options.recipient())));
        facts.add(new Fact("Reference", ReferralOptions.orUnknown(options.reference())));
        facts.add(new Fact("Legal basis", ReferralOptions.orUnknown(options.legalBasis())));
        facts.add(new Fact(
                "Keep until",
                options.retainUntil() == null
                        ? "UNKNOWN"
                        : options.retainUntil().toString()));
        facts.add(new Fact(
                "Approved",
                options.approvedAt() + " by " + options.approvedBy() + " (" + options.approvalStatus() + ")"));
        if (!options.overrideReason().isEmpty()) {
            facts.add(new Fact("Without decision", options.overrideReason()));
        }
        if (!options.nameVictims().isEmpty()) {
            facts.add(new Fact("Victims named", options.nameVictims()));
        }
        facts.add(new Fact("Ids in it", idsInIt()));
        facts.add(new Fact("Version", referred.version()));
        return facts;
    }

    private String idsInIt() {
        return switch (options.profile()) {
            case INTERNAL -> "as recorded";
            case DISCLOSURE ->
                options.nameVictims().isEmpty()
                        ? "suspects and their infrastructure as recorded, everybody else by pseudonyms"
                        : "suspects, infrastructure, victims and bystanders as recorded, others by pseudonyms";
            case SHARE -> "pseudonyms for this recipient";
            case STATS -> "none";
        };
    }

    List<Section> sections() {
        return sections;
    }

    private static List<String> named(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).toList();
    }

    /** All as plain text of at most {@value #MAX_NARRATIVE} characters, to be pasted into a form. */
    String narrative() {
        List<String> lines = new ArrayList<>();
        lines.add(marking() + " (" + markingMeaning() + ")");
        lines.add(title() + ", profile " + profile());
        facts().forEach(fact -> lines.add(fact.name() + ": " + fact.value()));
        lines.add(INTELLIGENCE);
        for (Section section : sections) {
            lines.add("");
            lines.add(section.title().toUpperCase(java.util.Locale.ROOT));
            lines.addAll(section.lines());
            for (Section.Grid grid : section.grids()) {
                lines.add(grid.caption() + " (" + String.join("; ", named(grid.heads())) + "):");
                grid.rows().forEach(row -> lines.add("- " + String.join("; ", named(row))));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.codePointCount(0, text.length()) + line.codePointCount(0, line.length()) + 1
                    > MAX_NARRATIVE - CUT.length()) {
                return text.append(CUT).toString();
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
