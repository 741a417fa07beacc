package org.lupomig.orchestrator.undo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.UndoneMark;
import org.lupomig.orchestrator.evidence.UndoneMark.Counted;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.forward.Resolution;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Runs the way back that an author wrote. Its DROPs are held to the same care as ours: a table goes through
 * {@link TableRemoval}, a schema must be empty. Whether it really led back is the caller's to verify.
 */
final class AuthoredUndo {
    static final String SECRET = "a password stood in it, which is not written down";

    private static final int SHOWN = 100;

    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;
    private final RowLedger ledger;
    private final Made made;
    private final AuthoredBounds bounds;
    private final AuthoredDrops drops;
    private final AuthoredColumns columns;
    private final String owner;

    /**
     * Runs one.
     *
     * @param step with which it is journaled
     * @param made what it may take away
     * @param owner what that is of, for people: {@code step} or {@code batch}
     * @param alone whether nothing else takes back what it does not
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
            boolean alone,
            boolean byHand) {
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
        this.ledger = ledger;
        this.made = made;
        this.owner = owner;
        BroughtBack broughtBack = new BroughtBack(made, likeness, owner, byHand);
        this.bounds = new AuthoredBounds(statements, likeness, removal.names(), ledger, made, broughtBack, owner);
        this.drops = new AuthoredDrops(removal, ledger, step, made, broughtBack, owner);
        this.columns = new AuthoredColumns(likeness.definitions(), steps, removal, made, alone);
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
                return refused(statement, refusal);
            }
        }
        return null;
    }

    /**
     * Tells of what was copied for statements that were not answered, or with an error: that an error had no effect is
     * not certain, and a person, or the derived undo, may have taken away since what they would.
     */
    void tellCopies(List<AuthoredStatement> script, ScriptTrail trail) {
        for (int i = 0; i < script.size(); i++) {
            AuthoredStatement statement = script.get(i);
            if (!trail.answered().containsKey(i + 1)
                    && statements.read(statement.sql(), statement.defaultSchema()) instanceof AlterTable alter) {
                columns.left(i + 1, alter.table().in(statement.defaultSchema()), alter);
            }
        }
    }

    /** That a statement is not sent, for people. */
    static String refused(AuthoredStatement statement, String why) {
        return statement.source() + ": " + shown(statement.sql()) + ": " + why;
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
                Counted late = work instanceof Work.Alters alters
                        ? Recount.late(alters.table(), ledger, steps.session())
                        : null;
                answer = new UndoneMark(begun.number(), late);
                tell(begun);
                steps.found(answer);
            }
            if (work instanceof Work.Renames renames) {
                bounds.movable().moved(renames.pairs());
            }
            Counted counted = answer.counted();
            if (counted != null) {
                made.left(counted.table(), counted.rows(), columnsBehind(begun.intent(), counted.table()));
            }
            ScriptTrail.tell(ledger, work, counted);
            done = begun.number();
        }
        return done;
    }

    private List<String> columnsBehind(StatementIntent intent, ObjectName table) {
        List<String> before = Made.columns(intent.before().object(table));
        return statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter
                ? AuthoredColumns.without(before, AuthoredColumns.dropped(alter))
                : before;
    }

    /** Tells of what was copied for one of which it was not heard that it took effect. */
    private void tell(ScriptTrail.Begun begun) {
        StatementIntent intent = begun.intent();
        if (intent.work() instanceof Work.Alters alters
                && statements.read(intent.sql(), intent.defaultSchema()) instanceof AlterTable alter) {
            columns.found(begun.number(), intent, alters.table(), alter);
        }
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
            return SECRET;
        } else if (fact instanceof StatementFact.DropTable drop) {
            return drops.tables(number, drop, session);
        } else if (fact instanceof StatementFact.DropSchema drop) {
            return dropSchema(number, drop, session);
        }
        String notOurs = bounds.objection(fact, session);
        if (notOurs != null) {
            return notOurs;
        }
        Resolution resolution = bounds.resolve(number, fact, statement, session);
        if (resolution instanceof Resolution.Blocked blocked) {
            return blocked.problem().message();
        }
        List<Part> parts = ((Resolution.Ready) resolution).parts();
        String ofOthers = bounds.ofOthers(parts);
        if (ofOthers != null) {
            return ofOthers;
        }
        // A rename, or an ALTER that only drops: one server statement each.
        Part part = parts.get(0);
        TargetOperation operation = part.operation();
        if (operation == null && parts.size() == 1) {
            return null;
        }
        if (fact instanceof AlterTable alter) {
            ObjectName table = alter.table().in(session.defaultSchema());
            String sql = parts.get(parts.size() - 1).sql();
            if (ledger.get(table) == null && !AuthoredColumns.dropped(alter).isEmpty()) {
                return columns.send(number, alter, table, sql);
            } else if (parts.size() > 1) {
                // What would be kept of its rows is the step's own: it is sent as it is.
                return send(number, new Work.Alters(table), new TargetOperation.Send(sql), sql);
            }
        }
        return operation == null ? null : send(number, part.work(), operation, part.sql());
    }

    private @Nullable String send(int number, Work work, TargetOperation operation, String sql) {
        RowLedger.Entry known = work instanceof Work.Alters alters ? ledger.get(alters.table()) : null;
        UndoSteps.Sent sent = steps.script(number, work, operation, sql, known);
        if (sent.refusal() == null) {
            ScriptTrail.tell(ledger, work, sent.counted());
        }
        return Refusal.textOf(sent.refusal());
    }

    /** Why a schema is not dropped that is not of the script. */
    static String notCreated(String schema, String owner) {
        return "schema " + schema + " was not created by this " + owner;
    }

    private @Nullable String dropSchema(int number, StatementFact.DropSchema drop, TargetSession session) {
        String schema = drop.schema();
        if (!made.schema(schema)) {
            return drop.guard() == null ? notCreated(schema, owner) : null;
        }
        if (!(session.describeSchema(schema) instanceof SchemaState.Present present)) {
            return drop.guard() == null ? "schema " + schema + " does not exist" : null;
        } else if (!present.contents().isEmpty()) {
            return TargetOperation.DropSchema.notEmpty(schema, present.contents());
        }
        return send(number, new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), "DROP SCHEMA");
    }
}
