package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.CreateTable;
import org.lupomig.model.sql.StatementFact.Insert;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Looks at the server and says what a forward statement will do there. {@code IF [NOT] EXISTS} is answered here and the
 * plain form is sent, so that "created by us" is never a guess.
 */
public final class StatementPlanner {
    /** Engines that keep a table's rows with the table. */
    private static final Set<String> KEEPS_ITS_ROWS = Set.of("innodb", "aria", "myisam", "memory", "archive", "csv");

    private final StatementReader statements;
    private final Likeness likeness;

    /** With a way to cut guards out of statements, and one to tell definitions apart. */
    public StatementPlanner(StatementReader statements, Likeness likeness) {
        this.statements = statements;
        this.likeness = likeness;
    }

    /** What will be done. */
    public sealed interface Resolution {
        /**
         * This.
         *
         * @param operation what to send; null where the work is nothing, or an INSERT
         * @param before what was seen of its objects; nothing of a table that takes rows, which the same run created
         */
        record Ready(Work work, @Nullable TargetOperation operation, String sql, Snapshot before)
                implements Resolution {}

        /** It cannot be done, and nothing was. */
        record Blocked(Problem problem) implements Resolution {}
    }

    /**
     * Looks, and says what will be done.
     *
     * @param fact of a kind that runs forward
     * @param ledger the tables that this batch created
     */
    public Resolution resolve(
            StatementFact fact, String sql, Location location, TargetSession session, RowLedger ledger) {
        Names names = new Names(session.defaultSchema());
        if (fact instanceof CreateSchema create) {
            return createSchema(create, sql, location, session);
        } else if (fact instanceof CreateTable create) {
            Resolution foreign = create.like() == null
                    ? null
                    : foreignRows(names.of(create.like()), create.kind(), location, session);
            return foreign == null ? createTable(create, names.of(create.table()), sql, location, session) : foreign;
        } else if (fact instanceof RenameTable rename) {
            return rename(rename, names, sql, location, session);
        } else if (fact instanceof AlterTable alter) {
            return alter(alter, names.of(alter.table()), sql, location, session);
        } else if (fact instanceof Insert insert) {
            ObjectName table = names.of(insert.table());
            return ledger.get(table) == null
                    ? blocked(location, EngineMessage.ROWS_WITHOUT_A_WAY_BACK, table)
                    : new Resolution.Ready(new Work.Inserts(table), null, sql, Snapshot.EMPTY);
        }
        return blocked(location, EngineMessage.STATEMENT_REFUSED, fact.kind(), "it has no way back");
    }

    private Resolution createSchema(CreateSchema create, String sql, Location location, TargetSession session) {
        SchemaState state = session.describeSchema(create.schema());
        if (state.absent()) {
            String plain = plain(sql, create.guard());
            return new Resolution.Ready(
                    new Work.CreatesSchema(create.schema()),
                    new TargetOperation.Send(plain),
                    plain,
                    new Snapshot(Map.of(), Map.of(create.schema(), state)));
        }
        return create.guard() != null
                ? nothing("schema " + create.schema() + " exists", sql)
                : blocked(location, EngineMessage.ALREADY_THERE, "schema " + create.schema());
    }

    /**
     * A model whose copies would keep their rows elsewhere, or move a sequence on: what goes into them would not go
     * with them. Written out, such a table is refused by its text; here only the server knows.
     */
    private static @Nullable Resolution foreignRows(
            ObjectName like, String kind, Location location, TargetSession session) {
        if (!(session.describe(like) instanceof ObjectState.Present model)) {
            return null;
        }
        String engine = model.engine();
        if (engine != null && !KEEPS_ITS_ROWS.contains(engine.toLowerCase(Locale.ROOT))) {
            return blocked(
                    location, EngineMessage.STATEMENT_REFUSED, kind + " LIKE " + like, "its rows are kept elsewhere");
        }
        return model.definition().toLowerCase(Locale.ROOT).contains("nextval(")
                ? blocked(location, EngineMessage.STATEMENT_REFUSED, kind + " LIKE " + like, "it draws on a sequence")
                : null;
    }

