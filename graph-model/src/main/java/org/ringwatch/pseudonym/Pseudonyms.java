// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.pseudonym;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * Pseudonyms under one derived key: {@code id:v1:} and 26 characters of base 32 (RFC 4648, lower case), the first 128 bits of the
 * HMAC-SHA-256 over namespace, a zero byte and id. Equal ids of a namespace have equal pseudonyms; two ids have the same one with a
 * chance of less than 1 in 10^20 among a thousand million.
 *
 * <p>For one thread. Its key is never printed, and it cannot be serialised.
 */
public final class Pseudonyms {
    /** Random characters at the end of a pseudonym. */
    public static final int CODE_LENGTH = 26;

    /** RFC 4648 base 32 in lower case. */
    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int BITS = 5;
    private static final int FINGERPRINT_BYTES = 16;

    private final int version;
    private final Mac mac;

    Pseudonyms(int version, byte[] key) {
        this.version = version;
        this.mac = HmacSha256.of(key);
    }

    /** The pseudonym of an id; empty of an empty one, which is missing. */
    public String of(Namespace namespace, String id) {
        return id.isEmpty() ? "" : named(namespace.label(), namespace, id);
    }

    /** The pseudonym of a wallet, which keeps the wallet's kind: {@code alipay:v1:…}. */
    public String ofWallet(String wallet) {
        int colon = wallet.indexOf(':');
        String kind = colon < 0 ? "" : wallet.substring(0, colon);
        return switch (kind) {
            case "alipay", "wechat", "card", "gift" -> named(kind, Namespace.WALLET, wallet);
            default -> of(Namespace.WALLET, wallet);
        };
    }

    /** The whole HMAC, 32 bytes, for who needs another form than text. */
    public byte[] mac(Namespace namespace, byte[] id) {
        return mac(namespace.label(), id);
    }

    /** The HMAC of a line that is not to be shown, 32 bytes: whoever guesses the line cannot make sure without the key. */
    public byte[] lineMac(byte[] line) {
        return mac("line", line);
    }

    /** Tells this derived key from others without telling it: 32 hexadecimal digits. */
    public String fingerprint() {
        return HexFormat.of().formatHex(mac("fingerprint", new byte[0]), 0, FINGERPRINT_BYTES);
    }

    /** The version of the key, which stands in every pseudonym. */
    public int version() {
        return version;
    }

    private byte[] mac(String label, byte[] text) {
        mac.update(label.getBytes(US_ASCII));
        mac.update((byte) 0);
        return mac.doFinal(text);
    }

    private String named(String label, Namespace namespace, String id) {
        return label + ":v" + version + ":" + code(mac(namespace, id.getBytes(UTF_8)));
    }

    /** The first 128 bits; the last character holds three of them. */
    private static String code(byte[] hash) {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int c = 0; c < CODE_LENGTH; c++) {
            int bits = 0;
            for (int b = c * BITS; b < (c + 1) * BITS; b++) {
                bits = bits << 1 | (b < 128 ? hash[b >> 3] >> (7 - (b & 7)) & 1 : 0);
            }
            code.append(BASE_32.charAt(bits));
        }
        return code.toString();
    }

    @Override
    public String toString() {
        return "pseudonyms, key version " + version;
    }
}
