package org.lupomig.orchestrator.undo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.model.sql.StatementFact.DropTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.forward.Resolution;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Looks at all statements of an author's undo of a batch before the first is sent: where one would be refused by us
 * when its turn has come, nothing else could take back what those before it had left. What is there is believed of what
 * no statement before it touches; of anything else only what the journal tells, which does not change on the way. What
 * others have written was looked at for all of the rollback.
 */
public final class ScriptOutlook {
    private static final String TABLE = "table ";

    private final StatementReader statements;
    private final TargetSession session;
    private final RowLedger ledger;
    private final Made made;
    private final AuthoredBounds bounds;
    private final Set<ObjectName> touched = new HashSet<>();
    private boolean touchedOthers;

    private ScriptOutlook(EnginePorts ports, List<StepTrail> trails, int carrier, TargetSession session) {
        Likeness likeness = new Likeness(ports.definitions());
        this.statements = ports.statements();
        this.session = session;
        this.ledger = new UnitLedgers(trails).of(carrier);
        this.made = Made.by(trails, statements);
        this.bounds = new AuthoredBounds(
                statements,
                likeness,
                // Nothing gets any of its names.
                new HeldNames(ports.target().heldSchema(), 0, 0),
                ledger,
                made,
                new BroughtBack(made, likeness, "batch", false),
                "batch");
    }

    /**
     * Looks.
     *
     * @param trails of the steps of the batch, in the order in which they were applied; at least one
     * @param script of which nothing was sent
     * @return which statement would not be sent, and why; null where none is known that would not
     */
    public static @Nullable String objection(
            EnginePorts ports, List<StepTrail> trails, List<AuthoredStatement> script, TargetSession session) {
        return objection(ports, trails, trails.size() - 1, script, session);
    }

    /** The same of a script that is with another step than the last. */
    static @Nullable String objection(
            EnginePorts ports,
            List<StepTrail> trails,
            int carrier,
            List<AuthoredStatement> script,
            TargetSession session) {
        ScriptOutlook outlook = new ScriptOutlook(ports, trails, carrier, session);
        for (int i = 0; i < script.size(); i++) {
            AuthoredStatement statement = script.get(i);
            String refusal = outlook.objection(i + 1, statement);
            if (refusal != null) {
                return AuthoredUndo.refused(statement, refusal);
            }
        }
        return null;
    }

    private @Nullable String objection(int number, AuthoredStatement statement) {
        StatementFact fact = statements.read(statement.sql(), statement.defaultSchema());
        session.useSchema(statement.defaultSchema());
        if (fact instanceof StatementFact.UseSchema || SessionWork.of(fact) != null) {
            return null;
        } else if (statement.sql().contains(Statement.SECRET)) {
            return AuthoredUndo.SECRET;
        } else if (fact instanceof DropTable drop) {
            return tables(drop);
        } else if (fact instanceof DropSchema drop) {
            return schema(drop);
        }
        String refusal = bounds.objection(fact, session);
        return refusal != null ? refusal : planned(number, fact, statement);
    }

    private @Nullable String tables(DropTable drop) {
        for (ObjectName name : drop.tables()) {
            ObjectName table = name.in(session.defaultSchema());
            if (ledger.get(table) == null) {
                if (drop.guard() == null) {
                    return AuthoredDrops.notCreated(table);
                }
                continue;
            }
            if (!touched.contains(table) && session.describe(table) instanceof ObjectState.Present present) {
                if (made.wasThere(present)) {
                    return table + " is the one that was there before this batch";
                }
                List<String> others = present.incoming().stream()
                        .filter(key -> !Referring.table(key).equals(table))
                        .filter(key -> !touched.contains(Referring.table(key)))
                        .toList();
                if (!others.isEmpty()) {
                    return "foreign keys refer to " + table + ": " + String.join(", ", others);
                }
            }
            touched.add(table);
        }
        return null;
    }

    private @Nullable String schema(DropSchema drop) {
        String schema = drop.schema();
        if (!made.schema(schema)) {
            return drop.guard() == null ? AuthoredUndo.notCreated(schema, "batch") : null;
        }
        if (!(session.describeSchema(schema) instanceof SchemaState.Present present)) {
            return null;
        }
        List<String> staying = present.contents().stream()
                .filter(content -> !mayBeGone(schema, content))
                .toList();
        return staying.isEmpty() ? null : TargetOperation.DropSchema.notEmpty(schema, staying);
    }

    /** Whether a statement before may have taken something out of a schema. */
    private boolean mayBeGone(String schema, String content) {
        return content.startsWith(TABLE)
                ? touched.contains(new ObjectName(schema, content.substring(TABLE.length())))
                : touchedOthers;
    }

    private @Nullable String planned(int number, StatementFact fact, AuthoredStatement statement) {
        Resolution resolution = bounds.resolve(number, fact, statement, session);
        boolean believed = believed(fact);
        if (fact instanceof RenameTable rename) {
            List<Rename> pairs = rename.renames().stream()
                    .map(pair -> new Rename(
                            pair.from().in(session.defaultSchema()), pair.to().in(session.defaultSchema())))
                    .toList();
            pairs.forEach(pair -> touched.addAll(List.of(pair.from(), pair.to())));
            ledger.renamed(pairs);
        } else if (fact instanceof AlterTable alter) {
            touched.add(alter.table().in(session.defaultSchema()));
        } else {
            touchedOthers = true;
        }
        if (resolution instanceof Resolution.Ready ready) {
            return bounds.ofOthers(ready.parts());
        }
        return believed && resolution instanceof Resolution.Blocked blocked
                ? blocked.problem().message()
                : null;
    }

    /** Whether a statement meets what is there now: for what has no rows nothing tells what else it looks at. */
    private boolean believed(StatementFact fact) {
        if (fact instanceof RenameTable rename) {
            return rename.renames().stream()
                    .noneMatch(pair -> touched.contains(pair.from().in(session.defaultSchema()))
                            || touched.contains(pair.to().in(session.defaultSchema())));
        } else if (fact instanceof AlterTable alter) {
            return !touched.contains(alter.table().in(session.defaultSchema()));
        }
        return touched.isEmpty() && !touchedOthers;
    }
}
