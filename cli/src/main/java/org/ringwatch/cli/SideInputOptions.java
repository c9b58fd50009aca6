// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Aliases;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.Networks;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.RejectedRaw;
import org.ringwatch.export.PreviousOutput;
import org.ringwatch.export.RingJson;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.pseudonym.Pseudonyms;
import org.ringwatch.ring.Dispositions;
import picocli.CommandLine.Option;

/** What people say beside the events: lists that every command that detects takes. */
final class SideInputOptions {

    @Option(
            names = "--confirmed",
            paramLabel = "FILE",
            description =
                    "CSV account_id,reason: accounts known to be part of fraud; they raise the rings around them a little.")
    private @Nullable Path confirmed;

    @Option(
            names = "--trusted",
            paramLabel = "FILE",
            description =
                    "CSV entity_type,entity_id,reason: devices, addresses, wallets, merchants and beneficiaries that are"
                            + " known to be good; sharing them ties nobody.")
    private @Nullable Path trusted;

    @Option(
            names = "--networks",
            paramLabel = "FILE",
            description = "CSV cidr,kind,source: what stands behind addresses of which the events do not tell.")
    private @Nullable Path networks;

    @Option(
            names = "--aliases",
            paramLabel = "FILE",
            description =
                    "CSV entity_type,entity_id,canonical_id,valid_from,valid_to: ids that are read as another one.")
    private @Nullable Path aliases;

    @Option(
            names = "--dispositions",
            paramLabel = "FILE",
            description =
                    "CSV case_id,ring_version,account_id,decision,reason,analyst,utc: what analysts decided. What they"
                            + " called a false positive is not flagged again, unless evidence later than that came.")
    private @Nullable Path dispositions;

    @Option(
            names = "--erase",
            paramLabel = "FILE",
            description = "CSV entity_type,entity_id,reason: accounts and events that are not read; devices, addresses,"
                    + " wallets, merchants and beneficiaries that are left out of the events.")
    private @Nullable Path erase;

    @Option(
            names = "--previous",
            paramLabel = "DIR",
            description =
                    "An earlier output of detect: rings are matched with its rings and keep their cases, and with these what"
                            + " was decided.")
    private @Nullable Path previous;

    /**
     * What the lists say.
     *
     * @param rules with aliases and networks
     * @param inputs the rest
     * @param files what was read
     */
    record Lists(EventRules rules, SideInputs inputs, List<SideInputFile> files) {

        /**
         * The same, but for what is kept of a rejected line.
         *
         * @param asked as the user wants; by itself all is kept that may be
         * @throws UsageException if more is asked for than may be kept
         */
        Lists keeping(Optional<RejectedRaw> asked) {
            Privacy privacy = rules.privacy();
            RejectedRaw kept = asked.orElse(privacy.mayTellValues() ? RejectedRaw.CLIP : RejectedRaw.NONE);
            if (kept == RejectedRaw.CLIP && !privacy.mayTellValues()) {
                throw new UsageException(
                        "--rejected-raw must be hash or none with --pseudonymise or --erase but was clip:"
                                + " lines may hold what is not to be kept");
            }
            return new Lists(rules.with(privacy.withRejectedRaw(kept)), inputs, files);
        }

        /** What the user should look at. */
        List<String> warnings() {
            return SideInputOptions.warnings(files);
        }
    }

    /** What of these files was rejected. */
    static List<String> warnings(List<SideInputFile> files) {
        List<String> warnings = new ArrayList<>();
        for (SideInputFile file : files) {
            if (file.rejected() > 0) {
                SideInputFile.Rejection first = file.rejections().get(0);
                warnings.add(SafeText.display(String.format(
                        Locale.ROOT,
                        "WARNING: %s %s: %,d of %,d rows were rejected, the first at line %d: %s",
                        file.option(),
                        file.name(),
                        file.rejected(),
                        file.rows(),
                        first.line(),
                        first.reason())));
            }
        }
        return warnings;
    }

    /**
     * Reads the lists.
     *
     * @param rules how ids are made canonical
     * @throws UsageException when a file cannot be read or lacks a column, or the earlier output is none
     */
    Lists read(EventRules rules) throws IOException {
        return Options.checked(() -> {
            SideInputReader first = new SideInputReader(rules);
            Erasures erasures = read(erase, first::erasures).orElse(Erasures.NONE);
            EventRules keeping = rules.with(rules.privacy().withErasures(erasures));
            SideInputReader reader = new SideInputReader(keeping);
            SideInputs inputs = new SideInputs(
                    read(trusted, reader::trusted).orElse(List.of()),
                    read(confirmed, reader::confirmed).orElse(List.of()),
                    read(dispositions, reader::dispositions).orElse(Dispositions.NONE),
                    previous == null ? EarlierRings.NONE : earlier(previous, keeping.privacy()),
                    RingJson::version);
            EventRules known = keeping.with(
                    read(aliases, reader::aliases).orElse(Aliases.NONE),
                    read(networks, reader::networks).orElse(Networks.NONE));
            List<SideInputFile> files = new ArrayList<>(first.files());
            files.addAll(reader.files());
            return new Lists(known, inputs, files);
        });
    }

    /** The rings of an earlier output, without accounts that are erased: what became of rings is told with their names. */
    private static EarlierRings earlier(Path folder, Privacy privacy) throws IOException {
        EarlierRings rings = PreviousOutput.read(folder);
        JsonNode run = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
        String its = run.path("privacy").path("key_fingerprint").asText("");
        String ours = privacy.pseudonyms().open().map(Pseudonyms::fingerprint).orElse("");
        if (!its.equals(ours)) {
            throw new IllegalArgumentException("--previous must be an output "
                    + (ours.isEmpty() ? "with clear ids, as this run," : "under the key of --pseudonymise") + " but "
                    + SafeText.display(folder.toString())
                    + (its.isEmpty() ? " has clear ids" : " has pseudonyms under the key " + SafeText.display(its)));
        }
        return privacy.erasures().isEmpty() ? rings : rings.without(privacy.erasures()::erasesAccount);
    }

    /** The files that were named: an output must lie apart from them. */
    List<Path> paths() {
        return Stream.of(confirmed, trusted, networks, aliases, dispositions, erase, previous)
                .flatMap(Stream::ofNullable)
                .filter(Files::exists)
                .toList();
    }

    /** Reads one kind of list. */
    private interface ListReader<T> {
        T read(Path file) throws IOException;
    }

    private static <T> Optional<T> read(@Nullable Path file, ListReader<T> reader) throws IOException {
        return file == null ? Optional.empty() : Optional.of(reader.read(file));
    }
}
