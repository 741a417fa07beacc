package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.ChangesRows;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.undo.AddedColumns;
import org.lupomig.orchestrator.undo.StatementTrail;
import org.lupomig.orchestrator.undo.StepTrail;

/**
 * What has changed since a batch completed: definitions that are not as it left them, rows and values that it did not
 * write and that a rollback would take away.
 */
final class LateConflicts {
    private final StatementReader statements;
    private final Likeness likeness;
    private final TargetSession session;
    private final Map<ObjectName, ObjectState> lastSeen = new LinkedHashMap<>();
    private final LastSeen others = new LastSeen();
    private final Map<ObjectName, TreeSet<String>> addedColumns = new LinkedHashMap<>();
    private final AlteredTables altered;
    private final Map<String, SchemaState> alteredSchemas = new LinkedHashMap<>();
    private final RowsLeft rowsLeft = new RowsLeft();
    private final FilledColumns filled = new FilledColumns();
    private final GivenValues given = new GivenValues();
    private final TreeSet<String> createdSchemas = new TreeSet<>();
    private final TreeSet<String> droppedSchemas = new TreeSet<>();
    private final RowLedger ledger = new RowLedger();
    private int changes;

    LateConflicts(StatementReader statements, Likeness likeness, TargetSession session) {
        this.statements = statements;
        this.likeness = likeness;
        this.session = session;
        this.altered = new AlteredTables(likeness.definitions(), session);
    }

    /** All conflicts, in the order of the plan. */
    List<Problem> find(List<StepTrail> trails) {
        for (StepTrail trail : trails) {
            trail.statements().forEach(statement -> follow(trail, statement));
            lastSeen.putAll(trail.left().objects());
        }
        List<Problem> conflicts = new ArrayList<>();
        lastSeen.forEach((name, state) -> {
            ObjectState live = session.describe(name);
            if (!likeness.same(state, live)) {
                String what = live.absent()
                        ? "it is gone"
                        : state.absent() ? "there is one of that name now" : "it has another definition";
                conflicts.add(conflict(name, what));
            } else if (!live.absent()) {
                rows(name, conflicts);
            }
        });
        others.forEach((object, state) -> other(object, state, conflicts));
        createdSchemas.forEach(schema -> schema(schema, conflicts));
        alteredSchemas.forEach((schema, state) -> {
            if (!likeness.same(state, session.describeSchema(schema))) {
                conflicts.add(conflict("schema " + schema, "it has other options"));
            }
        });
        for (String schema : droppedSchemas) {
            if (!session.describeSchema(schema).absent()) {
                conflicts.add(conflict("schema " + schema, "there is one of that name now"));
            }
        }
        return conflicts;
    }

    private void follow(StepTrail trail, StatementTrail statement) {
        StatementDone done = statement.done();
        if (done == null || !done.effect()) {
            return;
        }
        Work work = statement.intent().work();
        ledger.add(trail.address(), work, done);
        lastSeen.putAll(done.after().objects());
        for (ServerObject object : done.after().others().keySet()) {
            if (object.kind() == ServerObject.Kind.VIEW || object.kind() == ServerObject.Kind.SEQUENCE) {
                // One that was renamed before was seen as a table is.
                lastSeen.remove(object.name());
            }
        }
        others.add(done.after().others());
        if (work instanceof Work.CreatesSchema creates) {
            createdSchemas.add(creates.schema());
            droppedSchemas.remove(creates.schema());
        } else if (work instanceof Work.DropsSchema drops) {
            droppedSchemas.add(drops.schema());
            createdSchemas.remove(drops.schema());
        } else if (work instanceof Work.Renames renames) {
            for (Rename pair : renames.pairs()) {
                move(ServerObject.Kind.VIEW, pair);
                move(ServerObject.Kind.SEQUENCE, pair);
                altered.renamed(pair.from());
                filled.renamed(pair);
                given.renamed(pair);
                TreeSet<String> columns = addedColumns.remove(pair.from());
                if (columns != null) {
                    addedColumns.put(pair.to(), columns);
                }
                rowsLeft.renamed(pair);
            }
        } else if (work instanceof ChangesRows rows) {
            changes++;
            for (int i = 0; i < rows.images().size(); i++) {
                RowImage image = rows.images().get(i);
                rowsLeft.changed(changes, new RowImage.Kept(image, done.kept().get(i)));
                filled.changed(image.table(), addedColumns.getOrDefault(image.table(), new TreeSet<>()));
            }
        } else if (work instanceof Work.Alters alters
                && statements.read(statement.intent().sql(), statement.intent().defaultSchema())
                        instanceof AlterTable alter) {
            rowsLeft.altered(
                    alters.table(),
                    !removesRows(alters.kept())
                            && grown(alters.table(), statement.intent().before(), done.after()));
            KeptColumns kept = alters.kept();
            if (kept != null && !kept.partitions().isEmpty()) {
                changes++;
                rowsLeft.went(changes, alters.table(), kept.image());
            }
            filled.altered(alters.table(), alter);
            TreeSet<String> columns = addedColumns.computeIfAbsent(alters.table(), name -> new TreeSet<>());
            AddedColumns.rename(columns, alter);
            List<String> added = AddedColumns.of(statement.intent(), statements);
            columns.addAll(added);
            given.altered(alters.table(), alter, added);
            altered.altered(alters.table(), alter, alters.kept(), statement.intent(), done);
        } else if (work instanceof Work.AltersSchema alters) {
            alteredSchemas.put(alters.schema(), done.after().schema(alters.schema()));
        }
    }

