// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.RejectedRaw;
import org.ringwatch.pseudonym.PseudonymKey;

class RejectedTextTest {

    private static final String REASON = "ip must be an IPv4 or IPv6 address but was \"alice\"";
    private static final byte[] LINE = "x,alice,y".getBytes(UTF_8);

    private static RejectedText text(RejectedRaw kept, byte... secretStart) {
        byte[] secret = new byte[PseudonymKey.SECRET_BYTES];
        System.arraycopy(secretStart, 0, secret, 0, secretStart.length);
        Privacy privacy = new Privacy(() -> Optional.of(new PseudonymKey(2, secret).forRun()), kept, Erasures.NONE);
        return new RejectedText(kept, secretStart.length == 0 ? Optional.empty() : Pseudonymiser.of(privacy));
    }

    @Test
    void clipKeepsTheLineAndTheValue() {
        assertThat(text(RejectedRaw.CLIP).raw(LINE, 2, 7)).isEqualTo("alice,y");
        assertThat(text(RejectedRaw.CLIP).raw(new byte[9000], 0, 9000)).hasSize(4096);
        assertThat(text(RejectedRaw.CLIP).reason(REASON)).isEqualTo(REASON);
    }

    @Test
    void noneKeepsTheRuleOnly() {
        assertThat(text(RejectedRaw.NONE).raw(LINE, 0, LINE.length)).isEmpty();
        assertThat(text(RejectedRaw.NONE).reason(REASON)).isEqualTo("ip must be an IPv4 or IPv6 address");
    }

    @Test
    void hashFindsTheLineAgainAndIsKeyedWhereIdsArePseudonyms() throws Exception {
        String plain = text(RejectedRaw.HASH).raw(LINE, 0, LINE.length);
        assertThat(plain)
                .isEqualTo("sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(LINE)));
        String keyed = text(RejectedRaw.HASH, (byte) 1).raw(LINE, 0, LINE.length);
        assertThat(keyed)
                .matches("hmac-sha256:v2:[0-9a-f]{64}")
                .isEqualTo(text(RejectedRaw.HASH, (byte) 1).raw(LINE, 0, LINE.length))
                .isNotEqualTo(text(RejectedRaw.HASH, (byte) 2).raw(LINE, 0, LINE.length));
        assertThat(text(RejectedRaw.HASH, (byte) 1).raw(LINE, 0, 0)).isEmpty();
        assertThat(text(RejectedRaw.HASH).reason(REASON)).doesNotContain("alice");
    }
}
