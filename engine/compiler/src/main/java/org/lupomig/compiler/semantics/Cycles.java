package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.graph.Digraph;
import org.lupomig.compiler.graph.Ordering;
import org.lupomig.compiler.semantics.Dependencies.Edge;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/** Orders a plan, or says why it has no order. */
final class Cycles {
    private final Declarations declarations;
    private final Dependencies dependencies;
    private final Report report;

    private Cycles(Declarations declarations, Dependencies dependencies, Report report) {
        this.declarations = declarations;
        this.dependencies = dependencies;
        this.report = report;
    }

    /** The order; null where steps or batches wait for each other, which is said. */
    static @Nullable PlanOrder order(Declarations declarations, Dependencies dependencies, Report report) {
        return new Cycles(declarations, dependencies, report).order();
    }

    private @Nullable PlanOrder order() {
        List<Edge> stepEdges = dependencies.stepEdges();
        Ordering steps = Ordering.of(graph(declarations.steps().size(), stepEdges));
        for (List<Integer> cycle : steps.cycles()) {
            int home = declarations.steps().get(cycle.get(0)).batch();
            say(CompilerMessage.STEP_CYCLE, cycle, stepEdges, index -> declarations
                    .steps()
                    .get(index)
                    .nameFor(home));
        }
        sayBlocked(steps, stepEdges);
        List<Edge> batchEdges = new ArrayList<>(dependencies.batchEdges());
        if (steps.cycles().isEmpty()) {
            addImplied(batchEdges);
        }
        Digraph batchGraph = graph(declarations.batches().size(), batchEdges);
        Ordering batches = Ordering.of(batchGraph);
        for (List<Integer> cycle : batches.cycles()) {
            say(CompilerMessage.BATCH_CYCLE, cycle, batchEdges, index -> declarations
                    .batches()
                    .get(index)
                    .name());
        }
        boolean ordered = steps.cycles().isEmpty() && batches.cycles().isEmpty();
        return ordered ? new PlanOrder(declarations, dependencies, batchGraph, batches.nodes()) : null;
    }

    private static Digraph graph(int size, List<Edge> edges) {
        Digraph graph = new Digraph(size);
        for (Edge edge : edges) {
            graph.addEdge(edge.from(), edge.to());
        }
        return graph;
    }

    /** A step that waits for a step of another batch makes its batch wait. */
    private void addImplied(List<Edge> batchEdges) {
        for (Edge edge : dependencies.stepEdges()) {
            int from = declarations.steps().get(edge.from()).batch();
            int to = declarations.steps().get(edge.to()).batch();
            if (from != to) {
                batchEdges.add(new Edge(from, to, edge.at()));
            }
        }
    }

    private void say(CompilerMessage message, List<Integer> cycle, List<Edge> edges, IntFunction<String> names) {
        StringBuilder shown = new StringBuilder();
        for (int node : cycle) {
            shown.append(names.apply(node)).append(" -> ");
        }
        shown.append(names.apply(cycle.get(0)));
        Diagnostic said = report.of(message, edgeAt(cycle, 0, edges), shown);
        for (int i = 1; i < cycle.size(); i++) {
            String note = names.apply(cycle.get(i)) + " waits for " + names.apply(cycle.get((i + 1) % cycle.size()));
            said = said.withRelated(report.location(edgeAt(cycle, i, edges)), note);
        }
        report.say(said);
    }

    private static Span edgeAt(List<Integer> cycle, int place, List<Edge> edges) {
        int from = cycle.get(place);
        int to = cycle.get((place + 1) % cycle.size());
        for (Edge edge : edges) {
            if (edge.from() == from && edge.to() == to) {
                return edge.at();
            }
        }
        throw new IllegalStateException("no edge from " + from + " to " + to);
    }

    /** Steps that wait for a cycle without being on it: only those next to it, the others follow from them. */
    private void sayBlocked(Ordering steps, List<Edge> edges) {
        if (steps.cycles().isEmpty()) {
            return;
        }
        for (Edge edge : edges) {
            if (steps.isKnotted(edge.to()) && !steps.isKnotted(edge.from())) {
                StepDeclaration step = declarations.steps().get(edge.from());
                String on = declarations.steps().get(edge.to()).nameFor(step.batch());
                report.say(
                        CompilerMessage.UNREACHABLE_STEP,
                        edge.at(),
                        step.name(),
                        "it waits for '" + on + "', which waits for itself");
            }
        }
    }
}
