// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Random;

/**
 * Second phase of {@link Leiden}: splits every cluster into parts that are well connected. Inside a cluster all nodes
 * start alone; each, in random order, may join a part once, if it is still alone and well connected to the cluster, and
 * the part is well connected, too. It chooses among the parts that lose nothing at random, in proportion to exp(gain /
 * θ). That, not always the best, is why Leiden reaches clusterings that greed would miss. O(slots).
 *
 * <p>A part P of cluster C is well connected if w(P, C - P) >= γ |P| (|C| - |P|): {@code outside} keeps the left side,
 * {@code partWeights} the |P|. When a node joins P, what leads from it to P is inside from then on, what leads
 * elsewhere in C is outside. A part is known by the number of one of its nodes. Neighbours in other clusters are passed
 * over, so clusters need not be taken out of the network.
 */
final class Refinement {
    private double[] partWeights = {};
    private double[] outside = {};
    private double[] weightTo = {};
    private double[] chances = {};
    private boolean[] joined = {};
    private int[] met = {};
    private int[] order = {};
    private int[] partOf = {};

    /**
     * Refines the clusters of a level.
     *
     * @param clusters the level's nodes by cluster
     * @return number of parts; {@link #partOf} says which part each node is in, parts of one cluster numbered one after
     *     the other
     */
    int refine(Level level, Grouping clusters, double resolution, double randomness, Random random) {
        reserve(level.nodes);
        int parts = 0;
        for (int cluster = 0; cluster < clusters.groups(); cluster++) {
            int from = clusters.start(cluster);
            int to = clusters.end(cluster);
            if (to - from == 1) {
                partOf[clusters.nodes()[from]] = parts++;
            } else {
                double weight = separate(level, cluster, clusters.nodes(), from, to);
                mergeAll(level, cluster, weight, to - from, resolution, randomness, random);
                parts = number(clusters.nodes(), from, to, parts);
            }
        }
        return parts;
    }

    /** The part of each node as {@link #refine} left it; not a copy. */
    int[] partOf() {
        return partOf;
    }

    private void reserve(int nodes) {
        partWeights = Scratch.doubles(partWeights, nodes);
        outside = Scratch.doubles(outside, nodes);
        weightTo = Scratch.doubles(weightTo, nodes);
        chances = Scratch.doubles(chances, nodes);
        joined = Scratch.booleans(joined, nodes);
        met = Scratch.ints(met, nodes + 1);
        order = Scratch.ints(order, nodes);
        partOf = Scratch.ints(partOf, nodes);
    }

    /** Makes a part of each node of a cluster; returns what the cluster weighs. */
    private double separate(Level level, int cluster, int[] nodes, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            int node = nodes[i];
            partOf[node] = node;
            joined[node] = false;
            order[i - from] = node;
            partWeights[node] = level.nodeWeights[node];
            total += level.nodeWeights[node];
            double inside = 0;
            for (int slot = level.firstSlot[node]; slot < level.firstSlot[node + 1]; slot++) {
                if (level.clusterOf[level.neighbours[slot]] == cluster) {
                    inside += level.weights[slot];
                }
            }
            outside[node] = inside;
        }
        return total;
    }

    private void mergeAll(
            Level level,
            int cluster,
            double clusterWeight,
            int size,
            double resolution,
            double randomness,
            Random random) {
        RandomOrder.shuffle(order, size, random);
        for (int i = 0; i < size; i++) {
            int node = order[i];
            if (!joined[node] && isWellConnected(node, clusterWeight, resolution)) {
                double toOthers = outside[node];
                partWeights[node] = 0;
                outside[node] = 0;
                int meetings = meet(level, cluster, node);
                int part = choose(meetings, level.nodeWeights[node], clusterWeight, resolution, randomness, random);
                partWeights[part] += level.nodeWeights[node];
                outside[part] += toOthers - 2 * weightTo[part];
                if (part != node) {
                    partOf[node] = part;
                    joined[part] = true;
                }
                for (int m = 0; m < meetings; m++) {
                    weightTo[met[m]] = 0;
                }
            }
        }
    }

    private boolean isWellConnected(int part, double clusterWeight, double resolution) {
        return outside[part] >= partWeights[part] * (clusterWeight - partWeights[part]) * resolution;
    }

    /** Collects the weights to parts of the cluster, the node's own first; returns how many there are. */
    private int meet(Level level, int cluster, int node) {
        double[] weightTo = this.weightTo;
        int[] met = this.met;
        int[] partOf = this.partOf;
        int[] clusterOf = level.clusterOf;
        met[0] = node;
        int meetings = 1;
        int end = level.firstSlot[node + 1];
        for (int slot = level.firstSlot[node]; slot < end; slot++) {
            int neighbour = level.neighbours[slot];
            if (clusterOf[neighbour] == cluster) {
                int part = partOf[neighbour];
                met[meetings] = part;
                meetings += weightTo[part] == 0 ? 1 : 0;
                weightTo[part] += level.weights[slot];
            }
        }
        return meetings;
    }

    /** One of the parts that a node has met, the first of them its own. */
    private int choose(
            int meetings,
            double nodeWeight,
            double clusterWeight,
            double resolution,
            double randomness,
            Random random) {
        int best = met[0];
        double most = 0;
        double chance = 0;
        for (int m = 0; m < meetings; m++) {
            int part = met[m];
            if (isWellConnected(part, clusterWeight, resolution)) {
                double gain = weightTo[part] - nodeWeight * partWeights[part] * resolution;
                if (gain > most) {
                    best = part;
                    most = gain;
                }
                if (gain >= 0) {
                    chance += exp(gain / randomness);
                }
            }
            chances[m] = chance;
        }
        if (chance == Double.POSITIVE_INFINITY) {
            return best;
        }
        double drawn = chance * random.nextDouble();
        int m = 0;
        while (chances[m] < drawn) {
            m++;
        }
        return met[m];
    }

    /**
     * Numbers the parts of a cluster from {@code first} on, in order of the nodes they are known by, and returns the
     * number behind the last. A node that left its own part left it empty for good, as nobody can meet it there.
     */
    private int number(int[] nodes, int from, int to, int first) {
        int next = first;
        for (int i = from; i < to; i++) {
            if (partOf[nodes[i]] == nodes[i]) {
                met[nodes[i]] = next++;
            }
        }
        for (int i = from; i < to; i++) {
            partOf[nodes[i]] = met[partOf[nodes[i]]];
        }
        return next;
    }

    /** (1 + x / 256)^256, near enough to e^x for a draw, and infinite above x = 3,840: then the best is chosen. */
    private static double exp(double x) {
        double power = 1 + x / 256;
        for (int squared = 0; squared < 8; squared++) {
            power *= power;
        }
        return power;
    }
}
