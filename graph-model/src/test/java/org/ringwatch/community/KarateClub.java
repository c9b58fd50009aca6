// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import org.ringwatch.graph.LinkGraph;

/**
 * Friendships in a karate club that fell apart. Zachary 1977, "An information flow model for conflict and fission in
 * small groups", doi:10.1086/jar.33.4.3629752: 34 members, 78 edges, here without weights. Numbers as published, from 1.
 */
final class KarateClub {

    private static final String EDGES =
            "1-2 1-3 1-4 1-5 1-6 1-7 1-8 1-9 1-11 1-12 1-13 1-14 1-18 1-20 1-22 1-32 2-3 2-4 "
                    + "2-8 2-14 2-18 2-20 2-22 2-31 3-4 3-8 3-9 3-10 3-14 3-28 3-29 3-33 4-8 4-13 4-14 5-7 5-11 6-7 6-11 6-17 "
                    + "7-17 9-31 9-33 9-34 10-34 14-34 15-33 15-34 16-33 16-34 19-33 19-34 20-34 21-33 21-34 23-33 23-34 24-26 "
                    + "24-28 24-30 24-33 24-34 25-26 25-28 25-32 26-32 27-30 27-34 28-34 29-32 29-34 30-33 30-34 31-33 31-34 "
                    + "32-33 32-34 33-34";

    private KarateClub() {}

    static LinkGraph graph() {
        int[][] edges = Arrays.stream(EDGES.split(" ", -1))
                .map(edge -> Arrays.stream(edge.split("-", -1))
                        .mapToInt(member -> Integer.parseInt(member) - 1)
                        .toArray())
                .toArray(int[][]::new);
        long[] weights = new long[edges.length];
        Arrays.fill(weights, LinkGraph.MICROS_PER_UNIT);
        return LinkGraph.of(
                34,
                Arrays.stream(edges).mapToInt(edge -> edge[0]).toArray(),
                Arrays.stream(edges).mapToInt(edge -> edge[1]).toArray(),
                weights);
    }

    /** Groups of members as published, "1 2 5, 3 4", as a clustering. */
    static Clustering groups(String... groups) {
        int[] labels = new int[34];
        for (int group = 0; group < groups.length; group++) {
            for (String member : groups[group].split(" ", -1)) {
                labels[Integer.parseInt(member) - 1] = group;
            }
        }
        return Clustering.of(labels);
    }

    /** The two clubs that the members joined afterwards. */
    static Clustering factions() {
        return groups(
                "1 2 3 4 5 6 7 8 9 11 12 13 14 17 18 20 22", "10 15 16 19 21 23 24 25 26 27 28 29 30 31 32 33 34");
    }

    /** The best modularity there is, proven in Brandes et al. 2008, "On modularity clustering", doi:10.1109/TKDE.2007.190689. */
    static Clustering bestModularity() {
        return groups(
                "1 2 3 4 8 12 13 14 18 20 22",
                "5 6 7 11 17",
                "9 10 15 16 19 21 23 27 30 31 33 34",
                "24 25 26 28 29 32");
    }
}
