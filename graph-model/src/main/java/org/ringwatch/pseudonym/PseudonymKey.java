// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.pseudonym;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * A master secret of 256 bits with its version. Pseudonyms are made with keys derived from it, one for each recipient, so that one
 * recipient can neither match its pseudonyms with another's nor make them.
 *
 * <p>As text, three lines:
 *
 * <pre>
 * ringwatch-pseudonym-key 1
 * version 1
 * secret 64 hexadecimal digits
 * </pre>
 *
 * <p>Never printed: {@link #toString()} tells the version only.
 */
public final class PseudonymKey {
    /** Versions are from 1 to this. */
    public static final int MAX_VERSION = 9999;

    /** Length of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String FIRST_LINE = "ringwatch-pseudonym-key 1";
    private static final Pattern TEXT = Pattern.compile(
            FIRST_LINE + "\r?\nversion ([1-9][0-9]{0,3})\r?\nsecret ([0-9a-f]{" + 2 * SECRET_BYTES + "})(?:\r?\n)?");
    /** HKDF's salt; not secret, and never to be changed. */
    private static final byte[] SALT = "ringwatch pseudonym key".getBytes(US_ASCII);

    private final int version;
    private final byte[] secret;

    /**
     * A key.
     *
     * @param version 1 to {@link #MAX_VERSION}; stands in every pseudonym, so that the right key is found after a change of keys
     * @param secret {@link #SECRET_BYTES} random bytes
     */
    public PseudonymKey(int version, byte[] secret) {
        if (version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException(
                    "key version must be between 1 and " + MAX_VERSION + " but was " + version);
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("secret must have " + SECRET_BYTES + " bytes but had " + secret.length);
        }
        this.version = version;
        this.secret = secret.clone();
    }

    /**
     * The key that a text holds.
     *
     * @throws IllegalArgumentException if it holds none; the message never repeats the text
     */
    public static PseudonymKey parse(byte[] text) {
        Matcher key = TEXT.matcher(new String(text, US_ASCII));
        if (!key.matches()) {
            throw new IllegalArgumentException(
                    "must hold a pseudonym key: the line \"" + FIRST_LINE + "\", then version and secret");
        }
        return new PseudonymKey(Integer.parseInt(key.group(1)), HexFormat.of().parseHex(key.group(2)));
    }

    /** The key as {@link #parse} reads it. Secret. */
    public byte[] toText() {
        return (FIRST_LINE + "\nversion " + version + "\nsecret "
                        + HexFormat.of().formatHex(secret) + "\n")
                .getBytes(US_ASCII);
    }

    /** The version, which stands in every pseudonym. */
    public int version() {
        return version;
    }

    /**
     * The pseudonyms for one recipient.
     *
     * @param recipient whoever gets them, as text; the same text, the same pseudonyms
     */
    public Pseudonyms forRecipient(String recipient) {
        return derive("recipient", recipient);
    }

    /** The pseudonyms that a run's own output holds: of no recipient, and matched with none. */
    public Pseudonyms forRun() {
        return derive("run", "");
    }

    /** HKDF (RFC 5869) with one block of output. */
    private Pseudonyms derive(String purpose, String name) {
        byte[] extracted = HmacSha256.of(SALT).doFinal(secret);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(purpose.getBytes(US_ASCII));
        info.write(0);
        info.writeBytes(name.getBytes(UTF_8));
        info.write(1);
        Mac expand = HmacSha256.of(extracted);
        return new Pseudonyms(version, expand.doFinal(info.toByteArray()));
    }

    @Override
    public String toString() {
        return "pseudonym key, version " + version;
    }
}
