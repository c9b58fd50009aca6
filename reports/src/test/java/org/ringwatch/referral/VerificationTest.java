// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.report.SampleOutput;

class VerificationTest {
    private static final Optional<PublicSigningKey> SIGNER = Optional.of(SampleReferral.SIGNING.publicKey());

    @TempDir
    Path folder;

    private Path output;
    private Path made;

    @BeforeEach
    void pack() throws IOException {
        output = SampleOutput.write(folder.resolve("rings"), List.of(SampleReferral.ring()));
        made = SampleReferral.write(
                output, SampleReferral.ring(), SampleReferral.options(Profile.DISCLOSURE), folder.resolve("packages"));
    }

    private List<String> faults() throws IOException {
        return Verification.of(made, SIGNER).faults();
    }

    @Test
    void findsOneFlippedByteInAnyFile() throws IOException {
        for (String name : SampleReferral.files(made).keySet()) {
            Path file = made.resolve(name);
            byte[] original = Files.readAllBytes(file);
            for (int at : new int[] {0, original.length / 2, original.length - 1}) {
                byte[] flipped = original.clone();
                flipped[at] ^= 1;
                Files.write(file, flipped);
                assertThat(faults()).as(name + " at " + at).isNotEmpty();
            }
            Files.write(file, original);
        }
        assertThat(faults()).isEmpty();
    }

    /** The commands are those that README.txt gives. */
    @Test
    void sha256sumAndOpensslFindOneFlippedByteInAnyFile() throws Exception {
        List<String> lines = Files.readAllLines(made.resolve("README.txt")).stream()
                .map(String::strip)
                .toList();
        List<String> commands = lines.stream()
                .filter(line -> line.startsWith("sha256sum ") || line.startsWith("openssl pkeyutl "))
                .limit(3)
                .toList();
        assertThat(commands).hasSize(3);
        String toCompare = lines.stream()
                .filter(line -> line.startsWith("openssl pkey "))
                .findFirst()
                .orElseThrow();
        assumeTrue(succeeds("sha256sum --version"), "no sha256sum here");
        assumeTrue(succeeds("openssl version | grep -q 'OpenSSL [3-9]'"), "no OpenSSL 3 here");
        Path signer = Files.writeString(
                folder.resolve("signer.pub.pem"),
                SampleReferral.SIGNING.publicKey().toPem());
        assertThat(succeeds(toCompare + " | grep "
                        + SampleReferral.SIGNING.publicKey().fingerprint()))
                .isTrue();
        String check = String.join(" && ", commands).replace("SIGNER.pub.pem", signer.toString());
        assertThat(succeeds(check)).isTrue();
        for (String name : SampleReferral.files(made).keySet()) {
            Path file = made.resolve(name);
            byte[] original = Files.readAllBytes(file);
            byte[] flipped = original.clone();
            flipped[original.length / 2] ^= 1;
            Files.write(file, flipped);
            assertThat(succeeds(check)).as(name).isFalse();
            Files.write(file, original);
        }
        assertThat(succeeds(check)).isTrue();
    }

