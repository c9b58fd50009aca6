// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.KeyFile;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.referral.PublicSigningKey;
import org.ringwatch.referral.SigningKey;

class KeygenCommandTest {
    @TempDir
    Path folder;

    @Test
    void makesKeysForTheirOwnerOnlyAndPrintsNoneOfThem() throws IOException {
        Path keys = folder.resolve("new/keys");
        Invocation invocation = Invocation.of("keygen", "--output", keys.toString(), "--key-version", "3");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        for (String name : new String[] {"pseudonym.key", "signing.pem", "signing.pub.pem"}) {
            Path file = keys.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(invocation.out()).contains(file + "\n");
        }
        PseudonymKey pseudonyms = PseudonymKey.parse(KeyFile.read("--pseudonym-key", keys.resolve("pseudonym.key")));
        assertThat(pseudonyms.version()).isEqualTo(3);
        SigningKey signing = SigningKey.parse(KeyFile.read("--sign", keys.resolve("signing.pem")));
        assertThat(PublicSigningKey.parse(Files.readAllBytes(keys.resolve("signing.pub.pem"))))
                .isEqualTo(signing.publicKey());
        String secret =
                new String(pseudonyms.toText(), UTF_8).lines().toList().get(2).substring(7);
        assertThat(invocation.out() + invocation.err())
                .contains("SHA-256 of the public key: " + signing.publicKey().fingerprint())
                .doesNotContain(
                        secret,
                        new String(signing.toPem(), UTF_8).lines().toList().get(1));
    }

    @Test
    void makesOtherKeysEachTime() throws IOException {
        Invocation.of("keygen", "--output", folder.resolve("a").toString());
        Invocation.of("keygen", "--output", folder.resolve("b").toString());
        for (String name : new String[] {"pseudonym.key", "signing.pem"}) {
            assertThat(Files.readAllBytes(folder.resolve("a").resolve(name)))
                    .isNotEqualTo(Files.readAllBytes(folder.resolve("b").resolve(name)));
        }
    }

    @Test
    void replacesNoKey() throws IOException {
        Files.writeString(folder.resolve("signing.pem"), "precious");
        Invocation invocation = Invocation.of("keygen", "--output", folder.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch keygen: --output must hold no signing.pem but " + folder
                        + " does: keys are never replaced");
        assertThat(folder.resolve("pseudonym.key")).doesNotExist();
        assertThat(folder.resolve("signing.pem")).hasContent("precious");
    }

    @Test
    void refusesAVersionThatIsNone() {
        Invocation invocation =
                Invocation.of("keygen", "--output", folder.resolve("keys").toString(), "--key-version", "0");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch keygen: key version must be between 1 and 9999 but was 0");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "x");
        for (String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> KeyFile.read("--pseudonym-key", key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--pseudonym-key must be a file that only its owner can read (chmod 600) but " + key
                            + " is open to others");
        }
    }
}
