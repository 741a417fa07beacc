package org.lupomig.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderingTest {
    @Test
    void withoutEdgesTheOrderIsTheFiles() {
        assertThat(Ordering.of(graph(4)).nodes()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aNodeComesAfterWhatItWaitsForAndNoLater() {
        // 0 waits for 3, 2 waits for 0
        assertThat(Ordering.of(graph(5, 0, 3, 2, 0)).nodes()).containsExactly(1, 3, 0, 2, 4);
    }

    @Test
    void anEdgeSaidTwiceCountsOnce() {
        assertThat(Ordering.of(graph(2, 0, 1, 0, 1)).nodes()).containsExactly(1, 0);
    }

    @Test
    void everyOrderRespectsEveryEdge() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            int[] names = random.ints(0, size).distinct().limit(size).toArray();
            Digraph graph = new Digraph(size);
            int[][] edges = new int[random.nextInt(3 * size)][];
            for (int i = 0; i < edges.length; i++) {
                int a = random.nextInt(size);
                int b = random.nextInt(size);
                // from the later to the earlier by a hidden order, so that there is no cycle
                edges[i] = a == b ? new int[0] : new int[] {names[Math.max(a, b)], names[Math.min(a, b)]};
                if (a != b) {
                    graph.addEdge(edges[i][0], edges[i][1]);
                }
            }
            Ordering ordering = Ordering.of(graph);
            assertThat(ordering.cycles()).isEmpty();
            int[] place = new int[size];
            for (int i = 0; i < size; i++) {
                place[ordering.nodes()[i]] = i;
            }
            Reachability paths = new Reachability(graph, ordering.nodes());
            int[] waves = Waves.of(graph, ordering.nodes());
            for (int[] edge : edges) {
                if (edge.length > 0) {
                    assertThat(place[edge[0]]).isGreaterThan(place[edge[1]]);
                    assertThat(waves[edge[0]]).isGreaterThan(waves[edge[1]]);
                    assertThat(paths.waitsFor(edge[0], edge[1])).isTrue();
                    assertThat(paths.waitsFor(edge[1], edge[0])).isFalse();
                }
            }
        }
    }

    @Test
    void aCycleIsShownFromItsFirstNodeAndWhatWaitsForItIsNotOnIt() {
        // 1 -> 3 -> 2 -> 1; 0 waits for 1; 4 is free
        Ordering ordering = Ordering.of(graph(5, 1, 3, 3, 2, 2, 1, 0, 1));
        assertThat(ordering.cycles()).containsExactly(List.of(1, 3, 2));
        assertThat(ordering.nodes()).containsExactly(4);
        assertThat(ordering.isKnotted(2)).isTrue();
        assertThat(ordering.isKnotted(0)).isFalse();
    }

    @Test
    void everyKnotGivesOneShortestCycle() {
        // two knots; the first has a long way round and a short one
        Ordering ordering = Ordering.of(graph(6, 0, 1, 1, 2, 2, 0, 0, 2, 3, 4, 4, 3, 5, 5));
        assertThat(ordering.cycles()).containsExactly(List.of(0, 2), List.of(3, 4), List.of(5));
    }

    @Test
    void aCycleThroughAllOfAManyIsFound() {
        int size = 50_000;
        Digraph graph = new Digraph(size);
        for (int node = 0; node < size; node++) {
            graph.addEdge(node, (node + 1) % size);
        }
        assertThat(Ordering.of(graph).cycles().get(0)).hasSize(size);
    }

    @Test
    void aNodeWaitsForThoseFarBehindIt() {
        Digraph graph = graph(4, 1, 0, 2, 1);
        Reachability paths = new Reachability(graph, Ordering.of(graph).nodes());
        assertThat(paths.waitsFor(2, 0)).isTrue();
        assertThat(paths.waitsFor(3, 0)).isFalse();
        assertThat(paths.waitsFor(3, 3)).isTrue();
    }

    @Test
    void whatTakesLongerDelaysWhatWaitsForIt() {
        Digraph graph = graph(3, 2, 0, 2, 1);
        int[] order = Ordering.of(graph).nodes();
        assertThat(Waves.starts(graph, order, new int[] {5, 2, 1})).containsExactly(0, 0, 5);
    }

    private static Digraph graph(int size, int... pairs) {
        Digraph graph = new Digraph(size);
        for (int i = 0; i < pairs.length; i += 2) {
            graph.addEdge(pairs[i], pairs[i + 1]);
        }
        return graph;
    }
}
