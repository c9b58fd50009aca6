// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

/**
 * Third phase of {@link Leiden}: the network whose nodes are groups of nodes. Two groups are neighbours if some of
 * their nodes are, by the sum of the weights between them; a group weighs what its nodes weigh. Neighbours come in the
 * order in which they are met. O(slots).
 */
final class Aggregation {
    private double[] weightTo = {};
    private int[] met = {};

    /**
     * Makes the network of groups.
     *
     * @param groupOf the group of each node of {@code below}
     * @param groups those nodes by group
     * @param above becomes the network; its clustering is not set
     */
    void aggregate(Level below, int[] groupOf, Grouping groups, Level above) {
        int count = groups.groups();
        above.reserve(count, (int) Math.min(below.slots(), (long) count * (count - 1)));
        weightTo = Scratch.doubles(weightTo, count);
        met = Scratch.ints(met, count);
        int[] nodes = groups.nodes();
        int slots = 0;
        for (int group = 0; group < count; group++) {
            above.firstSlot[group] = slots;
            double nodeWeight = 0;
            for (int i = groups.start(group); i < groups.end(group); i++) {
                nodeWeight += below.nodeWeights[nodes[i]];
            }
            above.nodeWeights[group] = nodeWeight;
            int meetings = meet(below, groupOf, group, nodes, groups.start(group), groups.end(group));
            for (int m = 0; m < meetings; m++) {
                above.neighbours[slots] = met[m];
                above.weights[slots++] = weightTo[met[m]];
                weightTo[met[m]] = 0;
            }
        }
        above.firstSlot[count] = slots;
    }

    /** Collects the weights between a group and others. */
    private int meet(Level below, int[] groupOf, int group, int[] nodes, int from, int to) {
        double[] weightTo = this.weightTo;
        int[] met = this.met;
        weightTo[group] = 1; // as if it were met already
        int meetings = 0;
        for (int i = from; i < to; i++) {
            int end = below.firstSlot[nodes[i] + 1];
            for (int slot = below.firstSlot[nodes[i]]; slot < end; slot++) {
                int other = groupOf[below.neighbours[slot]];
                met[meetings] = other;
                meetings += weightTo[other] == 0 ? 1 : 0;
                weightTo[other] += below.weights[slot];
            }
        }
        weightTo[group] = 0;
        return meetings;
    }
}
