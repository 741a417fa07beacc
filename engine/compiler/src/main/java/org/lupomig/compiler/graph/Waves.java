package org.lupomig.compiler.graph;

import java.util.Arrays;

/** The first moment at which each node could begin, when each takes its own number of moments. */
public final class Waves {
    private Waves() {}

    /** Waves by node, from 1, where each node takes one: one more than the latest it waits for. */
    public static int[] of(Digraph graph, int[] order) {
        int[] lengths = new int[graph.size()];
        Arrays.fill(lengths, 1);
        int[] waves = starts(graph, order, lengths);
        for (int node = 0; node < waves.length; node++) {
            waves[node]++;
        }
        return waves;
    }

    /**
     * Moments that have passed before each node begins.
     *
     * @param order all nodes in an order that respects every edge
     * @param lengths how many moments each node takes
     */
    public static int[] starts(Digraph graph, int[] order, int[] lengths) {
        int[] starts = new int[graph.size()];
        for (int node : order) {
            for (int edge = 0; edge < graph.degree(node); edge++) {
                int earlier = graph.target(node, edge);
                starts[node] = Math.max(starts[node], starts[earlier] + lengths[earlier]);
            }
        }
        return starts;
    }
}