    /** Whether a statement may have taken any rows out of a table, which are all compared as it left them. */
    private static boolean removesRows(@Nullable KeptColumns kept) {
        return kept != null && kept.whole();
    }

    /** Whether a table that was altered still has all its columns as they were. */
    private boolean grown(ObjectName table, Snapshot before, Snapshot after) {
        return columns(after.object(table)).containsAll(columns(before.object(table)));
    }

    private Set<String> columns(ObjectState state) {
        Set<String> columns = new HashSet<>();
        if (state instanceof ObjectState.Present present) {
            likeness.definitions()
                    .normalised(present.definition())
                    .lines()
                    .map(line -> line.endsWith(",")
                            ? line.substring(0, line.length() - 1).strip()
                            : line.strip())
                    .filter(line -> line.startsWith("`"))
                    .forEach(columns::add);
        }
        return columns;
    }

    private void rows(ObjectName name, List<Problem> conflicts) {
        RowLedger.Entry created = ledger.get(name);
        if (created != null) {
            if (!created.accountsFor(session.digest(name))) {
                conflicts.add(conflict(name, "it has other rows"));
            }
            return;
        }
        if (!rowsLeft.asLeft(name, session)) {
            conflicts.add(conflict(name, "rows that the batch changed are not as it left them"));
        }
        for (String column : addedColumns.getOrDefault(name, new TreeSet<>())) {
            switch (session.ownValues(name, column, given.of(name, column))) {
                case SOME -> {
                    // The batch itself may have filled what it added: that is looked at again when its rows are back.
                    if (!filled.has(name, column)) {
                        conflicts.add(conflict(name, "column " + column + " has values"));
                    }
                }
                case UNKNOWN, UNSEEN -> {
                    if (!altered.asNumbered(name)) {
                        conflicts.add(Problem.of(EngineMessage.VALUES_UNTOLD, name, column));
                    }
                }
                case NONE -> {}
            }
        }
        if (!filled.last(name)) {
            List<String> reasons = new ArrayList<>();
            altered.unfit(name, reasons);
            reasons.forEach(reason -> conflicts.add(conflict(name, reason)));
        }
    }

    private void other(ServerObject object, ServerObjectState state, List<Problem> conflicts) {
        ServerObjectState live = session.look(object);
        if (live.absent() != state.absent()) {
            conflicts.add(conflict(object, live.absent() ? "it is gone" : "there is one of that name now"));
        } else if (state instanceof ServerObjectState.Present left
                && live instanceof ServerObjectState.Present now
                && object.kind() != ServerObject.Kind.TRIGGER
                && !renamed(object, left, now)) {
            // A trigger is compared with its table, under whatever name that has by now.
            conflicts.add(conflict(object, "it has another definition"));
        }
    }

    /** Whether both are the same but for the name that stands in them. */
    private boolean renamed(ServerObject object, ServerObjectState.Present left, ServerObjectState.Present now) {
        return likeness.same(others.apart(object, left), others.apart(object, now))
                || (object.kind() == ServerObject.Kind.VIEW && sameBehind(" AS ", left, now))
                || (object.kind() == ServerObject.Kind.SEQUENCE && sameBehind(" start with ", left, now));
    }

    private static boolean sameBehind(String words, ServerObjectState.Present left, ServerObjectState.Present now) {
        int from = now.definition().indexOf(words);
        return from >= 0
                && left.settings().equals(now.settings())
                && left.definition().endsWith(now.definition().substring(from));
    }

    private void move(ServerObject.Kind kind, Rename pair) {
        others.move(new ServerObject(kind, pair.from()), new ServerObject(kind, pair.to()));
    }

    private void schema(String schema, List<Problem> conflicts) {
        if (!(session.describeSchema(schema) instanceof SchemaState.Present present)) {
            conflicts.add(conflict("schema " + schema, "it is gone"));
            return;
        }
        for (String content : present.contents()) {
            boolean own = lastSeen.entrySet().stream()
                            .anyMatch(seen -> seen.getValue() instanceof ObjectState.Present there
                                    && schema.equals(seen.getKey().schema())
                                    && content.equals(
                                            word(there) + " " + seen.getKey().name()))
                    || others.present().stream()
                            .anyMatch(seen -> schema.equals(seen.schema())
                                    && content.toLowerCase(Locale.ROOT)
                                            .equals((seen.kind().words() + " "
                                                            + seen.name().name())
                                                    .toLowerCase(Locale.ROOT)));
            if (!own) {
                conflicts.add(conflict("schema " + schema, "it has " + content));
            }
        }
    }

    /** As what a schema names it among its contents. */
    private static String word(ObjectState.Present there) {
        return switch (there.kind()) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> "table";
            default -> there.kind().toLowerCase(Locale.ROOT);
        };
    }

    private static Problem conflict(Object what, String how) {
        return Problem.of(EngineMessage.MOVED_ON, what, how);
    }
}
