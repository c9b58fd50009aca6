// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringwatch.export.SafeText;
import org.ringwatch.report.Report;

/**
 * What {@code detect} ends with.
 *
 * @param events events kept
 * @param rejected lines rejected
 * @param erased events left out because they are erased
 * @param duplicates further lines of an event that equal it
 * @param conflicting further lines of an event that differ from it
 * @param accounts accounts with an event
 * @param links accounts seen with a resource
 * @param hubs resources too widely shared to link
 * @param components components of tied accounts
 * @param tightenedAccounts accounts of components too large to be one ring
 * @param flagged rings whose score reaches the cut
 * @param rings candidate rings
 * @param unknownTypes events of types that are not of the contract, by the name of the type
 * @param elapsed from start to end
 * @param output the folder with the results, as the user named it
 * @param reported whether there is a report
 * @param audited rings from below the cut that are reviewed, too
 * @param unmetDecisions decisions on a whole ring that met none
 */
record DetectionSummary(
        long events,
        long rejected,
        long erased,
        long duplicates,
        long conflicting,
        long accounts,
        long links,
        long hubs,
        long components,
        long tightenedAccounts,
        long flagged,
        long rings,
        Map<String, Long> unknownTypes,
        Duration elapsed,
        String output,
        boolean reported,
        long audited,
        long unmetDecisions) {

    /** The lines for standard output. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                line("events", events),
                line("rejected", rejected),
                line("duplicates", duplicates),
                line("conflicting", conflicting),
                line("accounts", accounts),
                line("links", links),
                line("hubs", hubs),
                line("components", components),
                line("rings", String.format(Locale.ROOT, "%,d flagged of %,d", flagged, rings)),
                line("seconds", String.format(Locale.ROOT, "%,.1f", elapsed.toMillis() / 1000.0)),
                line("output", SafeText.display(output))));
        if (audited > 0) {
            lines.add(line("audit", String.format(Locale.ROOT, "%,d from below the cut (audit_sample.csv)", audited)));
        }
        if (erased > 0) {
            lines.add(2, line("erased", erased));
        }
        if (reported) {
            lines.add(line("report", SafeText.display(RunOutput.child(output, Report.INDEX))));
        }
        return lines;
    }

    /** What the user should look at before trusting the result. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String rejectedFolder = SafeText.display(RunOutput.child(output, "rejected"));
        long read = events + duplicates + conflicting;
        if (read == 0) {
            warnings.add("WARNING: no valid event was read, so the results are empty; "
                    + (rejected == 0 ? "the input holds no lines" : "see " + rejectedFolder));
        } else {
            Warnings.ofRejected(rejected, read, "see " + rejectedFolder).ifPresent(warnings::add);
        }
        Warnings.ofUnknownTypes(unknownTypes).ifPresent(warnings::add);
        if (unmetDecisions > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "WARNING: --dispositions: %,d of the decisions on a ring met no ring of this run, so they count"
                            + " for nothing; other events, settings or lists can give a ring another case"
                            + " (docs/priors.md)",
                    unmetDecisions));
        }
        if (tightenedAccounts > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "WARNING: %,d accounts hang together in groups too large to be one ring, so they were looked at in"
                            + " pieces; ids that stand for nothing, such as a serial of many devices, do that"
                            + " (tightened_accounts in docs/output.md)",
                    tightenedAccounts));
        }
        return warnings;
    }

    private static String line(String name, long count) {
        return line(name, String.format(Locale.ROOT, "%,d", count));
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-12s %s", name, value);
    }
}
