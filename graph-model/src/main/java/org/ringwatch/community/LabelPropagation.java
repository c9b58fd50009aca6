// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.ringwatch.graph.DisjointSets;

/**
 * Label propagation: each node takes the label that most of its neighbours have, in random order, until stable; of
 * several such labels, one at random. Raghavan, Albert, Kumara 2007, "Near linear time algorithm to detect community
 * structures in large-scale networks", doi:10.1103/PhysRevE.76.036106.
 *
 * <p>For the same seed it chooses as JGraphT's does, which a test compares: it ignores weights, shuffles the nodes anew each
 * round, makes one round more than it is allowed, and of labels that most neighbours have draws one by its place in a map. Labels are
 * texts there, so where there is a draw, we list them in the order of such a map, too.
 *
 * <p>Labels are counted in arrays, and a node is passed over while it has nothing to choose: its last
 * choice was of one label and no neighbour has changed since ({@code settled}). Only the random number is drawn, as
 * nodes behind it depend on it.
 *
 * <p>Each component starts from the same seed and sees its nodes in ascending order; that makes it repeatable, not
 * stable: another seed gives another answer (adjusted Rand index 0.50 to 0.55 between seeds).
 * Communities are connected. O(n + m) a round.
 */
final class LabelPropagation implements ComponentMethod {
    /** Labels that a {@code HashMap} always keeps in lists, in as many buckets as it starts with. */
    private static final int FEW = 8;

    private static final int BUCKETS = 16;

    private final ClusteringParameters parameters;
    private final Random random;
    private final Level network = new Level();
    private int[] labelOf = {};
    private int[] order = {};
    private boolean[] settled = {};
    /** The labels around the node in question, in the order in which they were met, and how many neighbours have each. */
    private int[] met = {};

    private int[] counts = {};
    /** Where a label is in {@code met}, plus one: open addressing, all zero between two nodes. */
    private int[] table = {};

    private final int[] few = new int[FEW];

    LabelPropagation(ClusteringParameters parameters) {
        this.parameters = parameters;
        random = new Random(parameters.seed());
    }

    @Override
    public void label(Components components, int component, int[] labels) {
        network.read(components, component);
        random.setSeed(parameters.seed());
        prepare(network.nodes);
        int rounds = 0;
        boolean changed = true;
        while (changed && rounds <= parameters.maxIterations()) {
            changed = propagate() && !isStable();
            rounds++;
        }
        separate(labels);
    }

    private void prepare(int nodes) {
        labelOf = Scratch.ints(labelOf, nodes);
        order = Scratch.ints(order, nodes);
        settled = Scratch.booleans(settled, nodes);
        counts = Scratch.ints(counts, nodes);
        met = Scratch.ints(met, nodes);
        Arrays.fill(settled, 0, nodes, false);
        for (int node = 0; node < nodes; node++) {
            labelOf[node] = node;
        }
    }

    /** One round; whether any label changed. */
    private boolean propagate() {
        int nodes = network.nodes;
        for (int node = 0; node < nodes; node++) {
            order[node] = node;
        }
        for (int left = nodes; left > 1; left--) {
            int drawn = random.nextInt(left);
            int node = order[left - 1];
            order[left - 1] = order[drawn];
            order[drawn] = node;
        }
        boolean changed = false;
        for (int i = 0; i < nodes; i++) {
            changed |= update(order[i]);
        }
        return changed;
    }

    private boolean update(int node) {
        if (settled[node]) {
            random.nextInt(1);
            return false;
        }
        int meetings = meet(node);
        int most = most(meetings);
        int tied = 0;
        int label = -1;
        for (int m = 0; m < meetings; m++) {
            if (counts[m] == most) {
                label = met[m];
                tied++;
            }
        }
        int drawn = random.nextInt(tied);
        if (tied > 1) {
            label = meetings > FEW ? tiedOfMany(meetings, most, drawn) : tiedOfFew(meetings, most, drawn);
        }
        settled[node] = tied == 1;
        if (label == labelOf[node]) {
            return false;
        }
        labelOf[node] = label;
        for (int slot = network.firstSlot[node]; slot < network.firstSlot[node + 1]; slot++) {
            settled[network.neighbours[slot]] = false;
        }
        return true;
    }