    private Resolution createTable(
            CreateTable create, ObjectName table, String sql, Location location, TargetSession session) {
        ObjectState state = session.describe(table);
        if (state.absent()) {
            String plain = plain(sql, create.guard());
            return new Resolution.Ready(
                    new Work.CreatesTable(table), new TargetOperation.Send(plain), plain, seen(Map.of(table, state)));
        }
        return create.guard() != null
                ? nothing(table + " exists", sql)
                : blocked(location, EngineMessage.ALREADY_THERE, table);
    }

    private Resolution alter(AlterTable alter, ObjectName table, String sql, Location location, TargetSession session) {
        ObjectState state = session.describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return alter.guard() != null
                    ? nothing(table + " does not exist", sql)
                    : blocked(location, EngineMessage.NOT_THERE, table);
        }
        String definition = present.definition().toLowerCase(Locale.ROOT);
        List<Span> guards = new ArrayList<>();
        if (alter.guard() != null) {
            guards.add(alter.guard());
        }
        for (AlterAction action : alter.actions()) {
            if (action.guard() != null && !mentions(definition, action)) {
                guards.add(action.guard());
            }
        }
        String plain = guards.isEmpty() ? sql : statements.withoutGuards(sql, guards);
        return new Resolution.Ready(
                new Work.Alters(table), new TargetOperation.Send(plain), plain, seen(Map.of(table, state)));
    }

    /** Whether a definition may have what an action adds; then the server's own IF NOT EXISTS is left to decide. */
    private static boolean mentions(String definition, AlterAction action) {
        String name = null;
        if (action instanceof AddColumn add) {
            name = add.column();
        } else if (action instanceof AddIndex add) {
            name = add.index();
        }
        return name == null
                || definition.contains("`" + name.toLowerCase(Locale.ROOT).replace("`", "``") + "`");
    }

    private Resolution rename(RenameTable rename, Names names, String sql, Location location, TargetSession session) {
        Map<ObjectName, ObjectState> found = new LinkedHashMap<>();
        Map<ObjectName, Boolean> there = new HashMap<>();
        List<Rename> pairs = new ArrayList<>();
        for (Rename written : rename.renames()) {
            Rename pair = new Rename(names.of(written.from()), names.of(written.to()));
            if (!there.computeIfAbsent(
                    pair.from(), n -> !look(n, session, found).absent())) {
                if (rename.guard() == null) {
                    return blocked(location, EngineMessage.NOT_THERE, pair.from());
                }
                continue;
            }
            if (there.computeIfAbsent(pair.to(), n -> !look(n, session, found).absent())) {
                return blocked(location, EngineMessage.ALREADY_THERE, pair.to());
            }
            there.put(pair.from(), false);
            there.put(pair.to(), true);
            pairs.add(pair);
        }
        if (pairs.isEmpty()) {
            return nothing("none of the tables exists", sql);
        }
        Work.Renames work = new Work.Renames(pairs);
        found.keySet().retainAll(work.objects());
        Places places = Places.of(work, seen(found));
        if (places.lookAlike(likeness) && !places.known()) {
            return blocked(
                    location,
                    EngineMessage.STATEMENT_REFUSED,
                    rename.kind(),
                    "its tables look the same before and after, and without PROCESS nothing tells them apart");
        }
        return new Resolution.Ready(work, new TargetOperation.RenameTables(pairs), sql, seen(found));
    }

    private static ObjectState look(ObjectName name, TargetSession session, Map<ObjectName, ObjectState> found) {
        ObjectState state = session.describe(name);
        found.put(name, state);
        return state;
    }

    private static Snapshot seen(Map<ObjectName, ObjectState> objects) {
        return new Snapshot(objects, Map.of());
    }

    private String plain(String sql, @Nullable Span guard) {
        return guard == null ? sql : statements.withoutGuards(sql, List.of(guard));
    }

    static Resolution nothing(String reason, String sql) {
        return new Resolution.Ready(new Work.Nothing(reason), null, sql, Snapshot.EMPTY);
    }

    static Resolution blocked(Location location, EngineMessage message, Object... arguments) {
        return new Resolution.Blocked(Problem.at(location, message, arguments));
    }

    /**
     * Names with their schemas.
     *
     * @param defaultSchema the session's
     */
    record Names(@Nullable String defaultSchema) {
        ObjectName of(ObjectName name) {
            return name.in(defaultSchema);
        }
    }
}