    private boolean succeeds(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(made.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }

    @Test
    void namesWhatIsMissingAddedOrALink() throws IOException {
        Files.delete(made.resolve("data/links.csv"));
        Files.writeString(made.resolve("data/extra.csv"), "x");
        Files.writeString(made.resolve("extra.txt"), "x");
        Files.createSymbolicLink(made.resolve("data/link"), made.resolve("data/ring.json"));
        assertThat(faults())
                .contains(
                        "data/links.csv: is missing",
                        "data/extra.csv: was added",
                        "extra.txt: was added",
                        "data/link: is a link, which a package or output never holds");
    }

    @Test
    void aLinkInThePlaceOfAFileIsNotFollowed() throws IOException {
        Path real = folder.resolve("elsewhere.csv");
        Files.move(made.resolve("data/links.csv"), real);
        Files.createSymbolicLink(made.resolve("data/links.csv"), real);
        assertThat(faults()).contains("data/links.csv: is missing");
    }

    @Test
    void aManifestCannotLeadOutOfThePackage() throws IOException {
        Path manifest = made.resolve("manifest-sha256.txt");
        Files.writeString(
                manifest,
                Files.readString(manifest) + "0".repeat(64) + "  data/../../../etc/passwd\n" + "not a line\n");
        assertThat(faults())
                .contains(
                        "data/../../../etc/passwd: is missing",
                        "manifest-sha256.txt: has a line that is no hash and name");
    }

    @Test
    void tellsAnotherSignerFromNone() throws IOException {
        PublicSigningKey other = SigningKey.generate(new SecureRandom()).publicKey();
        assertThat(Verification.of(made, Optional.of(other)).faults())
                .containsExactly("signature.ed25519: is by another key than --key: by "
                        + SampleReferral.SIGNING.publicKey().fingerprint());
        Verification.Result unchecked = Verification.of(made, Optional.empty());
        assertThat(unchecked.faults()).isEmpty();
        assertThat(unchecked.notes()).anyMatch(note -> note.startsWith("THE SIGNER IS NOT CHECKED"));
        Files.delete(made.resolve("signature.ed25519"));
        assertThat(faults()).containsExactly("signature.ed25519: is missing: the package is not signed");
    }

    @Test
    void aBrokenSchemaOrChainIsFoundThoughAllHashesAreRight() throws IOException {
        Path ring = made.resolve("data/ring.json");
        Files.writeString(ring, Files.readString(ring).replace("\"role\":\"victim\"", "\"role\":\"guilty\""));
        Path custody = made.resolve("data/custody.csv");
        Files.writeString(custody, Files.readString(custody).replace("Jane Roe", "Joan Roe"));
        for (String name : List.of(
                "bagit.txt",
                "bag-info.txt",
                "manifest-sha256.txt",
                "tagmanifest-sha256.txt",
                "signing.pub.pem",
                "signature.ed25519")) {
            Files.delete(made.resolve(name));
        }
        Bag.seal(made, List.of(java.util.Map.entry("Profile", "disclosure")), Optional.of(SampleReferral.SIGNING));
        assertThat(faults())
                .anyMatch(fault -> fault.startsWith("data/ring.json: is not what its schema says"))
                .contains("data/custody.csv: line 5 does not follow from the line before")
                .anyMatch(fault -> fault.endsWith("its first entry is about another package"));
    }

    @Test
    void theLogBesideAPackageGoesOnUnbroken() throws IOException {
        Path log = made.resolveSibling(made.getFileName() + CustodyLog.SUFFIX);
        CustodyLog custody = CustodyLog.parse(Files.readString(log));
        custody.add(Instant.EPOCH.toString(), "=courier\n", "handed over", "", "by hand");
        Files.writeString(log, custody.text());
        assertThat(faults()).isEmpty();
        assertThat(custody.text()).contains("'=courier<U+000A>,handed over");
        Files.writeString(log, custody.text().replace("writer", "reader"));
        assertThat(faults()).containsExactly(log.getFileName() + ": line 3 does not follow from the line before");
    }

    @Test
    void checksOutputsToo() throws IOException {
        assertThat(Verification.of(output, Optional.empty()).faults()).isEmpty();
        Files.writeString(output.resolve("hubs.csv"), "x");
        Files.delete(output.resolve("baseline.json"));
        Files.writeString(output.resolve("added"), "x");
        Files.delete(output.resolve("_SUCCESS"));
        Files.writeString(output.resolve("rings.jsonl"), "{\"ring_id\":7}\n");
        assertThat(Verification.of(output, Optional.empty()).faults())
                .contains(
                        "hubs.csv: was changed",
                        "baseline.json: is missing",
                        "added: was added",
                        "_SUCCESS: is missing: the output is not complete",
                        "rings.jsonl: was changed")
                .anyMatch(fault -> fault.startsWith("rings.jsonl: line 1 is not what its schema says"));
        assertThatThrownBy(() -> Verification.of(output, SIGNER)).hasMessageContaining("which nobody signs");
        assertThatThrownBy(() -> Verification.of(folder, SIGNER))
                .hasMessage("DIR must be a referral package or an output of detect but " + folder + " is neither");
    }

    @Test
    void hostileBytesAreFaultsAndNothingElse() throws IOException {
        for (String name : SampleReferral.files(made).keySet()) {
            Path file = made.resolve(name);
            byte[] original = Files.readAllBytes(file);
            Files.write(file, ("[".repeat(100_000) + "\u0000\n").getBytes(UTF_8));
            assertThat(faults()).as(name).isNotEmpty();
            Files.write(file, original);
        }
    }
}
