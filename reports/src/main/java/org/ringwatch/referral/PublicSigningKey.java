// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.ringwatch.export.Sha256;

/** An Ed25519 public key (RFC 8032), as OpenSSL writes it: {@code -----BEGIN PUBLIC KEY-----}. */
public final class PublicSigningKey {
    /** Length of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PUBLIC KEY";

    private final PublicKey key;

    PublicSigningKey(PublicKey key) {
        this.key = key;
    }

    /**
     * The key that a text holds.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static PublicSigningKey parse(byte[] pem) {
        return ofDer(Pem.read(LABEL, pem));
    }

    static PublicSigningKey ofDer(byte[] der) {
        try {
            return new PublicSigningKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("must hold an Ed25519 public key but holds another kind", e);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    /** The key as {@link #parse} and OpenSSL read it. */
    public String toPem() {
        return Pem.write(LABEL, key.getEncoded());
    }

    /** SubjectPublicKeyInfo. */
    byte[] der() {
        return key.getEncoded();
    }

    /** The lower-case hexadecimal SHA-256 of the key (SubjectPublicKeyInfo, DER): to be compared by another way than the key came. */
    public String fingerprint() {
        return Sha256.hex(key.getEncoded());
    }

    /** Whether the holder of the private key signed these bytes. */
    public boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature machine = Signature.getInstance(ALGORITHM);
            machine.initVerify(key);
            machine.update(content);
            return signature.length == SIGNATURE_BYTES && machine.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            // A key may be no point of the curve: nobody signs with such a one.
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK from 15 has " + ALGORITHM, e);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicSigningKey that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key.getEncoded());
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
