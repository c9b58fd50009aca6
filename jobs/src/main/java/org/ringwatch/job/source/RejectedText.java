// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.RejectedRaw;
import org.ringwatch.event.ShownValue;

/** What is told of a rejected line: of its text, and of the value in the reason. For one thread. */
final class RejectedText {
    /** Most bytes of a rejected line that are kept. */
    static final int MAX_RAW_BYTES = 4096;

    private final RejectedRaw kept;
    private final @Nullable Pseudonymiser pseudonymiser;

    RejectedText(RejectedRaw kept, Optional<Pseudonymiser> pseudonymiser) {
        this.kept = kept;
        this.pseudonymiser = pseudonymiser.orElse(null);
    }

    /** The reason, without values where the line is not to be told. */
    String reason(String reason) {
        return kept == RejectedRaw.CLIP ? reason : ShownValue.withoutValue(reason);
    }

    /** What stands for the line; empty of an empty one. */
    String raw(byte[] buffer, int start, int length) {
        return length == 0
                ? ""
                : switch (kept) {
                    case CLIP -> new String(buffer, start, Math.min(length, MAX_RAW_BYTES), StandardCharsets.UTF_8);
                    case HASH -> hash(Arrays.copyOfRange(buffer, start, start + length));
                    case NONE -> "";
                };
    }

    private String hash(byte[] line) {
        if (pseudonymiser != null) {
            return "hmac-sha256:v" + pseudonymiser.keyVersion() + ":"
                    + HexFormat.of().formatHex(pseudonymiser.lineMac(line));
        }
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
