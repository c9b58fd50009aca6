// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm;

/**
 * Assigns each of the nodes 0..n-1 to exactly one community. Communities are 0..communities-1 in the order of their
 * smallest nodes, so equal groupings are equal clusterings. Is a JGraphT clustering as it stands; {@link #from} adapts
 * any other. Immutable.
 *
 * @param communityOf the community of each node; copied when taken and when given
 * @param communities number of communities
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Clustering(int[] communityOf, int communities) implements ClusteringAlgorithm.Clustering<Integer> {

    public Clustering {
        communityOf = communityOf.clone();
        int seen = 0;
        for (int node = 0; node < communityOf.length; node++) {
            int community = communityOf[node];
            if (community < 0 || community > seen) {
                throw new IllegalArgumentException("communityOf[" + node + "] must be from 0 to " + seen + " but was "
                        + community + "; number communities with Clustering.of");
            }
            if (community == seen) {
                seen++;
            }
        }
        if (communities != seen) {
            throw new IllegalArgumentException(
                    "communities must be " + seen + ", as communityOf has them, but was " + communities);
        }
    }

    /** Nodes with equal labels share a community. Labels may be any numbers from 0 to n-1. */
    public static Clustering of(int[] labels) {
        int[] numberOf = new int[labels.length];
        Arrays.fill(numberOf, -1);
        int[] communityOf = new int[labels.length];
        int communities = 0;
        for (int node = 0; node < labels.length; node++) {
            int label = labels[node];
            if (label < 0 || label >= labels.length) {
                throw new IllegalArgumentException(
                        "labels[" + node + "] must be from 0 to " + (labels.length - 1) + " but was " + label);
            }
            if (numberOf[label] < 0) {
                numberOf[label] = communities++;
            }
            communityOf[node] = numberOf[label];
        }
        return new Clustering(communityOf, communities);
    }

    /** All of the nodes in one community, or no community if there are no nodes. */
    public static Clustering whole(int nodes) {
        return new Clustering(new int[nodes], Math.min(nodes, 1));
    }

    /** Each node by itself. */
    public static Clustering singletons(int nodes) {
        int[] communityOf = new int[nodes];
        Arrays.setAll(communityOf, node -> node);
        return new Clustering(communityOf, nodes);
    }

    /**
     * What a JGraphT algorithm found on {@code LinkGraph.asGraph()}.
     *
     * @throws IllegalArgumentException unless its clusters hold each of the nodes 0..nodes-1 exactly once
     */
    public static Clustering from(ClusteringAlgorithm.Clustering<Integer> clustering, int nodes) {
        if (clustering instanceof Clustering ours && ours.nodes() == nodes) {
            return ours;
        }
        int[] labels = new int[nodes];
        Arrays.fill(labels, -1);
        int label = 0;
        for (Set<Integer> cluster : clustering.getClusters()) {
            if (cluster.isEmpty()) {
                continue;
            }
            for (int node : cluster) {
                if (node < 0 || node >= nodes || labels[node] >= 0) {
                    throw new IllegalArgumentException("clusters must hold each node from 0 to " + (nodes - 1)
                            + " once but " + node + " is in excess");
                }
                labels[node] = label;
            }
            label++;
        }
        for (int node = 0; node < nodes; node++) {
            if (labels[node] < 0) {
                throw new IllegalArgumentException(
                        "clusters must hold each node from 0 to " + (nodes - 1) + " once but " + node + " is missing");
            }
        }
        return of(labels);
    }

    /** The community of each node, as a copy. One at a time: {@link #community}. */
    @Override
    public int[] communityOf() {
        return communityOf.clone();
    }

    /** The community of one node. */
    public int community(int node) {
        return communityOf[node];
    }

    /** Number of nodes. */
    public int nodes() {
        return communityOf.length;
    }

    /** Whether two nodes share a community. */
    public boolean together(int a, int b) {
        return communityOf[a] == communityOf[b];
    }

    /** Number of nodes in each community. */
    public int[] sizes() {
        int[] sizes = new int[communities];
        for (int community : communityOf) {
            sizes[community]++;
        }
        return sizes;
    }

    /** Makes {@code grouping} one of the nodes by community. */
    void groupInto(Grouping grouping) {
        grouping.group(communityOf, communityOf.length, communities);
    }

    /** The nodes of each community, ascending. */
    public int[][] groups() {
        int[] sizes = sizes();
        int[][] groups = new int[communities][];
        for (int community = 0; community < communities; community++) {
            groups[community] = new int[sizes[community]];
        }
        int[] filled = new int[communities];
        for (int node = 0; node < communityOf.length; node++) {
            int community = communityOf[node];
            groups[community][filled[community]++] = node;
        }
        return groups;
    }

    @Override
    public int getNumberClusters() {
        return communities;
    }

    @Override
    public List<Set<Integer>> getClusters() {
        List<Set<Integer>> clusters = new ArrayList<>(communities);
        for (int[] group : groups()) {
            Set<Integer> cluster = new LinkedHashSet<>();
            for (int node : group) {
                cluster.add(node);
            }
            clusters.add(Collections.unmodifiableSet(cluster));
        }
        return Collections.unmodifiableList(clusters);
    }

    @Override
    public Iterator<Set<Integer>> iterator() {
        return getClusters().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clustering that && Arrays.equals(communityOf, that.communityOf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(communityOf);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(groups());
    }
}
