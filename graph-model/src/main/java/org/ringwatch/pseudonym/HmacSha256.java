// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.pseudonym;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) from the JDK. */
final class HmacSha256 {
    static final int BYTES = 32;

    private static final String NAME = "HmacSHA256";

    private HmacSha256() {}

    /** A machine for one key; not to be shared by threads. */
    static Mac of(byte[] key) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + NAME + ", which takes any key", e);
        }
    }
}
