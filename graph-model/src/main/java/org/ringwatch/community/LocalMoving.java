// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import java.util.Random;

/**
 * First phase of {@link Leiden}: moves single nodes to the cluster where they add most, until no move adds anything.
 * Clusters that are left empty vanish. O(slots) for each time that every node is looked at, seldom more than a few.
 *
 * <p>Nodes are looked at in the order of a queue that starts as a random permutation; when a node moves, its neighbours
 * outside its new cluster queue again unless they still wait. Being at most one entry a node, the queue is a ring of as
 * many places as there are nodes.
 *
 * <p>A move of node v to cluster C adds w(v, C) - γ |v| |C| to the objective, where w is the weight of edges and |.|
 * that of nodes. C is one of v's neighbours' clusters, or an empty one, where nothing is added. {@code weightTo}
 * collects w(v, ·) over v's slots and is zero everywhere between two nodes, so a zero tells that a cluster was not met
 * before: edges weigh more than nothing.
 */
final class LocalMoving {
    private double[] clusterWeights = {};
    private double[] weightTo = {};
    private int[] clusterSizes = {};
    private int[] empty = {};
    private int[] met = {};
    private int[] queue = {};
    private boolean[] waits = {};
    private int empties;

    /** Whether any node moved. */
    boolean improve(Level level, double resolution, Random random) {
        if (level.nodes == 1) {
            return false;
        }
        prepare(level);
        RandomOrder.shuffle(queue, level.nodes, random);
        boolean moved = moveAll(level, resolution);
        if (moved) {
            dropEmpty(level);
        }
        return moved;
    }

    private void prepare(Level level) {
        int nodes = level.nodes;
        reserve(nodes);
        Arrays.fill(clusterWeights, 0, nodes, 0);
        Arrays.fill(clusterSizes, 0, nodes, 0);
        Arrays.fill(waits, 0, nodes, true);
        for (int node = 0; node < nodes; node++) {
            clusterWeights[level.clusterOf[node]] += level.nodeWeights[node];
            clusterSizes[level.clusterOf[node]]++;
            queue[node] = node;
        }
        empties = 0;
        for (int cluster = nodes - 1; cluster >= 0; cluster--) {
            if (clusterSizes[cluster] == 0) {
                empty[empties++] = cluster;
            }
        }
    }

    private void reserve(int nodes) {
        clusterWeights = Scratch.doubles(clusterWeights, nodes);
        weightTo = Scratch.doubles(weightTo, nodes);
        clusterSizes = Scratch.ints(clusterSizes, nodes);
        empty = Scratch.ints(empty, nodes);
        met = Scratch.ints(met, nodes + 1);
        queue = Scratch.ints(queue, nodes);
        waits = Scratch.booleans(waits, nodes);
    }

    private boolean moveAll(Level level, double resolution) {
        int nodes = level.nodes;
        int[] clusterOf = level.clusterOf;
        boolean moved = false;
        int head = 0;
        int waiting = nodes;
        while (waiting > 0) {
            int node = queue[head];
            head = head + 1 < nodes ? head + 1 : 0;
            waits[node] = false;
            waiting--;

            int from = clusterOf[node];
            leave(from, level.nodeWeights[node]);
            int to = best(level, node, resolution);
            enter(to, level.nodeWeights[node]);
            if (to != from) {
                moved = true;
                clusterOf[node] = to;
                for (int slot = level.firstSlot[node]; slot < level.firstSlot[node + 1]; slot++) {
                    int neighbour = level.neighbours[slot];
                    if (!waits[neighbour] && clusterOf[neighbour] != to) {
                        waits[neighbour] = true;
                        int place = head + waiting++;
                        queue[place < nodes ? place : place - nodes] = neighbour;
                    }
                }
            }
        }
        return moved;
    }

    private void leave(int cluster, double weight) {
        clusterWeights[cluster] -= weight;
        if (--clusterSizes[cluster] == 0) {
            empty[empties++] = cluster;
        }
    }

    private void enter(int cluster, double weight) {
        clusterWeights[cluster] += weight;
        clusterSizes[cluster]++;
        if (cluster == empty[empties - 1]) {
            empties--;
        }
    }

    /**
     * Where the node, which has left its cluster, adds most: where it was, unless elsewhere is better; of equals the
     * one met first.
     */
    private int best(Level level, int node, double resolution) {
        double[] weightTo = this.weightTo;
        int[] met = this.met;
        int[] clusterOf = level.clusterOf;
        met[0] = empty[empties - 1];
        int meetings = 1;
        int end = level.firstSlot[node + 1];
        for (int slot = level.firstSlot[node]; slot < end; slot++) {
            int cluster = clusterOf[level.neighbours[slot]];
            met[meetings] = cluster;
            meetings += weightTo[cluster] == 0 ? 1 : 0;
            weightTo[cluster] += level.weights[slot];
        }
        double nodeWeight = level.nodeWeights[node];
        int best = clusterOf[node];
        double most = weightTo[best] - nodeWeight * clusterWeights[best] * resolution;
        for (int m = 0; m < meetings; m++) {
            int cluster = met[m];
            double gain = weightTo[cluster] - nodeWeight * clusterWeights[cluster] * resolution;
            if (gain > most) {
                best = cluster;
                most = gain;
            }
            weightTo[cluster] = 0;
        }
        return best;
    }

    /** Numbers clusters without gaps, in the same order. */
    private void dropEmpty(Level level) {
        int clusters = 0;
        for (int cluster = 0; cluster < level.nodes; cluster++) {
            met[cluster] = clusterSizes[cluster] > 0 ? clusters++ : -1;
        }
        for (int node = 0; node < level.nodes; node++) {
            level.clusterOf[node] = met[level.clusterOf[node]];
        }
        level.clusters = clusters;
    }
}
