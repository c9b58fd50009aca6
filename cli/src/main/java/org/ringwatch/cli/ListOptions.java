// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

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
import org.ringwatch.export.RingJson;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.ring.Dispositions;
import picocli.CommandLine.Option;

/** What people say beside the events: lists that every command that detects takes. */
class ListOptions {

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
            names = "--erase",
            paramLabel = "FILE",
            description = "CSV entity_type,entity_id,reason: accounts and events that are not read; devices, addresses,"
                    + " wallets, merchants and beneficiaries that are left out of the events.")
    private @Nullable Path erase;

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

        /** The same, with another file that was read. */
        Lists and(SideInputFile file) {
            return new Lists(
                    rules,
                    inputs,
                    Stream.concat(files.stream(), Stream.of(file)).toList());
        }

        /** What the user should look at. */
        List<String> warnings() {
            return ListOptions.warnings(files);
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
                    dispositions(reader),
                    earlier(keeping.privacy()),
                    RingJson::version);
            EventRules known = keeping.with(
                    read(aliases, reader::aliases).orElse(Aliases.NONE),
                    read(networks, reader::networks).orElse(Networks.NONE));
            List<SideInputFile> files = new ArrayList<>(first.files());
            files.addAll(reader.files());
            return new Lists(known, inputs, files);
        });
    }

    /** The files that were named: an output must lie apart from them. */
    List<Path> paths() {
        return Stream.concat(Stream.of(confirmed, trusted, networks, aliases, erase), further().stream())
                .flatMap(Stream::ofNullable)
                .filter(Files::exists)
                .toList();
    }

    /** What was decided. */
    Dispositions dispositions(SideInputReader reader) throws IOException {
        return Dispositions.NONE;
    }

    /** The rings of an earlier output. */
    EarlierRings earlier(Privacy privacy) throws IOException {
        return EarlierRings.NONE;
    }

    /** What else was named. */
    List<Path> further() {
        return List.of();
    }

    /** Reads one kind of list. */
    interface ListReader<T> {
        T read(Path file) throws IOException;
    }

    static <T> Optional<T> read(@Nullable Path file, ListReader<T> reader) throws IOException {
        return file == null ? Optional.empty() : Optional.of(reader.read(file));
    }
}
