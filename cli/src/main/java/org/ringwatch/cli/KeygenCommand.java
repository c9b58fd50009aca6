// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.referral.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keygen}: new keys for pseudonyms and signatures. */
@Command(
        name = "keygen",
        description =
                "Makes keys: pseudonym.key for pseudonyms, signing.pem and signing.pub.pem (Ed25519) for signatures.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeygenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the keys; made for its owner only. Keys that are there are never replaced.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path output;

    @Option(
            names = "--key-version",
            paramLabel = "N",
            description =
                    "Number of the pseudonym key, 1 (the default) to 9999: it stands in every pseudonym. Give the next"
                            + " one when you change keys, and keep the old key.")
    private int version = 1;

    @Override
    public Integer call() throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[PseudonymKey.SECRET_BYTES];
        random.nextBytes(secret);
        PseudonymKey pseudonyms = Options.checked(() -> new PseudonymKey(version, secret));
        SigningKey signing = SigningKey.generate(random);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("pseudonym.key", pseudonyms.toText());
        files.put("signing.pem", signing.toPem());
        files.put("signing.pub.pem", signing.publicKey().toPem().getBytes(US_ASCII));
        for (String name : files.keySet()) {
            if (Files.exists(output.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new UsageException("--output must hold no " + name + " but " + SafeText.display(output.toString())
                        + " does: keys are never replaced");
            }
        }
        PrivateFiles.createFolders(output);
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = output.resolve(file.getKey());
            PrivateFiles.create(path, file.getValue());
            out.println(SafeText.display(path.toString()));
        }
        out.println("SHA-256 of the public key: " + signing.publicKey().fingerprint());
        return ExitCode.DONE;
    }
}