    /** Counts the labels of a node's neighbours; returns how many different ones there are. */
    private int meet(int node) {
        int first = network.firstSlot[node];
        int end = network.firstSlot[node + 1];
        int cells = Integer.highestOneBit(end - first) << 2;
        table = Scratch.ints(table, cells);
        int meetings = 0;
        for (int slot = first; slot < end; slot++) {
            int label = labelOf[network.neighbours[slot]];
            int cell = label & (cells - 1);
            while (table[cell] != 0 && met[table[cell] - 1] != label) {
                cell = (cell + 1) & (cells - 1);
            }
            if (table[cell] == 0) {
                met[meetings] = label;
                counts[meetings] = 0;
                table[cell] = ++meetings;
            }
            counts[table[cell] - 1]++;
        }
        Arrays.fill(table, 0, cells, 0);
        return meetings;
    }

    private int most(int meetings) {
        int most = 0;
        for (int m = 0; m < meetings; m++) {
            most = Math.max(most, counts[m]);
        }
        return most;
    }

    /**
     * One of the labels that most neighbours have: number {@code drawn} in the order of a {@code HashMap} by their
     * texts. So few lie in {@link #BUCKETS} buckets, those of one bucket as they came.
     */
    private int tiedOfFew(int meetings, int most, int drawn) {
        int ties = 0;
        for (int m = 0; m < meetings; m++) {
            if (counts[m] == most) {
                few[ties++] = bucketOf(met[m]) * FEW + m;
            }
        }
        Arrays.sort(few, 0, ties);
        return met[few[drawn] % FEW];
    }

    /** Where a {@code HashMap} of {@link #BUCKETS} buckets puts the label's text. */
    private static int bucketOf(int label) {
        int hash = 0; // that of String: each character times 31 to the number of characters behind it
        int power = 1;
        int left = label;
        do {
            hash += ('0' + left % 10) * power;
            power *= 31;
            left /= 10;
        } while (left > 0);
        return (hash ^ hash >>> 16) & BUCKETS - 1;
    }

    /** The same of more labels, which may make the map grow or make a tree of a bucket. */
    private int tiedOfMany(int meetings, int most, int drawn) {
        Map<String, Integer> byText = new HashMap<>();
        for (int m = 0; m < meetings; m++) {
            byText.put(Integer.toString(met[m]), m);
        }
        int before = 0;
        for (int m : byText.values()) {
            if (counts[m] == most && before++ == drawn) {
                return met[m];
            }
        }
        throw new IllegalStateException("drew " + drawn + " of " + before + " labels");
    }

    /** Whether every node has a label that most of its neighbours have. */
    private boolean isStable() {
        for (int node = 0; node < network.nodes; node++) {
            if (!settled[node]) {
                int meetings = meet(node);
                if (count(labelOf[node], meetings) < most(meetings)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int count(int label, int meetings) {
        for (int m = 0; m < meetings; m++) {
            if (met[m] == label) {
                return counts[m];
            }
        }
        return 0;
    }

    /** Nodes of one label that are not connected by such nodes are different communities. */
    private void separate(int[] labels) {
        DisjointSets sets = new DisjointSets(network.nodes);
        for (int node = 0; node < network.nodes; node++) {
            for (int slot = network.firstSlot[node]; slot < network.firstSlot[node + 1]; slot++) {
                if (labelOf[network.neighbours[slot]] == labelOf[node]) {
                    sets.union(node, network.neighbours[slot]);
                }
            }
        }
        for (int node = 0; node < network.nodes; node++) {
            labels[node] = sets.find(node);
        }
    }
}
