// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    /** RFC 8032, section 7.1, test 2; around it what PKCS #8 and SubjectPublicKeyInfo put before every such key. */
    private static final String SECRET =
            "302e020100300506032b657004220420" + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    private static final String PUBLIC =
            "302a300506032b6570032100" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String SIGNATURE = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    @Test
    void signsAsTheStandardSays() {
        SigningKey key = SigningKey.parse(
                Pem.write("PRIVATE KEY", HexFormat.of().parseHex(SECRET)).getBytes(US_ASCII));
        assertThat(key.publicKey().toPem())
                .isEqualTo(Pem.write("PUBLIC KEY", HexFormat.of().parseHex(PUBLIC)));
        assertThat(HexFormat.of().formatHex(key.sign(new byte[] {0x72}))).isEqualTo(SIGNATURE);
    }

    @Test
    void isReadAsItWasWritten() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        SigningKey read = SigningKey.parse(key.toPem());
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        PublicSigningKey open = PublicSigningKey.parse(key.publicKey().toPem().getBytes(US_ASCII));
        byte[] content = {1, 2, 3};
        assertThat(open.verifies(content, read.sign(content))).isTrue();
        assertThat(open.verifies(new byte[] {1, 2, 4}, read.sign(content))).isFalse();
        assertThat(open.verifies(content, new byte[] {7})).isFalse();
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> SigningKey.parse("-----BEGIN PRIVATE KEY-----\nsecret".getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must hold one PEM block \"PRIVATE KEY\" and nothing else");
        assertThatThrownBy(() -> SigningKey.parse(
                        Pem.write("PRIVATE KEY", new byte[] {1, 2, 3}).getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must hold an Ed25519 private key but holds another kind");
    }

    @Test
    void isPrintedAsItsPublicKeysFingerprint() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        assertThat(key).hasToString("signing key of " + key.publicKey().fingerprint());
    }
}
