// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ringwatch.export.SafeText;
import org.ringwatch.report.Language;
import org.ringwatch.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: draws the report of an earlier run again. */
@Command(
        name = "report",
        description = "Draws the analyst's report of a run again: static pages that open from disk.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {

    static final String LANGUAGES = "en (the default) or zh-CN: language of the report.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(
            names = "--rings",
            required = true,
            paramLabel = "DIR",
            description = "The output folder of detect; its report/ is replaced.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path rings;

    @Option(names = "--language", paramLabel = "TAG", description = LANGUAGES)
    private String language = Language.ENGLISH.tag();

    @Override
    public Integer call() throws IOException {
        Language chosen = language(language);
        Options.checked(() -> {
            Report.requireComplete(rings);
            return rings;
        });
        Path index = Report.redraw(rings, chosen);
        spec.commandLine().getOut().println(SafeText.display(index.toString()));
        return ExitCode.DONE;
    }

    static Language language(String tag) {
        return Options.named("--language", tag, Language.values(), Language::tag);
    }
}
