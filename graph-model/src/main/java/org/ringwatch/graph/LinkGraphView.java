// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;
import org.jspecify.annotations.Nullable;

/** A {@link LinkGraph} as JGraphT sees it. Holds nothing but the graph. */
final class LinkGraphView extends AbstractGraph<Integer, Integer> {

    private static final GraphType TYPE = DefaultGraphType.simple().asWeighted().asUnmodifiable();

    private final LinkGraph graph;

    LinkGraphView(LinkGraph graph) {
        this.graph = graph;
    }

    @Override
    public GraphType getType() {
        return TYPE;
    }

    @Override
    public Set<Integer> vertexSet() {
        return new Numbers(graph.nodeCount(), i -> i) {
            @Override
            public boolean contains(@Nullable Object object) {
                return object instanceof Integer number && number >= 0 && number < graph.nodeCount();
            }
        };
    }

    @Override
    public Set<Integer> edgeSet() {
        return new Numbers(graph.edgeCount(), i -> i) {
            @Override
            public boolean contains(@Nullable Object object) {
                return object instanceof Integer number && number >= 0 && number < graph.edgeCount();
            }
        };
    }

    @Override
    public Set<Integer> edgesOf(Integer vertex) {
        int node = requireVertex(vertex);
        int first = graph.firstSlot(node);
        return new Numbers(graph.degree(node), i -> graph.edge(first + i)) {
            @Override
            public boolean contains(@Nullable Object object) {
                return object instanceof Integer edge
                        && containsEdge(edge)
                        && (graph.source(edge) == node || graph.target(edge) == node);
            }
        };
    }

    @Override
    public Set<Integer> incomingEdgesOf(Integer vertex) {
        return edgesOf(vertex);
    }

    @Override
    public Set<Integer> outgoingEdgesOf(Integer vertex) {
        return edgesOf(vertex);
    }

    @Override
    public int degreeOf(Integer vertex) {
        return graph.degree(requireVertex(vertex));
    }

    @Override
    public int inDegreeOf(Integer vertex) {
        return degreeOf(vertex);
    }

    @Override
    public int outDegreeOf(Integer vertex) {
        return degreeOf(vertex);
    }

    @Override
    public boolean containsVertex(@Nullable Integer vertex) {
        return vertexSet().contains(vertex);
    }

    @Override
    public boolean containsEdge(@Nullable Integer edge) {
        return edgeSet().contains(edge);
    }

    @Override
    public @Nullable Integer getEdge(@Nullable Integer source, @Nullable Integer target) {
        if (source == null || target == null || !containsVertex(source) || !containsVertex(target)) {
            return null;
        }
        int slot = graph.slotOf(source, target);
        return slot < 0 ? null : (Integer) graph.edge(slot);
    }

    @Override
    public @Nullable Set<Integer> getAllEdges(@Nullable Integer source, @Nullable Integer target) {
        if (!containsVertex(source) || !containsVertex(target)) {
            return null;
        }
        Integer edge = getEdge(source, target);
        return edge == null ? Set.of() : Set.of(edge);
    }

    @Override
    public Integer getEdgeSource(Integer edge) {
        return graph.source(requireEdge(edge));
    }

    @Override
    public Integer getEdgeTarget(Integer edge) {
        return graph.target(requireEdge(edge));
    }

    @Override
    public double getEdgeWeight(Integer edge) {
        return graph.weightMicros(requireEdge(edge)) / (double) LinkGraph.MICROS_PER_UNIT;
    }

    @Override
    public void setEdgeWeight(Integer edge, double weight) {
        throw unchangeable();
    }

    @Override
    public @Nullable Supplier<Integer> getVertexSupplier() {
        return null;
    }

    @Override
    public @Nullable Supplier<Integer> getEdgeSupplier() {
        return null;
    }

    @Override
    public Integer addEdge(Integer source, Integer target) {
        throw unchangeable();
    }

    @Override
    public boolean addEdge(Integer source, Integer target, Integer edge) {
        throw unchangeable();
    }

    @Override
    public Integer addVertex() {
        throw unchangeable();
    }

    @Override
    public boolean addVertex(Integer vertex) {
        throw unchangeable();
    }

    @Override
    public Integer removeEdge(Integer source, Integer target) {
        throw unchangeable();
    }

    @Override
    public boolean removeEdge(Integer edge) {
        throw unchangeable();
    }

    @Override
    public boolean removeVertex(Integer vertex) {
        throw unchangeable();
    }

    private static UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException(
                "a LinkGraph view cannot be changed; copy it with Graphs.addGraph(new SimpleWeightedGraph(...), view),"
                        + " or build another graph with LinkGraph.of");
    }

    private int requireVertex(Integer vertex) {
        if (!containsVertex(vertex)) {
            throw new IllegalArgumentException(
                    "vertex must be from 0 to " + (graph.nodeCount() - 1) + " but was " + vertex);
        }
        return vertex;
    }

    private int requireEdge(Integer edge) {
        if (!containsEdge(edge)) {
            throw new IllegalArgumentException(
                    "edge must be from 0 to " + (graph.edgeCount() - 1) + " but was " + edge);
        }
        return edge;
    }

    /** A set of numbers that are computed as they are asked for. */
    private abstract static class Numbers extends AbstractSet<Integer> {
        private final int size;
        private final IntUnaryOperator number;

        Numbers(int size, IntUnaryOperator number) {
            this.size = size;
            this.number = number;
        }

        /** Without it, AbstractSet would walk through all of them. */
        @Override
        public abstract boolean contains(@Nullable Object object);

        @Override
        public Iterator<Integer> iterator() {
            return IntStream.range(0, size).map(number).iterator();
        }

        @Override
        public int size() {
            return size;
        }
    }
}
