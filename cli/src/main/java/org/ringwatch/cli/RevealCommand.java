// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ringwatch.export.KeyFile;
import org.ringwatch.export.SafeText;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.referral.Revealing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reveal}: what pseudonyms of a package stand for. */
@Command(
        name = "reveal",
        description =
                "Tells the holder of the key what pseudonyms of a referral package stand for, one a line: pseudonym, kind and"
                        + " id with tabs between. That it was asked, by whom and why, goes into the custody log beside the package.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RevealCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(names = "--package", required = true, paramLabel = "DIR", description = "The package they are from.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path bag;

    @Option(
            names = "--rings",
            required = true,
            paramLabel = "DIR",
            description = "The output of detect that the package was made of: its ids are tried.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path rings;

    @Option(
            names = "--pseudonym-key",
            required = true,
            paramLabel = "FILE",
            description = "The key that the package was made with.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path key;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; recorded.")
    private String reason = "";

    @Parameters(arity = "1..*", paramLabel = "PSEUDONYM", description = "Such as id:v1:…, or a referral id.")
    private List<String> asked = List.of();

    @Override
    public Integer call() throws IOException {
        if (reason.isBlank()) {
            throw new UsageException("--reason must say why but was empty");
        }
        PseudonymKey secret = Options.checked(() -> {
            byte[] text = KeyFile.read("--pseudonym-key", key);
            try {
                return PseudonymKey.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--pseudonym-key " + e.getMessage(), e);
            }
        });
        String who = System.getProperty("user.name", "UNKNOWN");
        Map<String, Revealing.Revealed> found =
                Options.checked(() -> Revealing.reveal(bag, rings, secret, asked, who, reason, Clock.systemUTC()));
        PrintWriter out = spec.commandLine().getOut();
        found.forEach((pseudonym, revealed) ->
                out.println(pseudonym + "\t" + revealed.kind() + "\t" + SafeText.display(revealed.id())));
        long unknown = asked.stream().filter(one -> !found.containsKey(one)).count();
        if (unknown > 0) {
            spec.commandLine()
                    .getErr()
                    .println(unknown + " of " + asked.size() + " are of no id in --rings, by key version "
                            + secret.version() + " and for this recipient");
        }
        return found.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
