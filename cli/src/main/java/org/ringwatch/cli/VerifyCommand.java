// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.referral.PublicSigningKey;
import org.ringwatch.referral.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: whether a package or an output is what was written. */
@Command(
        name = "verify",
        description =
                "Checks a referral package or an output of detect: files changed, missing or added, signature, schema and"
                        + " custody log. Exit code 3 if there is a fault.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of a referral package, or output folder of detect.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "PUBLIC.pem",
            description = "Public key of who must have signed the package; without it the signer is not checked.")
    private @Nullable Path key;

    @Override
    public Integer call() throws IOException {
        Verification.Result result = Options.checked(() -> Verification.of(folder, publicKey()));
        PrintWriter out = spec.commandLine().getOut();
        result.faults().forEach(fault -> out.println("FAULT " + fault));
        result.notes().forEach(out::println);
        out.println(
                result.faults().isEmpty()
                        ? "no fault found"
                        : "faults found: " + result.faults().size());
        return result.faults().isEmpty() ? ExitCode.DONE : ExitCode.FAULT;
    }

    private Optional<PublicSigningKey> publicKey() throws IOException {
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicSigningKey.parse(Files.readAllBytes(key)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--key " + e.getMessage(), e);
        }
    }
}
