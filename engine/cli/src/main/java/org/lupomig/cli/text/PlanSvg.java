package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;

/**
 * Draws the batches and steps of a plan and what they wait for as a picture: batches one below the other, their waves
 * from left to right. The same plan is the same picture, byte for byte. Pure.
 */
public final class PlanSvg {
    private static final int MARGIN = 16;
    private static final int HEIGHT = 28;
    private static final int GAP = 12;
    private static final int BETWEEN_WAVES = 56;
    private static final int TITLE = 28;
    private static final int LETTER = 8;
    private static final String STYLE = """
            <style>
              text { font: 13px ui-monospace, Menlo, Consolas, monospace; fill: #1f2328; }
              rect, path { fill: none; stroke: #59636e; }
              .paper { fill: #ffffff; stroke: none; }
              .batch { stroke: #d1d9e0; }
              .required { stroke-width: 2.5; }
              .optional, .outside { stroke-dasharray: 6 4; }
              .conflict { stroke-dasharray: 2 4; }
              marker path { fill: #59636e; stroke: none; }
              @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc; }
                rect, path { stroke: #9198a1; }
                .paper { fill: #0d1117; stroke: none; }
                .batch { stroke: #3d444d; }
                marker path { fill: #9198a1; }
              }
            </style>
            <defs>
              <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"
                  markerUnits="userSpaceOnUse">
                <path d="M0 0L8 4L0 8z"/>
              </marker>
            </defs>
            """;

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final StringBuilder shapes = new StringBuilder();
    private final StringBuilder arrows = new StringBuilder();
    private int right;
    private int bottom = MARGIN;

    private PlanSvg() {}

    private record Box(int x, int y, int width, int height) {
        int right() {
            return x + width;
        }

        int middle() {
            return y + height / 2;
        }
    }

    /** The picture. */
    public static String of(Plan plan) {
        PlanSvg svg = new PlanSvg();
        svg.outside(plan);
        plan.batches().forEach(svg::batch);
        plan.batches().forEach(svg::arrows);
        String name = "plan " + plan.name() + " " + plan.version();
        int width = svg.right + MARGIN;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width + "\" height=\"" + svg.bottom
                + "\" viewBox=\"0 0 " + width + " " + svg.bottom + "\">\n<title>" + escaped(name) + "</title>\n" + STYLE
                + "<rect class=\"paper\" width=\"" + width + "\" height=\"" + svg.bottom + "\"/>\n" + svg.shapes
                + svg.arrows + "</svg>\n";
    }

    /** What is of other plans stands on top, by its address. */
    private void outside(Plan plan) {
        List<String> own = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (Batch batch : plan.batches()) {
            own.add(batch.name());
            named.addAll(batch.requires());
            named.addAll(batch.conflicts());
            for (Step step : batch.steps()) {
                own.add(step.address().toString());
                step.dependencies().forEach(on -> named.add(on.on().toString()));
            }
        }
        List<String> others =
                named.stream().filter(name -> !own.contains(name)).distinct().toList();
        int x = MARGIN;
        for (String other : others) {
            box(other, other, "outside", x, bottom);
            x = box(other).right() + GAP;
        }
        bottom += others.isEmpty() ? 0 : HEIGHT + MARGIN;
    }

    private void batch(Batch batch) {
        TreeMap<Integer, List<Step>> waves = new TreeMap<>();
        batch.steps().forEach(step -> waves.computeIfAbsent(step.wave(), wave -> new ArrayList<>())
                .add(step));
        int x = 2 * MARGIN;
        int rows = 0;
        int end = x + width(batch.name());
        for (List<Step> wave : waves.values()) {
            int widest = 0;
            for (int row = 0; row < wave.size(); row++) {
                Address step = wave.get(row).address();
                box(step.toString(), step.step(), "step", x, bottom + TITLE + row * (HEIGHT + GAP));
                widest = Math.max(widest, width(step.step()));
            }
            rows = Math.max(rows, wave.size());
            end = Math.max(end, x + widest);
            x += widest + BETWEEN_WAVES;
        }
        Box frame = new Box(MARGIN, bottom, end, TITLE + rows * (HEIGHT + GAP));
        boxes.put(batch.name(), frame);
        rect(frame, "batch");
        text(batch.name(), frame.x() + LETTER, frame.y() + 18);
        right = Math.max(right, frame.right());
        bottom = frame.y() + frame.height() + MARGIN;
    }

    private void arrows(Batch batch) {
        Box frame = box(batch.name());
        batch.requires().forEach(other -> between(box(other), frame, "required", true));
        batch.conflicts().forEach(other -> between(box(other), frame, "conflict", false));
        for (Step step : batch.steps()) {
            Box to = box(step.address().toString());
            for (Dependency on : step.dependencies()) {
                arrow(box(on.on().toString()), to, on.kind());
            }
        }
    }

    /** Along the left side: batches are below each other. */
    private void between(Box from, Box to, String kind, boolean arrow) {
        int out = MARGIN / 4;
        path(
                "M" + from.x() + " " + from.middle() + "C" + out + " " + from.middle() + " " + out + " " + to.middle()
                        + " " + to.x() + " " + to.middle(),
                kind,
                arrow);
    }

    private void arrow(Box from, Box to, Dependency.Kind kind) {
        String how =
                switch (kind) {
                    case REQUIRED -> "step";
                    case OPTIONAL -> "optional";
                    case CONFLICT -> "conflict";
                };
        int start = from.right();
        int bend = Math.max(24, Math.abs(to.x() - start) / 2);
        path(
                "M" + start + " " + from.middle() + "C" + (start + bend) + " " + from.middle() + " " + (to.x() - bend)
                        + " " + to.middle() + " " + to.x() + " " + to.middle(),
                how,
                kind != Dependency.Kind.CONFLICT);
    }

    private void path(String d, String kind, boolean arrow) {
        arrows.append("<path class=\"")
                .append(kind)
                .append("\" d=\"")
                .append(d)
                .append(arrow ? "\" marker-end=\"url(#arrow)\"/>\n" : "\"/>\n");
    }

    private void box(String name, String shown, String kind, int x, int y) {
        Box box = new Box(x, y, width(shown), HEIGHT);
        boxes.put(name, box);
        rect(box, kind);
        text(shown, x + LETTER, y + 18);
        right = Math.max(right, box.right());
    }

    private Box box(String name) {
        Box box = boxes.get(name);
        if (box == null) {
            throw new IllegalStateException("nothing is drawn of " + name);
        }
        return box;
    }

    private void rect(Box box, String kind) {
        shapes.append("<rect class=\"" + kind + "\" x=\"" + box.x() + "\" y=\"" + box.y() + "\" width=\"" + box.width()
                + "\" height=\"" + box.height() + "\" rx=\"4\"/>\n");
    }

    private void text(String text, int x, int y) {
        shapes.append("<text x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>\n");
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length()) * LETTER + 2 * LETTER;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
