package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.HeldName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/** New tables. */
final class CreateTablePlanner {
    /** Engines that keep a table's rows with the table. */
    static final Set<String> KEEPS_ITS_ROWS = Set.of("innodb", "aria", "myisam", "memory", "archive", "csv");

    private CreateTablePlanner() {}

    static Resolution resolve(CreateTable create, Holding holding) {
        Situation situation = holding.situation();
        ObjectName like = create.like();
        Resolution foreign = like == null ? null : foreignRows(situation.of(like), create.kind(), situation);
        if (foreign != null) {
            return foreign;
        }
        ObjectName table = situation.of(create.table());
        if (situation.session().describe(table).absent()) {
            return made(create, table, situation.plain(create.guard()), holding);
        }
        return create.guard() != null
                ? situation.nothing(table + " exists")
                : situation.blocked(EngineMessage.ALREADY_THERE, table);
    }

    /** Whether the batch neither made a table nor gave it its foreign keys: else its undo takes care of them. */
    static boolean foreign(ObjectName child, Situation situation) {
        return !situation.ledger().isOwn(child) && !situation.ledger().bound(child);
    }

    /**
     * A table whose name is free.
     *
     * @param plain what makes it, without a guard
     */
    static Resolution made(CreateTable create, ObjectName table, String plain, Holding holding) {
        Situation situation = holding.situation();
        WaitingKeys waiting = new WaitingKeys(holding);
        boolean renamed = create.query() != null;
        waiting.look(create.kind(), table, child -> renamed || foreign(child, situation));
        Resolution refused = waiting.refused();
        if (refused != null) {
            return refused;
        }
        if (renamed) {
            Resolution filled = filled(create, table, plain, situation);
            if (waiting.none() || !(filled instanceof Resolution.Ready ready)) {
                return filled;
            }
            List<Part> parts = new ArrayList<>(ready.parts());
            Part named = parts.remove(parts.size() - 1);
            parts.addAll(waiting.around(named, List.of()));
            return new Resolution.Ready(parts);
        }
        Work work = new Work.CreatesTable(table);
        TargetOperation operation = new TargetOperation.Send(plain);
        return waiting.none()
                ? Resolution.ready(work, operation, plain, Situation.seen(table, new ObjectState.Absent()))
                : new Resolution.Ready(waiting.around(new Part(work, operation, plain, null), List.of()));
    }

    /**
     * A table that a query fills is made beside its place, where nobody else writes to it until its rows are counted,
     * and then gets its name: one that was not finished is known by its own.
     */
    private static Resolution filled(CreateTable create, ObjectName table, String plain, Situation situation) {
        Resolution refused = unfillable(create, table, situation);
        if (refused != null) {
            return refused;
        }
        ObjectName beside = situation.held().beside(HeldName.FILLED, situation.key(), table, situation.session());
        String sql = situation.reader().creating(plain, beside);
        if (sql == null) {
            return situation.blocked(EngineMessage.STATEMENT_REFUSED, create.kind(), "it cannot be read again");
        }
        List<Rename> named = List.of(new Rename(beside, table));
        return new Resolution.Ready(List.of(
                new Part(new Work.CreatesTable(beside, null, true), new TargetOperation.Send(sql), sql, null),
                new Part(new Work.Renames(named), new TargetOperation.RenameTables(named), situation.sql(), null)));
    }

    /** Why a table cannot be filled beside its place; null where it can. */
    static @Nullable Resolution unfillable(CreateTable create, ObjectName table, Situation situation) {
        boolean refersToItself = create.shape().references().stream()
                .anyMatch(parent -> parent.in(table.schema()).equals(table));
        return refersToItself
                ? situation.blocked(
                        EngineMessage.STATEMENT_REFUSED,
                        create.kind(),
                        "its rows would be held against a table that does not have its name yet")
                : null;
    }

    /**
     * A model whose copies would keep their rows elsewhere: what goes into them would not go with them. Written out,
     * such a table is refused by its text; here only the server knows.
     */
    static @Nullable Resolution foreignRows(ObjectName like, String kind, Situation situation) {
        if (!(situation.session().describe(like) instanceof ObjectState.Present model)) {
            return null;
        }
        String engine = model.engine();
        if (engine != null && !KEEPS_ITS_ROWS.contains(engine.toLowerCase(Locale.ROOT))) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED, kind + " LIKE " + like, "its rows are kept elsewhere");
        }
        return null;
    }
}
