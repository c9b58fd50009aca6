// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.KeyFile;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.referral.Approval;
import org.ringwatch.referral.ClearIds;
import org.ringwatch.referral.Profile;
import org.ringwatch.referral.Referral;
import org.ringwatch.referral.ReferralOptions;
import org.ringwatch.referral.SigningKey;
import org.ringwatch.referral.Tlp;
import org.ringwatch.ring.Dispositions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refer}: a referral package for each ring. */
@Command(
        name = "refer",
        description =
                "Writes a referral package about each ring: summary, tables, graph, provenance, manifests, signature."
                        + " Nothing is written without a person's decision and approval.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReferCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(names = "--rings", required = true, paramLabel = "DIR", description = "The output folder of detect.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path rings;

    @Option(
            names = "--ring",
            required = true,
            arity = "1..*",
            paramLabel = "ID",
            description = "Ring or case to refer; each gets a package of its own.")
    private List<String> ids = List.of();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the packages; one that is there is never replaced.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path output;

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "PROFILE",
            description =
                    "internal (ids as recorded), disclosure (to the police: suspects and their infrastructure as recorded,"
                            + " everybody else by pseudonyms), share (pseudonyms only) or stats (counts only).")
    private String profile = "";

    @Option(
            names = "--tlp",
            paramLabel = "TLP",
            description =
                    "RED, AMBER+STRICT, AMBER, GREEN or CLEAR: how far it may be passed on (default by profile: RED, AMBER,"
                            + " AMBER+STRICT, GREEN).")
    private @Nullable String tlp;

    @Option(
            names = "--recipient",
            paramLabel = "TEXT",
            description = "Who gets it; pseudonyms are made for exactly this text. Required but for internal.")
    private String recipient = "";

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "File number or the like; required for disclosure.")
    private String reference = "";

    @Option(names = "--legal-basis", paramLabel = "TEXT", description = "On what basis; required for disclosure.")
    private String legalBasis = "";

    @Option(
            names = "--retain-until",
            paramLabel = "DATE",
            description = "Until when the recipient keeps it, such as 2031-01-31; required for disclosure.")
    private @Nullable String retainUntil;

    @Option(names = "--contact", paramLabel = "TEXT", description = "Whom to ask.")
    private String contact = "";

    @Option(names = "--action", paramLabel = "TEXT", description = "What was done, or is asked for.")
    private String action = "";

    @Option(
            names = "--dispositions",
            paramLabel = "FILE",
            description =
                    "What analysts decided, as detect reads it: must hold a confirmed_risk decision on this version of the"
                            + " ring.")
    private @Nullable Path dispositions;

    @Option(
            names = "--override-reason",
            paramLabel = "TEXT",
            description = "Why there is a package without such a decision; recorded in it.")
    private String overrideReason = "";

    @Option(names = "--approved-by", required = true, paramLabel = "NAME", description = "The person who approved it.")
    private String approvedBy = "";

    @Option(
            names = "--approved-at",
            required = true,
            paramLabel = "UTC",
            description = "When, such as 2026-01-31T09:30:00Z.")
    private String approvedAt = "";

    @Option(
            names = "--approval",
            paramLabel = "FILE",
            description =
                    "The approver's signed statement about this version of the ring (docs/referral.md); without it the package"
                            + " says \"unverified name\".")
    private @Nullable Path approval;

    @Option(
            names = "--name-victims",
            paramLabel = "REASON",
            description = "With disclosure: give victims and bystanders as recorded, too; the reason is recorded.")
    private String nameVictims = "";

    @Option(
            names = "--pseudonym-key",
            paramLabel = "FILE",
            description = "pseudonym.key of keygen; required but for internal.")
    private @Nullable Path pseudonymKey;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Of the output of a pseudonymised run: the events that it read. The ids there are taken in place of the"
                            + " run's pseudonyms; --pseudonym-key must be the run's key.")
    private List<String> inputs = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "With --input: the configuration of the run, if its events need one to be read.")
    private @Nullable Path config;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "With --input: csv, jsonl or parquet, as for detect.")
    private @Nullable String format;

    @Option(names = "--sign", paramLabel = "FILE", description = "signing.pem of keygen: signs the package.")
    private @Nullable Path sign;

    @Override
    public Integer call() throws IOException {
        Profile chosen = Options.named("--profile", profile, Profile.values(), Profile::label);
        Tlp marking = tlp == null ? chosen.usual() : Options.named("--tlp", tlp, Tlp.values(), Tlp::label);
        Optional<PseudonymKey> pseudonyms = key("--pseudonym-key", pseudonymKey, PseudonymKey::parse);
        Optional<SigningKey> signing = key("--sign", sign, SigningKey::parse);
        Optional<Approval> statement = approval == null
                ? Optional.empty()
                : Optional.of(parsed("--approval", Files.readAllBytes(approval), Approval::parse));
        Instant at = time("--approved-at", approvedAt, Instant::parse, "a time such as 2026-01-31T09:30:00Z");
        LocalDate until = retainUntil == null
                ? null
                : time("--retain-until", retainUntil, LocalDate::parse, "a date such as 2031-01-31");
        if (at.isAfter(Instant.now())) {
            throw new UsageException("--approved-at must not lie in the future but was " + at);
        }
        if (until != null && until.isBefore(LocalDate.ofInstant(at, ZoneOffset.UTC))) {
            throw new UsageException("--retain-until must not lie before --approved-at but was " + until);
        }
        Dispositions decided = decisions();
        Optional<ClearIds> clearIds = clearIds();
        Referral.Packages made = Options.checked(() -> Referral.write(
                rings,
                ids,
                new ReferralOptions(
                        chosen,
                        marking,
                        recipient,
                        reference,
                        legalBasis,
                        until,
                        contact,
                        action,
                        approvedBy,
                        at,
                        overrideReason,
                        nameVictims,
                        statement,
                        pseudonyms,
                        signing,
                        clearIds),
                decided,
                output,
                Clock.systemUTC(),
                System.getProperty("user.name", "UNKNOWN")));
        made.warnings().forEach(warning -> spec.commandLine().getErr().println("ringwatch refer: warning: " + warning));
        made.folders().forEach(folder -> spec.commandLine().getOut().println(SafeText.display(folder.toString())));
        return ExitCode.DONE;
    }

    private Optional<ClearIds> clearIds() throws IOException {
        if (inputs.isEmpty()) {
            if (config != null || format != null) {
                throw new UsageException("--config and --format must come with --input but came without it");
            }
            return Optional.empty();
        }
        if (pseudonymKey == null) {
            throw new UsageException("--pseudonym-key must come with --input: it must be the key of the run");
        }
        DetectionParameters parameters =
                config == null ? DetectionParameters.defaults() : ConfigurationFile.read(config);
        Optional<InputFormat> forced = ParameterOptions.format(format);
        List<InputFile> files = Options.checked(() -> {
            List<InputFile> found = InputFiles.list(inputs, forced);
            InputFiles.checkHeaders(found, parameters.columns());
            return found;
        });
        Privacy privacy = Privacy.NONE.withPseudonyms(PseudonymKeyFile.of(pseudonymKey));
        String ours = privacy.pseudonyms().open().orElseThrow().fingerprint();
        String its = SideInputOptions.keyFingerprint(rings);
        if (!its.isEmpty() && !its.equals(ours)) {
            throw new UsageException(
                    "--pseudonym-key must be the key of the run, " + SafeText.display(its) + ", but is " + ours);
        }
        return Optional.of(
                new EventIds(files, parameters, Pseudonymiser.of(privacy).orElseThrow()));
    }

    private Dispositions decisions() throws IOException {
        Path file = dispositions;
        if (file == null) {
            return Dispositions.NONE;
        }
        SideInputReader reader =
                new SideInputReader(DetectionParameters.defaults().rules());
        Dispositions decided = Options.checked(() -> reader.dispositions(file));
        ListOptions.warnings(reader.files()).forEach(spec.commandLine().getErr()::println);
        return decided;
    }

    private static <T> Optional<T> key(String option, @Nullable Path file, Function<byte[], T> parser)
            throws IOException {
        return file == null
                ? Optional.empty()
                : Optional.of(parsed(option, Options.checked(() -> KeyFile.read(option, file)), parser));
    }

    private static <T> T parsed(String option, byte[] text, Function<byte[], T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " " + e.getMessage(), e);
        }
    }

    private static <T> T time(String option, String text, Function<String, T> parser, String rule) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " must be " + rule + " but was " + ShownValue.quote(text), e);
        }
    }
}
