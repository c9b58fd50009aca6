// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A seeded random stream (SplitMix64; Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195) and the distributions the
 * simulator needs. Uses {@link StrictMath}, so the same seed gives the same numbers on every machine.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** A stream of its own for one purpose, independent of how much others have drawn. */
    static Dice of(long seed, long purpose, long index) {
        return new Dice(mix(mix(mix(seed) + purpose * GOLDEN) + index));
    }

    /** Scrambles all bits; a bijection. */
    static long mix(long x) {
        long z = x + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long bits() {
        long result = mix(state);
        state += GOLDEN;
        return result;
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in [from, to). */
    double between(double from, double to) {
        return from + (to - from) * unit();
    }

    /** Uniform whole number in [from, to], both inclusive; {@code from} when the interval is empty. */
    int whole(int from, int to) {
        return to <= from ? from : from + (int) (unit() * (to - from + 1L));
    }

    /** Uniform in [from, to); {@code from} when the interval is empty. */
    long within(long from, long to) {
        return to <= from ? from : from + (long) (unit() * (to - from));
    }

    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Log-normal with the given median. */
    double around(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** A rank in [0, size) with probability falling as rank^-exponent; {@code exponent} must not be 1. */
    int zipf(int size, double exponent) {
        double power = 1 - exponent;
        double top = StrictMath.pow(size + 1.0, power) - 1;
        int rank = (int) StrictMath.pow(1 + unit() * top, 1 / power) - 1;
        return Math.max(0, Math.min(size - 1, rank));
    }

    <T> T pick(List<T> choices) {
        return choices.get(whole(0, choices.size() - 1));
    }

    /** An index drawn in proportion to the weights. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = unit() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    <T> List<T> shuffled(List<T> values) {
        List<T> result = new ArrayList<>(values);
        for (int i = result.size() - 1; i > 0; i--) {
            int j = whole(0, i);
            T swapped = result.get(i);
            result.set(i, result.get(j));
            result.set(j, swapped);
        }
        return result;
    }
}
