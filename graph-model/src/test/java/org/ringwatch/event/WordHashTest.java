// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordHashTest {

    @Test
    void numberedNamesDoNotCollideAndFillEveryBit() {
        Set<Long> seen = new HashSet<>();
        int[] ones = new int[64];
        int names = 200_000;
        for (int i = 0; i < names; i++) {
            long hash = hash("account-" + i);
            seen.add(hash);
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (hash >>> bit & 1);
            }
        }

        assertThat(seen).hasSize(names);
        for (int count : ones) {
            assertThat(count).isBetween(names * 49 / 100, names * 51 / 100);
        }
    }

    @Test
    void everyByteAndTheLengthCount() {
        Set<Long> seen = new HashSet<>();
        byte[] text = new byte[24];
        for (int length = 0; length <= text.length; length++) {
            assertThat(seen.add(WordHash.of(text, 0, length))).isTrue();
            for (int i = 0; i < length; i++) {
                text[i] = 1;
                assertThat(seen.add(WordHash.of(text, 0, length))).isTrue();
                text[i] = 0;
            }
        }
    }

    @Test
    void hashesARangeAsIfItStoodAlone() {
        byte[] text = "xxdevice-12345yy".getBytes(StandardCharsets.US_ASCII);

        assertThat(WordHash.of(text, 2, text.length - 4)).isEqualTo(hash("device-12345"));
    }

    private static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return WordHash.of(bytes, 0, bytes.length);
    }
}
