// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {

    /** Appendix A of the paper and vectors_sip64 of its reference implementation: key 00 … 0f, input 00, 00 01, … */
    private static final long[] VECTORS = {
        0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
        0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
        0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
        0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L
    };

    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

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
        for (int i = 0; i < 15; i++) {
            input[7 + i] = (byte) i;
        }
        input[22] = -1;

        assertThat(HASH.hash(input, 7, 15)).isEqualTo(0xa129ca6149be45e5L);
    }
}
