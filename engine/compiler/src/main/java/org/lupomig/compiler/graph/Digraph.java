package org.lupomig.compiler.graph;

import java.util.Arrays;

/**
 * Nodes numbered in the order of the file, each with those it waits for. Edges may come twice; a node may wait for
 * itself, which is a cycle.
 */
public final class Digraph {
    private static final int[] NONE = {};

    private final int[][] waitsFor;
    private final int[] counts;

    /** A graph of nodes {@code 0 … size - 1} without edges. */
    public Digraph(int size) {
        waitsFor = new int[size][];
        Arrays.fill(waitsFor, NONE);
        counts = new int[size];
    }

    /** Number of nodes. */
    public int size() {
        return counts.length;
    }

    /** Makes {@code node} wait for {@code earlier}. */
    public void addEdge(int node, int earlier) {
        int[] edges = waitsFor[node];
        if (counts[node] == edges.length) {
            edges = Arrays.copyOf(edges, Math.max(2, edges.length * 2));
            waitsFor[node] = edges;
        }
        edges[counts[node]++] = earlier;
    }

    /** Those that {@code node} waits for itself, in the order in which they were added. */
    public int[] earlier(int node) {
        return Arrays.copyOf(waitsFor[node], counts[node]);
    }

    /** How many edges leave {@code node}. */
    int degree(int node) {
        return counts[node];
    }

    /** What {@code node} waits for by its edge number {@code edge}. */
    int target(int node, int edge) {
        return waitsFor[node][edge];
    }

    /** For every node, those that wait for it, in ascending order. */
    int[][] dependents() {
        int[] sizes = new int[size()];
        for (int node = 0; node < size(); node++) {
            for (int edge = 0; edge < degree(node); edge++) {
                sizes[target(node, edge)]++;
            }
        }
        int[][] dependents = new int[size()][];
        for (int node = 0; node < size(); node++) {
            dependents[node] = new int[sizes[node]];
        }
        int[] filled = new int[size()];
        for (int node = 0; node < size(); node++) {
            for (int edge = 0; edge < degree(node); edge++) {
                int earlier = target(node, edge);
                dependents[earlier][filled[earlier]++] = node;
            }
        }
        return dependents;
    }
}
