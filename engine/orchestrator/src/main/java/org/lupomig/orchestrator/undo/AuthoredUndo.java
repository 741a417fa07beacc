package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.DropColumn;
import org.lupomig.model.sql.AlterAction.DropConstraint;
import org.lupomig.model.sql.AlterAction.DropForeignKey;
import org.lupomig.model.sql.AlterAction.DropIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.RenameTable;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.BrokenViews;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.forward.Resolution;
import org.lupomig.orchestrator.forward.Situation;
import org.lupomig.orchestrator.forward.StatementPlanner;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Runs the way back that an author wrote. Its DROPs are held to the same care as ours: a table goes through
 * {@link TableRemoval}, a schema must be empty. Whether it really led back is the caller's to verify.
 */
final class AuthoredUndo {
    private static final int SHOWN = 100;

    private final StatementReader statements;
    private final StatementPlanner planner;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final TableRemoval removal;
    private final RowLedger ledger;
    private final Address step;
    private final Made made;
    private final MovableTables movable;
    private final String owner;
    private final boolean byHand;

    /**
     * Runs one.
     *
     * @param step with which it is journaled
     * @param made what it may take away
     * @param owner what that is of, for people: {@code step} or {@code batch}
     * @param byHand whether a person was asked, on its way, to see to it, and may have taken back what it has not
     */
    AuthoredUndo(
            StatementReader statements,
            Likeness likeness,
            UndoSteps steps,
            TableRemoval removal,
            RowLedger ledger,
            Address step,
            Made made,
            String owner,
            boolean byHand) {
        this.byHand = byHand;
        this.statements = statements;
        this.planner = new StatementPlanner(likeness);
        this.likeness = likeness;
        this.steps = steps;
        this.removal = removal;
        this.ledger = ledger;
        this.step = step;
        this.made = made;
        this.owner = owner;
        this.movable = new MovableTables(made, owner);
    }

    /**
     * Runs it, from where a run that died has left it.
     *
     * @return why it could not be run to its end, or null where it was
     */
    @Nullable
    String run(List<AuthoredStatement> script, ScriptTrail trail) {
        if (trail.refusal() != null) {
            trail.tell(ledger);
            return trail.refusal();
        }
        int sent = follow(trail);
        for (int i = sent; i < script.size(); i++) {
            AuthoredStatement statement = script.get(i);
            String refusal = send(i + 1, statement);
            if (refusal != null) {
                return statement.source() + ": " + shown(statement.sql()) + ": " + refusal;
            }
        }
        return null;
    }

