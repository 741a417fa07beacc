package org.lupomig.compiler.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Finds the cycle to show: a shortest one through the first node of a knot. */
final class ShortestCycle {
    private ShortestCycle() {}

    static List<Integer> in(Digraph graph, BitSet component) {
        int start = component.nextSetBit(0);
        int[] cameFrom = new int[graph.size()];
        Arrays.fill(cameFrom, -1);
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (int edge = 0; edge < graph.degree(node); edge++) {
                int target = graph.target(node, edge);
                if (target == start) {
                    return path(node, start, cameFrom);
                }
                if (component.get(target) && cameFrom[target] < 0) {
                    cameFrom[target] = node;
                    queue.add(target);
                }
            }
        }
        throw new IllegalStateException("node " + start + " is in a knot but on no cycle");
    }

    private static List<Integer> path(int last, int start, int[] cameFrom) {
        List<Integer> backwards = new ArrayList<>();
        for (int node = last; node != start; node = cameFrom[node]) {
            backwards.add(node);
        }
        backwards.add(start);
        Collections.reverse(backwards);
        return List.copyOf(backwards);
    }
}
