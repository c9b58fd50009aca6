// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The Leiden algorithm on the constant Potts model: Traag, Waltman, van Eck 2019, "From Louvain to Leiden: guaranteeing
 * well-connected communities", doi:10.1038/s41598-019-41695-z. Written after the authors' Java, CWTS networkanalysis
 * 1.3.0 (https://github.com/CWTSLeiden/networkanalysis, MIT licence, copyright 2018 Centre for Science and Technology
 * Studies, Leiden University), and makes the same choices in the same order: for the same network and seed the
 * clustering is the library's, label by label, which a test compares.
 *
 * <p>Why not the library itself: it makes some thirty arrays a level, among them a network for each cluster, which for
 * networks of a few dozen nodes costs more than the algorithm. Here every array belongs to the phase that works on it
 * and is used again, for the next level, the next iteration, the next network. Whoever clusters a million components
 * holds one {@code Leiden}, and nothing is made for a component.
 *
 * <p>An iteration is a walk up the levels and down again. Upwards each level's clusters are improved ({@link
 * LocalMoving}), split into well-connected parts ({@link Refinement}), and the parts become the nodes of the next level
 * ({@link Aggregation}), clustered there as they were here; it ends where every node is a cluster. Downwards each level
 * takes over what the level above made of its parts.
 *
 * <p>Time O(slots) a level, levels shrink; memory is that of the largest network so far: some 32 bytes a slot and 130 a
 * node. Not for several threads at once.
 */
final class Leiden {
    private final double resolution;
    private final double randomness;
    private final long seed;
    private final Random random;
    private final List<Level> levels = new ArrayList<>();
    private final Grouping clusters = new Grouping();
    private final Grouping parts = new Grouping();
    private final LocalMoving moving = new LocalMoving();
    private final Refinement refinement = new Refinement();
    private final Aggregation aggregation = new Aggregation();

    /**
     * @param resolution γ, in the unit of weights
     * @param randomness θ, in the unit of weights
     * @param seed that each network starts from
     */
    Leiden(double resolution, double randomness, long seed) {
        this.resolution = resolution;
        this.randomness = randomness;
        this.seed = seed;
        random = new Random(seed);
    }

    /** The lowest level, to be filled with the network to cluster. */
    Level network() {
        return level(0);
    }

    /** Clusters the network, from singletons on, until an iteration changes nothing, or as often as allowed. */
    void cluster(int maxIterations) {
        random.setSeed(seed);
        network().separate();
        int iterations = 0;
        while (iterations < maxIterations && improve()) {
            iterations++;
        }
    }

    private boolean improve() {
        int top = 0;
        boolean improved = moving.improve(level(top), resolution, random);
        while (level(top).clusters < level(top).nodes) {
            aggregate(level(top), level(top + 1));
            top++;
            improved |= moving.improve(level(top), resolution, random);
        }
        while (top > 0) {
            top--;
            level(top).joinAs(level(top + 1));
        }
        return improved;
    }

    /**
     * Makes the parts of the clusters below the nodes above, clustered alike; or the clusters themselves, each by
     * itself, where no part has two nodes.
     */
    private void aggregate(Level below, Level above) {
        clusters.group(below.clusterOf, below.nodes, below.clusters);
        int found = refinement.refine(below, clusters, resolution, randomness, random);
        if (found == below.nodes) {
            aggregation.aggregate(below, below.clusterOf, clusters, above);
            above.separate();
            return;
        }
        int[] partOf = refinement.partOf();
        parts.group(partOf, below.nodes, found);
        aggregation.aggregate(below, partOf, parts, above);
        for (int node = 0; node < below.nodes; node++) {
            above.clusterOf[partOf[node]] = below.clusterOf[node];
            below.clusterOf[node] = partOf[node];
        }
        above.clusters = below.clusters;
        below.clusters = found;
    }

    private Level level(int height) {
        if (height == levels.size()) {
            levels.add(new Level());
        }
        return levels.get(height);
    }
}
