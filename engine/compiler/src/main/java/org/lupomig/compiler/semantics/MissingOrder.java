package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;

/**
 * Finds steps that touch what another step creates, alters or moves, with nothing to say which comes first.
 *
 * <p>Steps are walked in the plan's order, and each use of an object is compared with the last change of it and each
 * change with all uses since: what is ordered between neighbours is ordered between all.
 */
final class MissingOrder {
    /** Past so many, it is said of each. */
    private static final int MOST_COMPARED = 100;

    private final PlanOrder order;
    private final Report report;
    private final StepCounts names;
    private final Map<Thing, Seen> seen = new HashMap<>();
    private final Set<Thing> createdSchemas = new HashSet<>();
    private final Set<String> compared = new HashSet<>();
    private final Map<Integer, List<Pair>> missing = new TreeMap<>();

    MissingOrder(PlanOrder order, StepCounts names, Report report) {
        this.order = order;
        this.names = names;
        this.report = report;
    }

    /** A table, or a schema where {@code table} is null. */
    private record Thing(
            String database,
            @Nullable String schema,
            @Nullable String table) implements Comparable<Thing> {
        @Override
        public String toString() {
            return table == null ? String.valueOf(schema) : schema == null ? table : schema + "." + table;
        }

        @Override
        public int compareTo(Thing other) {
            return toString().compareTo(other.toString());
        }
    }

    /** What a step does to a thing: the strongest of what its statements do. */
    private record Use(StepDraft step, Access access, Statement statement) {
        boolean changes() {
            return access == Access.CREATES || access == Access.ALTERS || access == Access.DROPS;
        }
    }

    /** Two steps without an order: the later one should require the earlier. */
    private record Pair(Thing thing, Use later, Use earlier) {}

    /** The last change of a thing and what came after it. */
    private static final class Seen {
        @Nullable
        Use change;

        final List<Use> uses = new ArrayList<>();
    }

    /** Says what is missing among steps in the plan's order. */
    void check(List<StepDraft> steps) {
        for (StepDraft step : steps) {
            for (Statement statement : step.statements()) {
                if (statement.fact() instanceof StatementFact.CreateSchema create) {
                    createdSchemas.add(new Thing(step.database(), create.schema(), null));
                }
            }
        }
        for (StepDraft step : steps) {
            uses(step).forEach((thing, use) -> compare(thing, use));
        }
        missing.values().forEach(pairs -> {
            for (Pair pair : pairs) {
                boolean follows =
                        pairs.size() <= MOST_COMPARED && pairs.stream().anyMatch(stronger -> implies(stronger, pair));
                if (!follows) {
                    say(pair);
                }
            }
        });
    }

    /** Whether an order after one step is an order after the other too. */
    private boolean implies(Pair stronger, Pair weaker) {
        StepDeclaration earlier = stronger.earlier().step().declaration();
        StepDeclaration otherEarlier = weaker.earlier().step().declaration();
        if (earlier.index() == otherEarlier.index()) {
            return false;
        }
        boolean wholeBatch = earlier.batch() == otherEarlier.batch()
                && earlier.batch() != stronger.later().step().declaration().batch();
        if (order.isBefore(otherEarlier, earlier)) {
            return true;
        }
        // a batch waits for another as a whole; of steps without an order the first in the file is named
        return wholeBatch && earlier.index() < otherEarlier.index() && !order.isBefore(earlier, otherEarlier);
    }

    private Map<Thing, Use> uses(StepDraft step) {
        if (step.statements().isEmpty()) {
            return Map.of();
        }
        Map<Thing, Use> uses = new TreeMap<>();
        for (Statement statement : step.statements()) {
            for (Touch touch : statement.touches()) {
                if (touch.isUnknown()) {
                    // it is in the way of every step, and is not run yet
                    continue;
                }
                add(uses, new Use(step, touch.access(), statement), touch.schema(), touch.table());
                boolean inside = touch.table() != null
                        && createdSchemas.contains(new Thing(step.database(), touch.schema(), null));
                if (inside) {
                    add(uses, new Use(step, Access.READS, statement), touch.schema(), null);
                }
            }
        }
        return uses;
    }

