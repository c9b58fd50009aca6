// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventText;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ShownValue;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.sql.SqlFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code why}: what the detection finds about one account or two, and why. */
@Command(
        name = "why",
        description = "Explains one account, or two: in which ring it is and why, or why in none.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Detects as `detect` does with the same options, and writes nothing but the answer, to standard output.",
            "docs/why.md says how to read it."
        })
final class WhyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private DetectionOptions detection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private SideInputOptions sideInputs;

    @Option(names = "--account", required = true, paramLabel = "A", description = "The account to explain.")
    @SuppressWarnings("NullAway.Init") // picocli
    private String account;

    @Option(names = "--with", paramLabel = "B", description = "Another account: why both are tied, or what is missing.")
    private @Nullable String with;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ParameterOptions.Choice choice = detection.choose();
        Optional<Pseudonymiser> names =
                Pseudonymiser.of(choice.parameters().rules().privacy());
        String subject = id("--account", account, names);
        Optional<String> other = Optional.ofNullable(with).map(name -> id("--with", name, names));
        if (other.filter(subject::equals).isPresent()) {
            throw new UsageException(
                    "--with must be another account than --account but was " + ShownValue.quote(subject));
        }
        Optional<SqlFile> sql = detection.sql();
        try (Interruption interruption = Interruption.watch()) {
            RunFolder.within(folder -> {
                Instant start = Clock.systemUTC().instant();
                List<InputFile> files = sql.isPresent() ? List.of() : detection.files(choice);
                ListOptions.Lists lists =
                        sideInputs.read(choice.parameters().rules()).keeping(Optional.empty());
                PrintWriter err = spec.commandLine().getErr();
                lists.warnings().forEach(err::println);
                Progress progress = new Progress(err, Boolean.getBoolean(DetectCommand.TERMINAL_PROPERTY));
                Path answer = folder.exchange().resolve("answer");
                EmbeddedRun runner = new EmbeddedRun(folder.exchange(), progress, interruption, OptionalInt.empty());
                TableInput.Work explain = events ->
                        new DetectionRun(events, choice, lists, runner, start).explain(subject, other, json, answer);
                if (sql.isPresent()) {
                    new TableInput(sql.get(), choice, runner)
                            .within(OptionalInt.empty(), TableInput.scratch(runner), () -> {}, explain);
                } else {
                    explain.read(files);
                }
                Files.readAllLines(answer).forEach(spec.commandLine().getOut()::println);
            });
        }
        return ExitCode.DONE;
    }

    /** The canonical form of an id or its pseudonym, as the reader makes it of an event's. */
    private static String id(String option, String value, Optional<Pseudonymiser> names) {
        int most = EventColumn.ACCOUNT_ID.maxLength();
        String id = Normalizer.normalize(EventText.trim(value), Normalizer.Form.NFC);
        if (id.isEmpty() || id.codePointCount(0, id.length()) > most) {
            throw new UsageException(
                    option + " must be an id of 1 to " + most + " characters but was " + ShownValue.quote(value));
        }
        return names.map(pseudonyms -> pseudonyms.id(EventColumn.ACCOUNT_ID, id))
                .orElse(id);
    }
}
