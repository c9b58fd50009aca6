// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.drawing.FRLayoutAlgorithm2D;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.MapLayoutModel2D;
import org.jgrapht.alg.drawing.model.Point2D;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.builder.GraphTypeBuilder;

/**
 * Places the nodes of a link chart by forces (T. Fruchterman, E. Reingold, 1991, doi:10.1002/spe.4380211102) from a fixed start:
 * the same chart is always placed in the same way. O(n²) a round for n nodes.
 */
final class ChartLayout {
    private static final int ROUNDS = 150;
    private static final double SPREAD = 0.6;
    private static final long SEED = 1;

    private ChartLayout() {}

    /** A place for every node, within {@code width} and {@code height}, as whole units. */
    static List<Place> of(LinkChart chart, int width, int height) {
        Graph<Integer, DefaultEdge> graph = GraphTypeBuilder.<Integer, DefaultEdge>undirected()
                .edgeClass(DefaultEdge.class)
                .buildGraph();
        for (int n = 0; n < chart.nodes().size(); n++) {
            graph.addVertex(n);
        }
        chart.edges().forEach(edge -> graph.addEdge(edge.account(), edge.resource()));
        holdTogether(graph);
        MapLayoutModel2D<Integer> model = new MapLayoutModel2D<>(new Box2D(0, 0, width, height));
        new FRLayoutAlgorithm2D<Integer, DefaultEdge>(ROUNDS, SPREAD, new Random(SEED)).layout(graph, model);
        return fill(chart, model, width, height);
    }

    /** Parts that nothing joins would drive each other to the border: a node that is not drawn joins them. */
    private static void holdTogether(Graph<Integer, DefaultEdge> graph) {
        List<Set<Integer>> parts = new ConnectivityInspector<>(graph).connectedSets();
        if (parts.size() > 1) {
            int middle = graph.vertexSet().size();
            graph.addVertex(middle);
            parts.forEach(part -> graph.addEdge(middle, Collections.max(part)));
        }
    }

    /** Stretches the drawing over the whole area: forces often use a part of it only. */
    private static List<Place> fill(LinkChart chart, MapLayoutModel2D<Integer> model, int width, int height) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int n = 0; n < chart.nodes().size(); n++) {
            Point2D point = model.get(n);
            left = Math.min(left, point.getX());
            right = Math.max(right, point.getX());
            top = Math.min(top, point.getY());
            bottom = Math.max(bottom, point.getY());
        }
        List<Place> places = new ArrayList<>();
        for (int n = 0; n < chart.nodes().size(); n++) {
            Point2D point = model.get(n);
            places.add(new Place(scaled(point.getX(), left, right, width), scaled(point.getY(), top, bottom, height)));
        }
        return places;
    }

    private static int scaled(double value, double low, double high, int size) {
        return high - low < 1e-9 ? size / 2 : (int) Math.round((value - low) / (high - low) * size);
    }

    /** Where a node is. */
    record Place(int x, int y) {}
}
