package org.lupomig.compiler.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds the knots of a graph: the largest sets in which every node waits, however far, for every other. Tarjan's
 * algorithm without recursion, because a plan may hold a cycle of any length.
 */
final class Components {
    private static final int NEW = -1;

    private final Digraph graph;
    private final BitSet within;
    private final int[] index;
    private final int[] low;
    private final int[] nextEdge;
    private final BitSet onStack = new BitSet();
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<BitSet> found = new ArrayList<>();
    private int counter;

    private Components(Digraph graph, BitSet within) {
        this.graph = graph;
        this.within = within;
        index = new int[graph.size()];
        Arrays.fill(index, NEW);
        low = new int[graph.size()];
        nextEdge = new int[graph.size()];
    }

    /** The knots among the nodes of {@code within}, by their first node. */
    static List<BitSet> of(Digraph graph, BitSet within) {
        Components search = new Components(graph, within);
        for (int node = within.nextSetBit(0); node >= 0; node = within.nextSetBit(node + 1)) {
            if (search.index[node] == NEW) {
                search.visit(node);
            }
        }
        search.found.sort(Comparator.comparingInt(component -> component.nextSetBit(0)));
        return search.found;
    }

    private void visit(int root) {
        Deque<Integer> path = new ArrayDeque<>();
        enter(root, path);
        while (!path.isEmpty()) {
            int node = path.getFirst();
            if (nextEdge[node] < graph.degree(node)) {
                int target = graph.target(node, nextEdge[node]++);
                if (!within.get(target)) {
                    continue;
                }
                if (index[target] == NEW) {
                    enter(target, path);
                } else if (onStack.get(target)) {
                    low[node] = Math.min(low[node], index[target]);
                }
            } else {
                path.removeFirst();
                if (!path.isEmpty()) {
                    int parent = path.getFirst();
                    low[parent] = Math.min(low[parent], low[node]);
                }
                if (low[node] == index[node]) {
                    takeComponent(node);
                }
            }
        }
    }

    private void enter(int node, Deque<Integer> path) {
        index[node] = counter;
        low[node] = counter++;
        stack.addFirst(node);
        onStack.set(node);
        path.addFirst(node);
    }

    private void takeComponent(int root) {
        BitSet component = new BitSet();
        int node;
        do {
            node = stack.removeFirst();
            onStack.clear(node);
            component.set(node);
        } while (node != root);
        if (component.cardinality() > 1 || waitsForItself(root)) {
            found.add(component);
        }
    }

    private boolean waitsForItself(int node) {
        for (int edge = 0; edge < graph.degree(node); edge++) {
            if (graph.target(node, edge) == node) {
                return true;
            }
        }
        return false;
    }
}
