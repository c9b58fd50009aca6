// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.Shares;

/** Finds components as a job of several shares does, one share after the other. */
final class Rounds {
    private final int shares;
    private final int rounds;

    /** Label of each account that a share asked for, by share. */
    final List<Map<Vertex, Vertex>> labels = new ArrayList<>();

    long components;
    long largest;

    /** Vertices at the start of each round, and those that are left to {@link Merge}. */
    final List<Long> vertices = new ArrayList<>();

    /** Rows of the fullest share against the mean at the start of each round. */
    final List<Double> skew = new ArrayList<>();

    Rounds(int shares, int rounds) {
        this.shares = shares;
        this.rounds = rounds;
    }

    /** Labels the ends of all edges; an edge is known to the share that is drawn for it. */
    Rounds label(List<Vertex[]> edges, long seed) {
        RowBuffer[] graph = chains(edges, seed);
        List<RowBuffer[]> waiting = new ArrayList<>();
        List<RowBuffer[]> labelled = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            count(graph);
            RowBuffer[] told = buffers(shares);
            waiting.add(buffers(shares));
            labelled.add(buffers(shares));
            contract(round, graph, told, waiting.get(round - 1), labelled.get(round - 1));
            graph = relabel(told, round < rounds);
        }
        count(graph);
        RowBuffer[] answers = merge(graph);
        for (int round = rounds; round >= 1; round--) {
            RowBuffer[] more = labelled.get(round - 1);
            expand(waiting.get(round - 1), answers, more);
            answers = more;
        }
        for (RowBuffer answer : answers) {
            labels.add(labelsOf(answer.toBlock()));
        }
        return this;
    }

    private RowBuffer[] chains(List<Vertex[]> edges, long seed) {
        HashedDisjointSets[] forests = new HashedDisjointSets[shares];
        Arrays.setAll(forests, share -> new HashedDisjointSets());
        SplittableRandom random = new SplittableRandom(seed);
        for (Vertex[] edge : edges) {
            forests[random.nextInt(shares)].union(edge[0].order(), edge[0].secret(), edge[1].order(), edge[1].secret());
        }
        RowBuffer[] graph = buffers(rounds > 0 ? shares : 1);
        for (int s = 0; s < shares; s++) {
            Chains.tell(forests[s], s, vertex -> of(graph, vertex), rounds > 0);
        }
        return graph;
    }

    private void contract(int round, RowBuffer[] graph, RowBuffer[] told, RowBuffer[] waiting, RowBuffer[] labelled) {
        for (int s = 0; s < shares; s++) {
            int share = s;
            Contraction contraction = new Contraction(round, new Contraction.Output() {
                @Override
                public RowBuffer toVertex(Vertex vertex) {
                    return of(told, vertex);
                }

                @Override
                public RowBuffer toShare(int asking) {
                    return labelled[asking];
                }

                @Override
                public RowBuffer waiting() {
                    return waiting[share];
                }
            });
            contraction.add(graph[s].toBlock());
            contraction.contract();
            components += contraction.components();
            largest = Math.max(largest, contraction.largest());
        }
    }

    private RowBuffer[] relabel(RowBuffer[] told, boolean again) {
        RowBuffer[] graph = buffers(again ? shares : 1);
        for (int s = 0; s < shares; s++) {
            Relabelling relabelling = new Relabelling(s);
            relabelling.add(told[s].toBlock());
            relabelling.tell(vertex -> of(graph, vertex), again);
        }
        return graph;
    }

    private RowBuffer[] merge(RowBuffer[] graph) {
        RowBuffer[] answers = buffers(shares);
        Merge merge = new Merge();
        merge.add(graph[0].toBlock());
        merge.label(share -> answers[share]);
        components += merge.components();
        largest = Math.max(largest, merge.largest());
        return answers;
    }

    private void expand(RowBuffer[] waiting, RowBuffer[] answers, RowBuffer[] more) {
        for (int s = 0; s < shares; s++) {
            Expansion expansion = new Expansion();
            expansion.add(waiting[s].toBlock());
            expansion.add(answers[s].toBlock());
            IntFunction<RowBuffer> toShare = share -> more[share];
            expansion.label(toShare);
        }
    }

    private void count(RowBuffer[] graph) {
        Set<Vertex> seen = new HashSet<>();
        long rows = 0;
        long most = 0;
        for (RowBuffer share : graph) {
            long[] block = share.toBlock();
            long here = 0;
            for (int at = 0; at < block.length; at += VertexRow.length(block, at)) {
                seen.add(VertexRow.vertex(block, at));
                here++;
            }
            rows += here;
            most = Math.max(most, here);
        }
        vertices.add((long) seen.size());
        skew.add((double) most * graph.length / Math.max(1, rows));
    }

    private static Map<Vertex, Vertex> labelsOf(long[] block) {
        Map<Vertex, Vertex> labels = new HashMap<>();
        for (int at = 0; at < block.length; at += VertexRow.length(block, at)) {
            labels.put(VertexRow.vertex(block, at), VertexRow.other(block, at));
        }
        return labels;
    }

    private static RowBuffer of(RowBuffer[] buffers, Vertex vertex) {
        return buffers[Shares.of(vertex.order(), buffers.length)];
    }

    private static RowBuffer[] buffers(int count) {
        RowBuffer[] buffers = new RowBuffer[count];
        Arrays.setAll(buffers, share -> new RowBuffer(16));
        return buffers;
    }
}
