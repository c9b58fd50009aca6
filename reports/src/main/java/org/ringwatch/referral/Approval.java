// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement, signed by the approver's own key, that a person has looked at a version of a ring and takes it for fraud. As text:
 *
 * <pre>
 * ringwatch-approval 1
 * ring_version 64 hexadecimal digits
 * decision confirmed_risk
 * name the approver
 * utc 2026-01-02T03:04:05Z
 * public_key base 64 (SubjectPublicKeyInfo, DER)
 * signature base 64 (Ed25519, over all lines above with their line feeds)
 * </pre>
 *
 * <p>The signature says that the holder of the key approved; that the key is the named person's must be known by other means.
 */
public final class Approval {
    private static final Pattern TEXT = Pattern.compile("(ringwatch-approval 1\n"
            + "ring_version ([0-9a-f]{64})\n"
            + "decision confirmed_risk\n"
            + "name ([^\n]+)\n"
            + "utc ([^\n]+)\n"
            + "public_key ([A-Za-z0-9+/=]+)\n)"
            + "signature ([A-Za-z0-9+/=]+)\n?");

    private final String text;
    private final String ringVersion;
    private final String name;
    private final Instant utc;
    private final PublicSigningKey key;

    private Approval(String text, String ringVersion, String name, Instant utc, PublicSigningKey key) {
        this.text = text;
        this.ringVersion = ringVersion;
        this.name = name;
        this.utc = utc;
        this.key = key;
    }

    /** A new statement. */
    public static Approval sign(String ringVersion, String name, Instant utc, SigningKey key) {
        String open = Base64.getEncoder().encodeToString(key.publicKey().der());
        String stated = "ringwatch-approval 1\nring_version " + ringVersion + "\ndecision confirmed_risk\nname " + name
                + "\nutc " + utc + "\npublic_key " + open + "\n";
        String signature = Base64.getEncoder().encodeToString(key.sign(stated.getBytes(UTF_8)));
        return parse((stated + "signature " + signature + "\n").getBytes(UTF_8));
    }

    /**
     * The statement that a text holds.
     *
     * @throws IllegalArgumentException if it holds none or the signature is not by its key
     */
    public static Approval parse(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "must hold an approval: ringwatch-approval 1, ring_version, decision, name, utc, public_key, signature");
        }
        try {
            PublicSigningKey key = PublicSigningKey.ofDer(Base64.getDecoder().decode(found.group(5)));
            byte[] signature = Base64.getDecoder().decode(found.group(6));
            if (!key.verifies(found.group(1).getBytes(UTF_8), signature)) {
                throw new IllegalArgumentException("must hold an approval that its key signed but this one was not");
            }
            return new Approval(text, found.group(2), found.group(3), Instant.parse(found.group(4)), key);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must hold an approval with a time such as 2026-01-02T03:04:05Z", e);
        }
    }

    /** The statement as {@link #parse} reads it. */
    public String toText() {
        return text;
    }

    String ringVersion() {
        return ringVersion;
    }

    String name() {
        return name;
    }

    Instant utc() {
        return utc;
    }

    PublicSigningKey key() {
        return key;
    }
}