    /** A statement in one line, and not more of it than is needed to find it. */
    private static String shown(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /**
     * Takes in what a run that died has done of it.
     *
     * @return how many statements need not be sent: one that was in flight must be where its objects are as before it
     */
    private int follow(ScriptTrail trail) {
        int done = 0;
        for (ScriptTrail.Begun begun : trail.begun()) {
            Work work = begun.intent().work();
            UndoneMark answer = trail.answered().get(begun.number());
            if (answer == null) {
                if (asBefore(begun.intent())) {
                    break;
                }
                Counted counted = work instanceof Work.Alters alters
                        ? Recount.late(alters.table(), ledger, steps.session())
                        : null;
                answer = new UndoneMark(begun.number(), counted);
                steps.found(answer);
            }
            if (work instanceof Work.Renames renames) {
                movable.moved(renames.pairs());
            }
            work.objects().forEach(made::changed);
            ScriptTrail.tell(ledger, work, answer.counted());
            done = begun.number();
        }
        return done;
    }

    private boolean asBefore(StatementIntent intent) {
        Snapshot live = intent.before().again(steps.session());
        if (intent.work() instanceof Work.Renames renames) {
            Places places = Places.of(renames, intent.before());
            if (places.lookAlike(likeness)) {
                return places.find(live.objects()) == Places.Found.BEFORE;
            }
        }
        return likeness.same(intent.before(), live);
    }

    private @Nullable String send(int number, AuthoredStatement statement) {
        StatementFact fact = statements.read(statement.sql(), statement.defaultSchema());
        TargetSession session = steps.session();
        session.useSchema(statement.defaultSchema());
        if (fact instanceof StatementFact.UseSchema || SessionWork.of(fact) != null) {
            return null;
        } else if (statement.sql().contains(Statement.SECRET)) {
            return "a password stood in it, which is not written down";
        } else if (fact instanceof StatementFact.DropTable drop) {
            return dropTables(number, drop, session);
        } else if (fact instanceof StatementFact.DropSchema drop) {
            return dropSchema(number, drop, session);
        }
        String notOurs = notOurs(fact, session);
        if (notOurs != null) {
            return notOurs;
        }
        Location nowhere = new Location(statement.source(), Span.at(0), new Position(1, 1));
        Situation situation = new Situation(
                statement.sql(),
                nowhere,
                session,
                new RowLedger(),
                removal.names(),
                "u" + number,
                statements,
                BrokenViews.unasked(),
                0,
                UndoSender.PATIENCE);
        Resolution resolution = planner.resolve(fact, situation);
        if (resolution instanceof Resolution.Blocked blocked) {
            return blocked.problem().message();
        }
        List<Part> parts = ((Resolution.Ready) resolution).parts();
        // A rename, or an ALTER that only drops: one server statement each.
        Part part = parts.get(0);
        if (part.work() instanceof Work.Changes changes && (parts.size() > 1 || !made.changed(changes.others()))) {
            return parts.size() > 1
                    ? "it names several objects: write one statement for each"
                    : changes.others().get(0) + " was not changed by this " + owner;
        }
        TargetOperation operation = part.operation();
        if (operation == null && parts.size() == 1) {
            return null;
        }
        if (fact instanceof AlterTable alter) {
            ObjectName table = alter.table().in(session.defaultSchema());
            List<String> dropped = ledger.get(table) == null ? dropped(alter) : List.of();
            String sql = parts.get(parts.size() - 1).sql();
            if (!dropped.isEmpty()) {
                // What others write into a column while this waits is seen under the lock under which that goes.
                return send(
                        number,
                        new Work.Alters(table),
                        new TargetOperation.AlterBack(
                                sql, table, List.of(), true, false, made.rows(table), List.of(), dropped, null),
                        sql);
            } else if (parts.size() > 1) {
                // What would be kept of its values is the step's own: it is sent as it is.
                return send(number, new Work.Alters(table), new TargetOperation.Send(sql), sql);
            }
        }
        return operation == null ? null : send(number, part.work(), operation, part.sql());
    }

    /** The columns that an ALTER takes away. */
    private static List<String> dropped(AlterTable alter) {
        List<String> columns = new ArrayList<>();
        for (AlterAction action : alter.actions()) {
            if (action instanceof DropColumn drop) {
                columns.add(drop.column());
            }
        }
        return columns;
    }

    /** Why a statement may not be sent as a way back: it would change what the step did not make. */
    private @Nullable String notOurs(StatementFact fact, TargetSession session) {
        if (fact instanceof RenameTable rename) {
            String back = broughtBack(rename, session);
            return back == null ? movable.objection(rename, session) : back;
        } else if (fact instanceof AlterTable alter) {
            ObjectName table = alter.table().in(session.defaultSchema());
            for (AlterAction action : alter.actions()) {
                String notMade = notMade(table, action);
                if (notMade != null) {
                    return notMade;
                }
                String written = action instanceof DropColumn drop && ledger.get(table) == null
                        ? AddedColumns.written(table, drop.column(), steps, made.rows(table))
                        : null;
                if (written != null) {
                    return table + ": " + written;
                }
            }
            return null;
        }
        return StatementPlanner.changesObject(fact) ? null : fact.kind() + " is not a way back";
    }

    /** Why a rename may not be sent that would move away what a person has brought back; null where it would not. */
    private @Nullable String broughtBack(RenameTable rename, TargetSession session) {
        Set<ObjectName> arrived = new HashSet<>();
        for (StatementFact.Rename pair : rename.renames()) {
            ObjectName from = pair.from().in(session.defaultSchema());
            String back = arrived.contains(from) ? null : broughtBack(from, session);
            if (back != null) {
                return back;
            }
            arrived.add(pair.to().in(session.defaultSchema()));
        }
        return null;
    }

    /** Why a table is left where it is; null where no person can have brought it back to its name. */
    private @Nullable String broughtBack(ObjectName table, TargetSession session) {
        return byHand && made.mayBeBack(table, session.describe(table), likeness)
                ? table + " may be the one that had its name before this " + owner + ", which somebody has brought back"
                        + " since the script stopped: nothing tells"
                : null;
    }

    /** Why an action of an undo may not be sent; null where it takes away what this step added. */
    private @Nullable String notMade(ObjectName table, AlterAction action) {
        boolean made;
        String name;
        if (action instanceof DropColumn drop) {
            name = drop.column();
            made = this.made.column(table, name);
        } else if (action instanceof DropIndex drop) {
            name = drop.index();
            made = this.made.key(table, name);
        } else if (action instanceof DropForeignKey drop) {
            name = drop.name();
            made = this.made.constraint(table, name);
        } else if (action instanceof DropConstraint drop) {
            name = drop.name();
            made = this.made.constraint(table, name) || this.made.key(table, name);
        } else {
            return "an undo takes back; it adds nothing to " + table;
        }
        // The batch's own table: what is in it is judged, whole, when the table itself goes.
        return made || ledger.get(table) != null ? null : name + " of " + table + " was not added by this " + owner;
    }

    private @Nullable String send(int number, Work work, TargetOperation operation, String sql) {
        RowLedger.Entry known = work instanceof Work.Alters alters ? ledger.get(alters.table()) : null;
        UndoSteps.Sent sent = steps.script(number, work, operation, sql, known);
        work.objects().forEach(made::changed);
        if (sent.refusal() == null) {
            ScriptTrail.tell(ledger, work, sent.counted());
        }
        return Refusal.textOf(sent.refusal());
    }

    private @Nullable String dropTables(int number, StatementFact.DropTable drop, TargetSession session) {
        String missing = null;
        for (int i = 0; i < drop.tables().size(); i++) {
            ObjectName table = drop.tables().get(i).in(session.defaultSchema());
            RowLedger.Entry known = ledger.get(table);
            if (known == null) {
                // It was there before this batch, or it is gone: either way not this step's to take away.
                missing = table + " was not created by this batch";
                continue;
            }
            boolean begun = removal.begun(key(number, i, table));
            if (!begun && made.wasThere(session.describe(table))) {
                return table + " is the one that was there before this " + owner;
            }
            String back = begun ? null : broughtBack(table, session);
            if (back != null) {
                return back;
            }
            // What the batch created and is gone may be a dead run's doing: its removal is ended, if it was cut short.
            if (removal.remove(table, key(number, i, table), known, known.left()) instanceof UndoResult.Stuck stuck) {
                return stuck.reason();
            }
        }
        return drop.guard() == null ? missing : null;
    }

    /** Of a table that this step created it is the statement's that did: so it is known, later, to be gone. */
    private String key(int number, int index, ObjectName table) {
        RowLedger.Creation creation = ledger.creation(table);
        return creation != null && creation.step().equals(step)
                ? Integer.toString(creation.ordinal())
                : "u" + number + "_" + index;
    }

    private @Nullable String dropSchema(int number, StatementFact.DropSchema drop, TargetSession session) {
        String schema = drop.schema();
        if (!made.schema(schema)) {
            return drop.guard() == null ? "schema " + schema + " was not created by this " + owner : null;
        }
        if (!(session.describeSchema(schema) instanceof SchemaState.Present present)) {
            return drop.guard() == null ? "schema " + schema + " does not exist" : null;
        } else if (!present.contents().isEmpty()) {
            return TargetOperation.DropSchema.notEmpty(schema, present.contents());
        }
        return send(number, new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), "DROP SCHEMA");
    }
}
