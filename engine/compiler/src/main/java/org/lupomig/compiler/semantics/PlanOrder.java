package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.compiler.graph.Digraph;
import org.lupomig.compiler.graph.Ordering;
import org.lupomig.compiler.graph.Reachability;
import org.lupomig.compiler.graph.Waves;
import org.lupomig.model.plan.Dependency;

/**
 * The order of a plan without cycles. Batches come one after the other, because each begins only when what it waits for
 * has been committed; inside a batch, its steps.
 */
final class PlanOrder {
    private final Declarations declarations;
    private final int[] batchOrder;
    private final Digraph batchGraph;
    private final Reachability batchPaths;
    private final List<InBatch> byBatch = new ArrayList<>();
    private final int[] waves;
    private final int[] placeInBatch;
    private final Map<Integer, Set<StepDeclaration>> conflicts = new HashMap<>();
    private final Map<Integer, Set<Integer>> batchConflicts = new HashMap<>();

    private record InBatch(List<StepDeclaration> steps, Digraph graph, Reachability paths, Set<String> required) {}

    /**
     * The order by graphs that have no cycles.
     *
     * @param batchGraph what batches wait for, said or implied by what their steps wait for
     */
    PlanOrder(Declarations declarations, Dependencies dependencies, Digraph batchGraph, int[] batchOrder) {
        this.declarations = declarations;
        this.batchOrder = batchOrder;
        this.batchGraph = batchGraph;
        batchPaths = new Reachability(batchGraph, batchOrder);
        for (Dependencies.Edge edge : dependencies.conflicts()) {
            addConflict(edge.from(), edge.to());
            addConflict(edge.to(), edge.from());
        }
        for (Dependencies.Edge edge : dependencies.batchConflicts()) {
            batchConflicts
                    .computeIfAbsent(edge.from(), batch -> new HashSet<>())
                    .add(edge.to());
            batchConflicts.computeIfAbsent(edge.to(), batch -> new HashSet<>()).add(edge.from());
        }
        waves = new int[declarations.steps().size()];
        placeInBatch = new int[declarations.steps().size()];
        List<Digraph> graphs = stepGraphs(dependencies);
        int[] lengths = new int[declarations.batches().size()];
        for (BatchDeclaration batch : declarations.batches()) {
            lengths[batch.index()] = order(batch, graphs.get(batch.index()), dependencies);
        }
        int[] starts = Waves.starts(batchGraph, batchOrder, lengths);
        for (StepDeclaration step : declarations.steps()) {
            waves[step.index()] += starts[step.batch()];
        }
    }

    /** All batches in order. */
    List<BatchDeclaration> batches() {
        List<BatchDeclaration> ordered = new ArrayList<>(batchOrder.length);
        for (int batch : batchOrder) {
            ordered.add(declarations.batches().get(batch));
        }
        return ordered;
    }

    /** The steps of a batch in order. */
    List<StepDeclaration> steps(BatchDeclaration batch) {
        return byBatch.get(batch.index()).steps();
    }

    /** The batches that must have completed before: those that the author names, then those that steps need. */
    Set<String> required(BatchDeclaration batch) {
        return byBatch.get(batch.index()).required();
    }

    /** The first moment at which dependencies alone let a step run, from 1. */
    int wave(StepDeclaration step) {
        return waves[step.index()];
    }

    /** The steps of its batch that a step waits for itself. */
    List<StepDeclaration> earlier(StepDeclaration step) {
        BatchDeclaration batch = declarations.batches().get(step.batch());
        List<StepDeclaration> earlier = new ArrayList<>();
        for (int place : byBatch.get(step.batch()).graph().earlier(placeInBatch[step.index()])) {
            earlier.add(batch.steps().get(place));
        }
        return earlier;
    }

    /** Indexes of the batches that the batch of a step waits for itself. */
    int[] earlierBatches(StepDeclaration step) {
        return batchGraph.earlier(step.batch());
    }

    /** Whether dependencies alone put {@code earlier} before {@code later}. A step is before itself. */
    boolean isBefore(StepDeclaration earlier, StepDeclaration later) {
        return earlier.batch() == later.batch()
                ? byBatch.get(later.batch())
                        .paths()
                        .waitsFor(placeInBatch[later.index()], placeInBatch[earlier.index()])
                : batchPaths.waitsFor(later.batch(), earlier.batch());
    }

    /** Steps that the author lets come before it or after it, but not run at the same time. */
    Set<StepDeclaration> neverTogether(StepDeclaration step) {
        return conflicts.getOrDefault(step.index(), Set.of());
    }

    /** Whether the author lets either of two steps come first: by themselves, or by their batches. */
    boolean eitherFirst(StepDeclaration one, StepDeclaration other) {
        return neverTogether(one).contains(other)
                || batchConflicts.getOrDefault(one.batch(), Set.of()).contains(other.batch());
    }

    private void addConflict(int one, int other) {
        conflicts
                .computeIfAbsent(one, step -> new LinkedHashSet<>())
                .add(declarations.steps().get(other));
    }

    private List<Digraph> stepGraphs(Dependencies dependencies) {
        List<Digraph> graphs = new ArrayList<>();
        for (BatchDeclaration batch : declarations.batches()) {
            graphs.add(new Digraph(batch.steps().size()));
            for (int place = 0; place < batch.steps().size(); place++) {
                placeInBatch[batch.steps().get(place).index()] = place;
            }
        }
        for (Dependencies.Edge edge : dependencies.stepEdges()) {
            int batch = declarations.steps().get(edge.from()).batch();
            if (declarations.steps().get(edge.to()).batch() == batch) {
                graphs.get(batch).addEdge(placeInBatch[edge.from()], placeInBatch[edge.to()]);
            }
        }
        return graphs;
    }

    /** Orders the steps of one batch; returns how many waves they take. */
    private int order(BatchDeclaration batch, Digraph graph, Dependencies dependencies) {
        int[] order = Ordering.of(graph).nodes();
        int[] ownWaves = Waves.of(graph, order);
        List<StepDeclaration> ordered = new ArrayList<>(order.length);
        int last = 0;
        for (int place : order) {
            StepDeclaration step = batch.steps().get(place);
            ordered.add(step);
            waves[step.index()] = ownWaves[place];
            last = Math.max(last, ownWaves[place]);
        }
        Set<String> required = new LinkedHashSet<>(dependencies.ofBatches().get(batch.index()));
        for (StepDeclaration step : ordered) {
            for (Dependency dependency : dependencies.ofSteps().get(step.index())) {
                boolean elsewhere = dependency.kind() == Dependency.Kind.REQUIRED
                        && dependency.on().plan().equals(declarations.plan())
                        && !dependency.on().batch().equals(batch.name());
                if (elsewhere) {
                    required.add(dependency.on().batch());
                }
            }
        }
        byBatch.add(new InBatch(ordered, graph, new Reachability(graph, order), required));
        return last;
    }
}
