package org.lupomig.compiler.graph;

import java.util.Arrays;

/** Answers whether one node comes before another by the edges alone. For graphs without cycles; not thread-safe. */
public final class Reachability {
    private final Digraph graph;
    private final int[] position;
    private final int[] seenAt;
    private final int[] stack;
    private int question;

    /**
     * Questions about a graph.
     *
     * @param order all its nodes in an order that respects every edge
     */
    public Reachability(Digraph graph, int[] order) {
        this.graph = graph;
        position = new int[graph.size()];
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        seenAt = new int[graph.size()];
        Arrays.fill(seenAt, -1);
        stack = new int[graph.size()];
    }

    /** Whether {@code node} waits for {@code earlier}, however far. A node waits for itself. */
    public boolean waitsFor(int node, int earlier) {
        if (node == earlier) {
            return true;
        }
        if (position[earlier] > position[node]) {
            return false;
        }
        question++;
        int depth = 0;
        stack[depth++] = node;
        while (depth > 0) {
            int current = stack[--depth];
            for (int edge = 0; edge < graph.degree(current); edge++) {
                int target = graph.target(current, edge);
                if (target == earlier) {
                    return true;
                }
                // whatever stands before the node looked for cannot lead to it
                if (position[target] > position[earlier] && seenAt[target] != question) {
                    seenAt[target] = question;
                    stack[depth++] = target;
                }
            }
        }
        return false;
    }
}