    private static void add(Map<Thing, Use> uses, Use use, @Nullable String schema, @Nullable String table) {
        uses.merge(
                new Thing(use.step().database(), schema, table),
                use,
                (first, next) -> first.changes() || !next.changes() ? first : next);
    }

    private void compare(Thing thing, Use use) {
        Seen before = seen.computeIfAbsent(thing, t -> new Seen());
        if (before.change != null) {
            compare(thing, before.change, use);
        }
        if (!use.changes()) {
            before.uses.add(use);
            return;
        }
        for (Use earlier : before.uses) {
            compare(thing, earlier, use);
        }
        before.uses.clear();
        before.change = use;
    }

    private void compare(Thing thing, Use first, Use second) {
        StepDeclaration a = first.step().declaration();
        StepDeclaration b = second.step().declaration();
        if (order.isBefore(a, b) || !compared.add(a.index() + " " + b.index())) {
            return;
        }
        // what is created is created first; else what stands first in the file comes first
        boolean swapped = second.access() == Access.CREATES && first.access() != Access.CREATES;
        boolean fileOrder = a.index() < b.index() || first.access() == Access.CREATES;
        if (swapped || !fileOrder) {
            keep(new Pair(thing, first, second));
        } else {
            keep(new Pair(thing, second, first));
        }
    }

    private void keep(Pair pair) {
        if (hasWrongRequires(pair.later()) || hasWrongRequires(pair.earlier())) {
            // What is missing may be just what a misspelt name was to say.
            return;
        }
        if (hasWrongName(pair.later()) || hasWrongName(pair.earlier())) {
            // A name that is given twice, or is none: what requires it means one of the two, or neither.
            return;
        }
        missing.computeIfAbsent(pair.later().step().declaration().index(), step -> new ArrayList<>())
                .add(pair);
    }

    private boolean hasWrongRequires(Use use) {
        return use.step()
                .declaration()
                .node()
                .clause(Clause.Requires.class)
                .filter(requires -> report.hasErrorWithin(requires.span()))
                .isPresent();
    }

    private boolean hasWrongName(Use use) {
        StepDeclaration step = use.step().declaration();
        return step.name().isEmpty() || !names.isOnly(step);
    }

    private void say(Pair pair) {
        Thing thing = pair.thing();
        Use later = pair.later();
        Use earlier = pair.earlier();
        StepDeclaration step = later.step().declaration();
        String name = earlier.step().declaration().nameFor(step.batch());
        Diagnostic said = Diagnostic.of(
                CompilerMessage.MISSING_ORDER,
                later.statement().location(),
                step.name(),
                verb(later, thing),
                thing,
                name,
                verb(earlier, thing));
        report.say(
                said.withRelated(earlier.statement().location(), "'" + name + "' " + verb(earlier, thing) + " it here")
                        .withFix("insert 'requires " + name + "'", require(step, name)));
    }

    private Edit require(StepDeclaration step, String name) {
        Clause.Requires requires = step.node().clause(Clause.Requires.class).orElse(null);
        if (requires != null && !requires.targets().isEmpty()) {
            Reference last = requires.targets().get(requires.targets().size() - 1);
            return report.edit(Span.at(last.span().end()), ", " + name);
        }
        return report.edit(Span.at(step.node().name().span().end()), " requires " + name);
    }

    private static String verb(Use use, Thing thing) {
        boolean renames = use.statement().fact() instanceof StatementFact.RenameTable;
        return switch (use.access()) {
            case READS -> thing.table() == null ? "works in" : "reads";
            case WRITES -> "writes to";
            case ALTERS -> "alters";
            case CREATES -> renames ? "moves a table to" : "creates";
            case DROPS -> renames ? "moves" : "drops";
            case UNKNOWN -> "may touch";
        };
    }
}
