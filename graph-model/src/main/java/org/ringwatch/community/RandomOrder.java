// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Random;

/**
 * The order in which Leiden looks at nodes. Each place in turn is swapped with any place, as CWTS does it; that is not
 * quite uniform, as Fisher and Yates would have it, but its clusterings are those of the library for the same seed.
 */
final class RandomOrder {

    private RandomOrder() {}

    /** Shuffles the first {@code length} elements. */
    static void shuffle(int[] elements, int length, Random random) {
        for (int i = 0; i < length; i++) {
            int j = random.nextInt(length);
            int element = elements[i];
            elements[i] = elements[j];
            elements[j] = element;
        }
    }
}
