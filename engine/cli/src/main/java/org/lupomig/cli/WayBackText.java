package org.lupomig.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.purge.HeldInventory.Item;
import org.lupomig.orchestrator.purge.PurgedSteps;
import org.lupomig.orchestrator.run.Copy;

/** Until when a batch can go back, and what is kept for it, for people. */
final class WayBackText {
    private static final int MOST_NAMED = 3;

    private final StoreView view;
    private final Style style;

    WayBackText(StoreView view, Style style) {
        this.view = view;
        this.style = style;
    }

    /** One line of its way back where it holds, of what is half way, and of what is kept for a person, where any is. */
    void render(StringBuilder out, StoreView.PlanView plan, BatchRecord batch) {
        List<Item> items = view.inventory().of(batch);
        List<HeldTable> wayBack =
                items.stream().filter(Item::wayBack).map(Item::table).toList();
        List<HeldTable> halfWay =
                items.stream().filter(Item::halfWay).map(Item::table).toList();
        List<HeldTable> forPerson = items.stream()
                .filter(item -> !item.wayBack() && !item.halfWay())
                .map(Item::table)
                .toList();
        Long closes = batch.closes(plan.steps());
        boolean open = view.isOpen(closes);
        if (batch.holds()) {
            line(
                    out,
                    standing(plan, batch, closes, open)
                            + kept(wayBack, open, view.inventory().outlasts(batch)));
        } else if (!wayBack.isEmpty()) {
            line(out, "kept: " + named(wayBack));
        }
        if (!halfWay.isEmpty()) {
            line(out, "kept for its way back, as long as it is half way: " + named(halfWay));
        }
        if (!forPerson.isEmpty()) {
            line(
                    out,
                    "kept for a person, until lupomig purge " + plan.plan() + "." + batch.batch() + ": "
                            + named(forPerson));
        }
    }

    private String standing(StoreView.PlanView plan, BatchRecord batch, @Nullable Long closes, boolean open) {
        PurgedSteps.Purged purged = plan.purged(batch);
        if (purged != null) {
            return style.notable("purged on " + UtcStamp.show(purged.at())) + ", cannot be rolled back";
        }
        if (closes != null && !open) {
            return "could be rolled back until " + UtcStamp.show(closes);
        }
        StoreView.Way way = plan.way(batch);
        if (way != null && !way.refusals().isEmpty()) {
            String more = way.refusals().size() > 1 ? " (and " + (way.refusals().size() - 1) + " more)" : "";
            return style.notable("cannot be rolled back") + ": "
                    + SafeText.oneLine(way.refusals().get(0).message()) + more;
        }
        return "can be rolled back"
                + (closes == null ? "" : " until " + UtcStamp.show(closes))
                + (way == null || way.upon().isEmpty()
                        ? ""
                        : ", with what completed upon it (--with-dependents): " + String.join(", ", way.upon()));
    }

    private String kept(List<HeldTable> tables, boolean open, boolean outlasts) {
        if (tables.isEmpty()) {
            return "";
        }
        String kept = outlasts ? "; kept until its own checks have passed: " : "; lupomig purge removes ";
        return (open ? "; kept for that: " : kept) + named(tables);
    }

    private String named(List<HeldTable> tables) {
        long bytes = tables.stream().mapToLong(HeldTable::bytes).sum();
        List<String> names = tables.stream()
                .limit(MOST_NAMED)
                .map(table -> view.heldSchema() + "." + table.name())
                .toList();
        String more = tables.size() > MOST_NAMED ? " and " + (tables.size() - MOST_NAMED) + " more" : "";
        return Words.count(tables.size(), "table") + ", " + Copy.bytes(bytes) + ": " + String.join(", ", names) + more;
    }

    private static void line(StringBuilder out, String text) {
        out.append("      ").append(text).append('\n');
    }
}
