// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys (RFC 7468), as OpenSSL reads and writes it. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /** A block of that label. */
    static String write(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /**
     * What the one block of a text holds.
     *
     * @throws IllegalArgumentException if the text is no such block; the message never repeats it
     */
    static byte[] read(String label, byte[] text) {
        Pattern block = Pattern.compile(
                "\\s*-----BEGIN " + label + "-----\\s([A-Za-z0-9+/=\\s]*)-----END " + label + "-----\\s*");
        Matcher found = block.matcher(new String(text, US_ASCII));
        if (!found.matches()) {
            throw new IllegalArgumentException("must hold one PEM block \"" + label + "\" and nothing else");
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must hold one PEM block \"" + label + "\" but that is no base 64");
        }
    }
}
