// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Property(tries = 5000)
    void agreesWithTheJdkAboutBytes(@ForAll @Size(max = 6) byte[] bytes) {
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(jdkReads(bytes));
    }

    @Test
    void agreesWithTheJdkAboutEveryLeadAndSecondByte() {
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second = 0; second < 0x100; second++) {
                for (int length = 1; length <= 4; length++) {
                    byte[] bytes = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0xBF};
                    byte[] shorter = java.util.Arrays.copyOf(bytes, length);
                    assertThat(Utf8.isValid(shorter, 0, length))
                            .as("%02x %02x, %d bytes", lead, second, length)
                            .isEqualTo(jdkReads(shorter));
                }
            }
        }
    }

    private static boolean jdkReads(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
