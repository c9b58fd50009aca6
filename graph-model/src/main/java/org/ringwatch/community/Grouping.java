// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;

/**
 * Nodes by group, as one array: the nodes of group 0, ascending, then those of group 1, and so on. Sorted by counting,
 * O(nodes + groups). Keeps its arrays for the next time.
 */
final class Grouping {
    private int[] start = {0};
    private int[] nodes = {};
    private int groups;

    /**
     * Takes in what group each node is in.
     *
     * @param groupOf a group from 0 to groups - 1 for each node; what lies behind the last node is not looked at
     */
    void group(int[] groupOf, int nodeCount, int groupCount) {
        groups = groupCount;
        start = Scratch.ints(start, groupCount + 1);
        nodes = Scratch.ints(nodes, nodeCount);
        Arrays.fill(start, 0, groupCount + 1, 0);
        for (int node = 0; node < nodeCount; node++) {
            start[groupOf[node]]++;
        }
        int end = 0;
        for (int group = 0; group < groupCount; group++) {
            end += start[group];
            start[group] = end;
        }
        start[groupCount] = end;
        for (int node = nodeCount - 1; node >= 0; node--) {
            nodes[--start[groupOf[node]]] = node;
        }
    }

    /** Number of groups; they are 0..groups()-1. */
    int groups() {
        return groups;
    }

    /** Where the nodes of a group begin in {@link #nodes()}. */
    int start(int group) {
        return start[group];
    }

    /** Where they end, exclusive. */
    int end(int group) {
        return start[group + 1];
    }

    /** Number of nodes of a group. */
    int size(int group) {
        return start[group + 1] - start[group];
    }

    /** The nodes by group; not a copy. */
    int[] nodes() {
        return nodes;
    }
}
