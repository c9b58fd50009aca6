// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SipHashTest {

    /** As the hash of CPython 3.11 gives them without a seed: key 0, input nothing, 00, 00 01, … */
    private static final long[] VECTORS = {
        0xd1fba762150c532cL, 0x68a914128e01e473L, 0x010bac45c41e3669L, 0x4d4c9a4a8ef6e0adL,
        0x7cc43f98813e4dbdL, 0x5abe2169dff36275L, 0xe3c25f87624f1cdbL, 0x2f098ab0c751325aL,
        0xead411e67ebe2eeaL, 0x75927f9d95124362L, 0xaf9f77a65ab51a1dL, 0xfe64ce8b6617fcffL,
        0xa6baf4fb0f9fe1c2L, 0xa0cf3211850f8e0dL, 0x7f86049379fbfe67L, 0xf30eb725bb91c9eaL,
        0x8972188433a5c5b7L, 0x4883c49a2c009c1dL, 0xadc2c0b63044067dL, 0x091f4a3329f87d19L,
        0x639e355ae68c0100L, 0xb17bef2cb5213239L, 0xf8aeb1066236ccfeL, 0x37332b1389daa4ffL
    };

    private static final SipHash HASH = new SipHash(0, 0);

    @Test
    void givesTheReferenceVectors() {
        byte[] input = new byte[VECTORS.length];
        for (int length = 0; length < VECTORS.length; length++) {
            assertThat(HASH.hash(input, 0, length)).isEqualTo(VECTORS[length]);
            input[length] = (byte) length;
        }
    }

    @Test
    void hashesARangeAsIfItStoodAlone() {
        byte[] input = new byte[40];
        Arrays.fill(input, (byte) -1);
        for (int i = 0; i < 15; i++) {
            input[7 + i] = (byte) i;
        }

        assertThat(HASH.hash(input, 7, 15)).isEqualTo(VECTORS[15]);
        assertThat(HASH.hash(input, 7, 3)).isEqualTo(VECTORS[3]);
    }

    @Test
    void bothHalvesOfTheKeyCount() {
        byte[] input = {0, 1, 2};

        assertThat(new SipHash(1, 0).hash(input, 0, 3)).isNotEqualTo(VECTORS[3]);
        assertThat(new SipHash(0, 1).hash(input, 0, 3)).isNotEqualTo(VECTORS[3]);
        assertThat(new SipHash(1, 0).hash(input, 0, 3)).isNotEqualTo(new SipHash(0, 1).hash(input, 0, 3));
    }
}
