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

/** Draws the batches and steps of a plan and what they wait for, in the words of a drawing program. Pure. */
public final class PlanGraph {
    private final Map<Address, String> steps = new LinkedHashMap<>();
    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> outside = new ArrayList<>();

    private PlanGraph(Plan plan) {
        for (Batch batch : plan.batches()) {
            batches.put(batch.name(), batch);
            numbers.put(batch.name(), numbers.size() + 1);
        }
        for (Step step : plan.steps()) {
            steps.put(step.address(), "s" + step.position());
        }
    }

    /** Graphviz. */
    public static String dot(Plan plan) {
        PlanGraph graph = new PlanGraph(plan);
        StringBuilder body = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        boolean compound = false;
        for (Batch batch : plan.batches()) {
            body.append("  subgraph ").append(graph.cluster(batch.name())).append(" {\n");
            body.append("    label=\"").append(batch.name()).append("\";\n");
            if (batch.steps().isEmpty()) {
                body.append("    ").append(graph.end(batch, true)).append(" [style=invis];\n");
            }
            for (Step step : batch.steps()) {
                body.append("    ").append(graph.dotId(step.address()));
                body.append(" [label=\"").append(step.address().step()).append("\"];\n");
                for (Dependency dependency : step.dependencies()) {
                    edges.append("  ").append(graph.dotId(dependency.on())).append(" -> ");
                    edges.append(graph.dotId(step.address()));
                    edges.append(dotStyle(dependency.kind())).append(";\n");
                }
            }
            body.append("  }\n");
            for (String required : batch.requires()) {
                compound = true;
                edges.append(graph.dotEdge(required, batch, "penwidth=2"));
            }
            for (String other : batch.conflicts()) {
                compound = true;
                edges.append(graph.dotEdge(other, batch, "penwidth=2, style=dotted, dir=none, constraint=false"));
            }
        }
        for (String other : graph.outside) {
            body.append("  \"").append(other).append("\" [style=dashed];\n");
        }
        return "digraph \"" + plan.name() + "\" {\n  rankdir=LR;\n" + (compound ? "  compound=true;\n" : "")
                + "  node [shape=box];\n" + body + edges + "}\n";
    }

    /** Mermaid. */
    public static String mermaid(Plan plan) {
        PlanGraph graph = new PlanGraph(plan);
        StringBuilder body = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        for (Batch batch : plan.batches()) {
            body.append("  subgraph ").append(graph.group(batch.name()));
            body.append("[\"").append(batch.name()).append("\"]\n");
            for (Step step : batch.steps()) {
                body.append("    ").append(graph.mermaidId(step.address()));
                body.append("[\"").append(step.address().step()).append("\"]\n");
                for (Dependency dependency : step.dependencies()) {
                    edges.append("  ").append(graph.mermaidId(dependency.on()));
                    edges.append(mermaidArrow(dependency.kind()));
                    edges.append(graph.mermaidId(step.address())).append('\n');
                }
            }
            body.append("  end\n");
            for (String required : batch.requires()) {
                edges.append("  ").append(graph.group(required)).append(" ==> ");
                edges.append(graph.group(batch.name())).append('\n');
            }
            for (String other : batch.conflicts()) {
                edges.append("  ").append(graph.group(other)).append(mermaidArrow(Dependency.Kind.CONFLICT));
                edges.append(graph.group(batch.name())).append('\n');
            }
        }
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < graph.outside.size(); i++) {
            others.append("  x")
                    .append(i + 1)
                    .append("[\"")
                    .append(graph.outside.get(i))
                    .append("\"]\n");
        }
        return "flowchart LR\n" + body + others + edges;
    }

    /** Edges are between nodes; those of batches are cut off where they meet the batches' frames. */
    private String dotEdge(String required, Batch batch, String how) {
        Batch first = batches.get(required);
        String from = first == null ? "\"" + outside(required) + "\"" : end(first, false);
        String tail = first == null ? "" : "ltail=" + cluster(required) + ", ";
        return "  " + from + " -> " + end(batch, true) + " [" + tail + "lhead=" + cluster(batch.name()) + ", " + how
                + "];\n";
    }

    private String end(Batch batch, boolean first) {
        int size = batch.steps().size();
        return size == 0
                ? "b" + numbers.get(batch.name())
                : dotId(batch.steps().get(first ? 0 : size - 1).address());
    }

    private String cluster(String batch) {
        return "cluster_" + numbers.get(batch);
    }

    private String group(String batch) {
        Integer number = numbers.get(batch);
        return number == null ? outsideId(batch) : "b" + number;
    }

    private String dotId(Address address) {
        String id = steps.get(address);
        return id == null ? "\"" + outside(address.toString()) + "\"" : id;
    }

    private String mermaidId(Address address) {
        String id = steps.get(address);
        return id == null ? outsideId(address.toString()) : id;
    }

    /** What is of another plan is drawn by its address. */
    private String outside(String address) {
        if (!outside.contains(address)) {
            outside.add(address);
        }
        return address;
    }

    private String outsideId(String address) {
        return "x" + (outside.indexOf(outside(address)) + 1);
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
