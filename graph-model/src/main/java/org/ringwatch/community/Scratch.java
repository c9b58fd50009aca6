// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

/**
 * Arrays that grow and are used again. An array that is long enough stays the same, contents included; otherwise there
 * is a new one, all zero, at least half as long again as the old one, so that growing step by step costs no more than a
 * constant factor.
 */
final class Scratch {

    private Scratch() {}

    static int[] ints(int[] array, int length) {
        return array.length >= length ? array : new int[grown(array.length, length)];
    }

    static double[] doubles(double[] array, int length) {
        return array.length >= length ? array : new double[grown(array.length, length)];
    }

    static boolean[] booleans(boolean[] array, int length) {
        return array.length >= length ? array : new boolean[grown(array.length, length)];
    }

    private static int grown(int length, int needed) {
        return (int) Math.max(needed, Math.min(length + (length >> 1) + 1L, Integer.MAX_VALUE - 8L));
    }
}
