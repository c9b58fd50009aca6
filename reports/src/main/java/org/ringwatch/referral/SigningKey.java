// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * An Ed25519 private key (RFC 8032) with its public one, as OpenSSL writes it: {@code -----BEGIN PRIVATE KEY-----}. Signatures are
 * deterministic. Never printed: {@link #toString()} tells the public key's fingerprint.
 */
public final class SigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey secret;
    private final PublicSigningKey open;

    private SigningKey(PrivateKey secret, PublicSigningKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** A new key. */
    public static SigningKey generate(SecureRandom random) {
        try {
            KeyPair pair = pair(random);
            return new SigningKey(pair.getPrivate(), new PublicSigningKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw PublicSigningKey.missing(e);
        }
    }

    /**
     * The key that a text holds.
     *
     * @throws IllegalArgumentException if it holds none; the message never repeats the text
     */
    public static SigningKey parse(byte[] pem) {
        try {
            PrivateKey secret = KeyFactory.getInstance(PublicSigningKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(LABEL, pem)));
            SigningKey key = new SigningKey(secret, publicKeyOf(secret));
            if (!key.open.verifies(new byte[0], key.sign(new byte[0]))) {
                throw new IllegalStateException("a key must verify what it signed but did not");
            }
            return key;
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("must hold an Ed25519 private key but holds another kind");
        } catch (GeneralSecurityException e) {
            throw PublicSigningKey.missing(e);
        }
    }

    /** The key as {@link #parse} and OpenSSL read it. Secret. */
    public byte[] toPem() {
        return Pem.write(LABEL, secret.getEncoded()).getBytes(US_ASCII);
    }

    /** Who checks signatures needs this. */
    public PublicSigningKey publicKey() {
        return open;
    }

    /** The signature of these bytes, {@value PublicSigningKey#SIGNATURE_BYTES} bytes long. */
    public byte[] sign(byte[] content) {
        try {
            Signature machine = Signature.getInstance(PublicSigningKey.ALGORITHM);
            machine.initSign(secret);
            machine.update(content);
            return machine.sign();
        } catch (GeneralSecurityException e) {
            throw PublicSigningKey.missing(e);
        }
    }

    /** The JDK derives a public key only when it makes a pair, from 32 random bytes that are the private key: it is given these. */
    private static PublicSigningKey publicKeyOf(PrivateKey secret)
            throws NoSuchAlgorithmException, GeneralSecurityException {
        byte[] seed = ((EdECPrivateKey) secret)
                .getBytes()
                .orElseThrow(() -> new IllegalArgumentException("must hold a private key but it cannot be read"));
        return new PublicSigningKey(pair(new Given(seed)).getPublic());
    }

    private static KeyPair pair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicSigningKey.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, random);
        return generator.generateKeyPair();
    }

    @Override
    public String toString() {
        return "signing key of " + open;
    }

    /** Gives bytes that are known. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
