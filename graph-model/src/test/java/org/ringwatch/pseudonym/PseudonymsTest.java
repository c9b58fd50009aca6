// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.pseudonym;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final PseudonymKey KEY = new PseudonymKey(7, secret());

    /** Python's hmac, hashlib and base64 say the same. */
    @Test
    void areTheHmacsThatAnotherImplementationMakes() {
        assertThat(KEY.forRecipient("Police of X, 反诈").of(Namespace.PERSON, "+8613800000000"))
                .isEqualTo("id:v7:wj6gaaajlistsu5d4vc3kztwda");
        assertThat(KEY.forRun().ofWallet("alipay:13800000000")).isEqualTo("alipay:v7:c6szyidaqh3quh2sjf2xg6mwa4");
    }

    @Test
    void areTheSameForOneRecipientAndDifferForAnother() {
        Pseudonyms police = KEY.forRecipient("police");
        assertThat(police.of(Namespace.DEVICE, "D1"))
                .isEqualTo(KEY.forRecipient("police").of(Namespace.DEVICE, "D1"))
                .isNotEqualTo(police.of(Namespace.DEVICE, "D2"))
                .isNotEqualTo(KEY.forRun().of(Namespace.DEVICE, "D1"))
                .isNotEqualTo(KEY.forRecipient("bank").of(Namespace.DEVICE, "D1"));
        assertThat(police.of(Namespace.DEVICE, "x").substring(10))
                .isNotEqualTo(police.of(Namespace.EVENT, "x").substring(10));
    }

    @Test
    void ofWhatIsMissingIsMissing() {
        assertThat(KEY.forRun().of(Namespace.IP, "")).isEmpty();
        assertThat(KEY.forRun().ofWallet("")).isEmpty();
    }

    /** Whoever's telephone number a hostile kind is, it does not come through. */
    @Test
    void ofAWalletKeepsNoKindThatIsNoneOfOurs() {
        assertThat(KEY.forRun().ofWallet("13800000000:x")).matches("wallet:v7:[a-z2-7]{26}");
    }

    @Test
    void keyIsReadAsItWasWritten() {
        PseudonymKey read = PseudonymKey.parse(KEY.toText());
        assertThat(read.version()).isEqualTo(7);
        assertThat(read.forRun().of(Namespace.PERSON, "a"))
                .isEqualTo(KEY.forRun().of(Namespace.PERSON, "a"));
        assertThat(new String(KEY.toText(), US_ASCII))
                .isEqualTo("ringwatch-pseudonym-key 1\nversion 7\nsecret "
                        + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
    }

    @Test
    void keyRefusesWhatIsNoneWithoutRepeatingIt() {
        assertThatThrownBy(() -> PseudonymKey.parse("version 7\nsecret 0123".getBytes(US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "must hold a pseudonym key: the line \"ringwatch-pseudonym-key 1\", then version and secret");
        assertThatThrownBy(() -> new PseudonymKey(10_000, secret()))
                .hasMessage("key version must be between 1 and 9999 but was 10000");
    }

    @Test
    void keyAndPseudonymsArePrintedWithoutTheSecret() {
        assertThat(KEY + " " + KEY.forRun()).isEqualTo("pseudonym key, version 7 pseudonyms, key version 7");
    }

    private static byte[] secret() {
        ByteBuffer bytes = ByteBuffer.allocate(PseudonymKey.SECRET_BYTES);
        for (byte b = 0; bytes.hasRemaining(); b++) {
            bytes.put(b);
        }
        return bytes.array();
    }
}
