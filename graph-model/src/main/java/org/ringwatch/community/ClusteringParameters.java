// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.io.Serializable;

/**
 * How to look for communities. Label propagation has no resolution; components need none of the three.
 *
 * @param resolution γ of CPM, in units of edge weight: a group is kept together if its average inside weight per pair of
 *     nodes exceeds γ. Positive, at most 1,000.
 * @param maxIterations rounds after which a method stops though not yet stable; at least 1
 * @param seed makes the random choices of a method; the same seed makes the same ones
 */
public record ClusteringParameters(double resolution, int maxIterations, long seed) implements Serializable {

    /**
     * From findings/detection.md: chains of accounts, each sharing with the next, must not be cut, which CPM does when n >
     * 2w/γ; 0.05 keeps chains of up to 20 at the weakest edge weight of 0.5.
     */
    public static final double DEFAULT_RESOLUTION = 0.05;

    /**
     * Far above need: Leiden is stable after 2 to 5 iterations on our graphs, and label propagation labels 95 % of nodes
     * for good within 5 (Raghavan et al. 2007). Bounds the time on graphs where label propagation swings for ever.
     */
    public static final int DEFAULT_MAX_ITERATIONS = 50;

    /** Any number does; results must not depend on it much. */
    public static final long DEFAULT_SEED = 0;

    /** Above it, γ in millionths times squares of component sizes would leave the exact range of a double. */
    private static final double MAX_RESOLUTION = 1_000;

    public ClusteringParameters {
        if (!(resolution > 0 && resolution <= MAX_RESOLUTION)) {
            throw new IllegalArgumentException("resolution must be above 0 and at most 1000 but was " + resolution);
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("maxIterations must be at least 1 but was " + maxIterations);
        }
    }

    /** The values used unless configured. */
    public static ClusteringParameters defaults() {
        return new ClusteringParameters(DEFAULT_RESOLUTION, DEFAULT_MAX_ITERATIONS, DEFAULT_SEED);
    }

    /** The same with another γ. */
    public ClusteringParameters withResolution(double newResolution) {
        return new ClusteringParameters(newResolution, maxIterations, seed);
    }

    /** The same with another seed. */
    public ClusteringParameters withSeed(long newSeed) {
        return new ClusteringParameters(resolution, maxIterations, newSeed);
    }
}
