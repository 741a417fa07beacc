package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.port.TableSize;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.run.Copy.Extent;

/**
 * What the copies take that the way back needs, and whether the server has room for it. Looked at before anything is
 * begun, by the tables as they are then: a table that the plan itself makes counts nothing. What DDL needs for itself
 * is not in it. Only reads, and nothing where nothing is copied.
 *
 * @param copies in the plan's order
 * @param free bytes that are free where the server keeps its data, null where that is not known
 */
public record Room(List<Copy> copies, @Nullable Long free) {
    public Room {
        copies = List.copyOf(copies);
    }

    /** Of steps that have not completed, in the plan's order. */
    public static Room of(Collection<Step> steps, Target target) {
        List<Copy> copies = new ArrayList<>();
        Map<ObjectName, Optional<TableSize>> sizes = new HashMap<>();
        for (Step step : steps) {
            for (Statement statement : step.statements()) {
                for (ObjectName table : copied(statement)) {
                    sizes.computeIfAbsent(
                                    table,
                                    t -> Optional.ofNullable(target.facts().size(t)))
                            .ifPresent(size -> add(copies, new Copy(step, statement, table, extent(statement), size)));
                }
            }
        }
        return new Room(copies, copies.isEmpty() ? null : target.room());
    }

    private static void add(List<Copy> copies, Copy copy) {
        boolean stays = copy.step().undo() instanceof Undo.Waived
                && !(copy.statement().fact() instanceof StatementFact.AlterTable)
                && !copy.size().transactional();
        if (stays) {
            copies.add(new Copy(copy.step(), copy.statement(), copy.table(), Extent.NOTHING, copy.size()));
        } else if (!keysOnly(copy.statement())) {
            copies.add(copy);
        }
    }

    /** Why there is no room, or perhaps none; null where nothing speaks against it, or nothing is known. */
    public @Nullable Problem objection() {
        if (free == null || needed(false) <= free) {
            return null;
        }
        Copy largest = Objects.requireNonNull(copies.stream()
                .max(Comparator.comparingLong(copy -> copy.size().bytes()))
                .orElse(null));
        // Statistics tell what a table has taken, and rows that are gone leave it as large.
        boolean sure = needed(true) / 2 > free;
        return Problem.at(
                largest.statement().location(),
                sure ? EngineMessage.NO_ROOM : EngineMessage.ROOM_MAY_LACK,
                Copy.bytes(needed(sure)),
                Copy.bytes(free),
                largest.step().address(),
                largest.table());
    }

    /**
     * How many bytes the copies take.
     *
     * @param sure only what is copied in any case; else what it may be at most
     */
    long needed(boolean sure) {
        return copies.stream()
                .filter(copy -> copy.extent() != Extent.NOTHING)
                .filter(copy -> copy.extent() == Extent.ALL || !sure)
                .mapToLong(copy -> copy.size().bytes())
                .sum();
    }

    private static List<ObjectName> copied(Statement statement) {
        Strategy strategy = statement.undo().strategy();
        if (strategy != Strategy.ROW_IMAGE && strategy != Strategy.TABLE_IMAGE) {
            return List.of();
        }
        List<ObjectName> tables = new ArrayList<>();
        for (Touch touch : statement.touches()) {
            boolean changed = touch.access() == Access.WRITES || touch.access() == Access.ALTERS;
            if (changed && touch.schema() != null && touch.table() != null) {
                tables.add(new ObjectName(touch.schema(), touch.table()));
            }
        }
        return tables;
    }

    private static boolean keysOnly(Statement statement) {
        return statement.undo().strategy() == Strategy.ROW_IMAGE && statement.fact() instanceof StatementFact.Insert;
    }

    private static Extent extent(Statement statement) {
        if (statement.undo().strategy() == Strategy.TABLE_IMAGE) {
            return Extent.ALL;
        }
        return statement.fact() instanceof StatementFact.AlterTable ? Extent.PART : Extent.CHANGED;
    }
}
