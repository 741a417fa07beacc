package org.lupomig.compiler.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The nodes of a graph in an order that respects every edge and keeps the file's where it can: of those that may come
 * next, the first in the file does.
 */
public final class Ordering {
    private final int[] order;
    private final List<List<Integer>> cycles;
    private final BitSet knotted;

    private Ordering(int[] order, List<List<Integer>> cycles, BitSet knotted) {
        this.order = order;
        this.cycles = cycles;
        this.knotted = knotted;
    }

    /** The order of a graph. */
    public static Ordering of(Digraph graph) {
        int size = graph.size();
        int[][] dependents = graph.dependents();
        int[] open = new int[size];
        BitSet ready = new BitSet(size);
        for (int node = 0; node < size; node++) {
            open[node] = graph.degree(node);
            ready.set(node, open[node] == 0);
        }
        int[] order = new int[size];
        int count = 0;
        for (int node = ready.nextSetBit(0); node >= 0; ) {
            ready.clear(node);
            order[count++] = node;
            int lowest = Integer.MAX_VALUE;
            for (int dependent : dependents[node]) {
                if (--open[dependent] == 0) {
                    ready.set(dependent);
                    lowest = Math.min(lowest, dependent);
                }
            }
            // nothing before this node was ready, so only what it freed can be
            node = lowest < node ? lowest : ready.nextSetBit(node);
        }
        if (count == size) {
            return new Ordering(order, List.of(), new BitSet());
        }
        BitSet left = new BitSet(size);
        left.set(0, size);
        for (int i = 0; i < count; i++) {
            left.clear(order[i]);
        }
        List<List<Integer>> cycles = new ArrayList<>();
        BitSet knotted = new BitSet(size);
        for (BitSet component : Components.of(graph, left)) {
            cycles.add(ShortestCycle.in(graph, component));
            knotted.or(component);
        }
        return new Ordering(Arrays.copyOf(order, count), List.copyOf(cycles), knotted);
    }

    /** The nodes in order; those that are on a cycle or wait for one are left out. */
    public int[] nodes() {
        return order.clone();
    }

    /**
     * One shortest cycle of every knot of nodes that wait for each other, by the first node in the file. Each node
     * waits for the next, the last for the first.
     */
    public List<List<Integer>> cycles() {
        return cycles;
    }

    /** Whether a node waits, however far, for itself. */
    public boolean isKnotted(int node) {
        return knotted.get(node);
    }
}
