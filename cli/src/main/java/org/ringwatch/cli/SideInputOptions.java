// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Privacy;
import org.ringwatch.export.PreviousOutput;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.ring.Dispositions;
import picocli.CommandLine.Option;

/** What people say beside the events of a single run: the lists, what was decided, and an earlier output. */
final class SideInputOptions extends ListOptions {

    @Option(
            names = "--dispositions",
            paramLabel = "FILE",
            description =
                    "CSV case_id,ring_version,account_id,decision,reason,analyst,utc: what analysts decided. What they"
                            + " called a false positive is not flagged again, unless evidence later than that came.")
    private @Nullable Path dispositions;

    @Option(
            names = "--previous",
            paramLabel = "DIR",
            description =
                    "An earlier output of detect: rings are matched with its rings and keep their cases, and with these what"
                            + " was decided.")
    private @Nullable Path previous;

    @Override
    Dispositions dispositions(SideInputReader reader) throws IOException {
        return read(dispositions, reader::dispositions).orElse(Dispositions.NONE);
    }

    @Override
    EarlierRings earlier(Privacy privacy) throws IOException {
        return previous == null ? EarlierRings.NONE : earlier(previous, privacy);
    }

    @Override
    List<Path> further() {
        return Stream.of(dispositions, previous).flatMap(Stream::ofNullable).toList();
    }

    /** Tells the key of a pseudonymised run from others; empty if the ids in the output are clear. */
    static String keyFingerprint(Path output) throws IOException {
        JsonNode run = new ObjectMapper().readTree(output.resolve("run.json").toFile());
        return run.path("privacy").path("key_fingerprint").asText("");
    }

    /** The rings of an earlier output, without accounts that are erased: what became of rings is told with their names. */
    private static EarlierRings earlier(Path folder, Privacy privacy) throws IOException {
        EarlierRings rings = PreviousOutput.read(folder);
        String its = keyFingerprint(folder);
        String ours = privacy.pseudonyms().open().map(Pseudonyms::fingerprint).orElse("");
        if (!its.equals(ours)) {
            throw new IllegalArgumentException("--previous must be an output "
                    + (ours.isEmpty() ? "with clear ids, as this run," : "under the key of --pseudonymise") + " but "
                    + SafeText.display(folder.toString())
                    + (its.isEmpty() ? " has clear ids" : " has pseudonyms under the key " + SafeText.display(its)));
        }
        return privacy.erasures().isEmpty() ? rings : rings.without(privacy.erasures()::erasesAccount);
    }
}
