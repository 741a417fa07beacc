package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;

/** Draws the steps of a plan and what they wait for, in the words of a drawing program. Pure. */
public final class PlanGraph {
    private final Map<Address, String> ids = new LinkedHashMap<>();
    private final List<String> outside = new ArrayList<>();

    private PlanGraph(Plan plan) {
        for (Step step : plan.steps()) {
            ids.put(step.address(), "s" + step.position());
        }
    }

    /** Graphviz. */
    public static String dot(Plan plan) {
        PlanGraph graph = new PlanGraph(plan);
        StringBuilder body = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        int number = 0;
        for (Batch batch : plan.batches()) {
            body.append("  subgraph cluster_").append(++number).append(" {\n");
            body.append("    label=\"").append(batch.name()).append("\";\n");
            for (Step step : batch.steps()) {
                String id = graph.id(step.address());
                body.append("    ")
                        .append(id)
                        .append(" [label=\"")
                        .append(step.address().step())
                        .append("\"];\n");
                for (Dependency dependency : step.dependencies()) {
                    edges.append("  ")
                            .append(graph.id(dependency.on()))
                            .append(" -> ")
                            .append(id);
                    edges.append(dotStyle(dependency.kind())).append(";\n");
                }
            }
            body.append("  }\n");
        }
        for (String other : graph.outside) {
            body.append("  \"").append(other).append("\" [style=dashed];\n");
        }
        return "digraph \"" + plan.name() + "\" {\n  rankdir=LR;\n  node [shape=box];\n" + body + edges + "}\n";
    }

    /** Mermaid. */
    public static String mermaid(Plan plan) {
        PlanGraph graph = new PlanGraph(plan);
        StringBuilder body = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        for (Batch batch : plan.batches()) {
            body.append("  subgraph ").append(batch.name()).append('\n');
            for (Step step : batch.steps()) {
                String id = graph.id(step.address());
                body.append("    ")
                        .append(id)
                        .append("[\"")
                        .append(step.address().step())
                        .append("\"]\n");
                for (Dependency dependency : step.dependencies()) {
                    String from = graph.id(dependency.on()).replace("\"", "");
                    edges.append("  ")
                            .append(from)
                            .append(mermaidArrow(dependency.kind()))
                            .append(id)
                            .append('\n');
                }
            }
            body.append("  end\n");
        }
        return "flowchart LR\n" + body + edges;
    }

    /** The node of a step; a step of another plan is drawn by its address. */
    private String id(Address address) {
        String id = ids.get(address);
        if (id != null) {
            return id;
        }
        if (!outside.contains(address.toString())) {
            outside.add(address.toString());
        }
        return "\"" + address + "\"";
    }

    private static String dotStyle(Dependency.Kind kind) {
        return switch (kind) {
            case REQUIRED -> "";
            case OPTIONAL -> " [style=dashed]";
            case CONFLICT -> " [style=dotted, dir=none, constraint=false]";
        };
    }

    private static String mermaidArrow(Dependency.Kind kind) {
        return switch (kind) {
            case REQUIRED -> " --> ";
            case OPTIONAL -> " -.-> ";
            case CONFLICT -> " -.- ";
        };
    }
}
