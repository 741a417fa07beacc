package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.HeldNames;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Waives;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Part;
import org.lupomig.orchestrator.forward.Resolution;
import org.lupomig.orchestrator.forward.Situation;
import org.lupomig.orchestrator.forward.StatementPlanner;
import org.lupomig.orchestrator.journal.JournalEntry.Kind;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Sends one statement after the other over one session, part by part. Before each part it journals what it is about to
 * do and what it found; after each, what is there now. What was done is journaled together with the next intent, so
 * that a statement costs about one commit.
 */
final class StatementRun {
    private final RunLog log;
    private final StepCursor cursor;
    private final Step step;
    private final TargetSession session;
    private final BatchProgress progress;
    private final EnginePorts ports;
    private final Likeness likeness;
    private final StatementPlanner planner;
    private final HeldNames held;
    private final Sender sender;
    private final Answers answers;
    private final long imageLimit;
    private final LateStatements late;
    private final ProcedureCalls calls;
    private final List<Write> pending = new ArrayList<>();
    private final Set<ObjectName> touched = new HashSet<>();
    private int ordinal;
    private boolean sent;
    private boolean effect;
    private boolean passes;

    StatementRun(
            RunLog log,
            StepCursor cursor,
            Step step,
            TargetSession session,
            BatchProgress progress,
            EnginePorts ports,
            Sender sender,
            Answers answers,
            long imageLimit) {
        this.log = log;
        this.cursor = cursor;
        this.step = step;
        this.session = session;
        this.progress = progress;
        this.ports = ports;
        this.likeness = new Likeness(ports.definitions());
        this.planner = new StatementPlanner(likeness);
        this.held = new HeldNames(
                ports.target().heldSchema(), log.run(), cursor.record().position());
        this.sender = sender;
        this.answers = answers;
        this.imageLimit = imageLimit;
        this.late = new LateStatements(ports, session, sender, answers);
        this.calls = new ProcedureCalls(ports, session, sender, answers, late, this::send);
        sender.settles(this::flush);
    }

    /**
     * Whether what stopped the step passes by itself and nothing of it has taken effect, so that it may be tried again
     * from its first statement. An error proves neither: what the statement names is looked at.
     */
    boolean mayBeTriedAgain() {
        return passes && !effect;
    }

    /** Whether the server was not yet given any statement, and nothing is being written down about one. */
    boolean onlyLooked() {
        return !sent;
    }

    /** What is not yet durable: the last statement's outcome. */
    List<Write> pending() {
        return pending;
    }

    /** How many tables were named. */
    int tables() {
        return touched.size();
    }

    /** Makes durable what is not: else a process that dies in a long query has not heard of the change before it. */
    void flush() {
        List<Write> writes = List.copyOf(pending);
        // What is refused, or whose answer is lost, is not written once more.
        pending.clear();
        log.commit(writes);
    }

    /** Sends a statement; null where it took effect, or had none to take. */
    @Nullable
    Problem send(Statement statement) {
        if (statement.fact() instanceof StatementFact.UseSchema) {
            return null;
        }
        session.useSchema(statement.defaultSchema());
        Problem unchosen = ChosenSchemas.lacking(statement, session.defaultSchema());
        if (unchosen != null) {
            return unchosen;
        }
        String missing = missingSchema(statement);
        if (missing != null) {
            return Problem.at(statement.location(), EngineMessage.NOT_THERE, "schema " + missing);
        }
        if (statement.undo().strategy() == UndoForecast.Strategy.WAIVED) {
            return waive(statement);
        }
        if (statement.fact() instanceof RowFact.Call call) {
            passes = false;
            Problem problem = calls.call(statement, call);
            // what stopped it was one of its statements, which has said so, or a question that it asked
            passes |= calls.passes();
            return problem != null && calls.refusedAtOnce() && waives(problem) ? waive(statement) : problem;
        }
        if (LateStatements.is(statement)) {
            return late(statement);
        }
        SessionWork alone = SessionWork.of(statement.fact());
        if (alone != null) {
            Problem acts = alone.sent() ? SessionStatements.acts(statement, session, ports.statements()) : null;
            if (acts != null) {
                return waives(acts) ? waive(statement) : acts;
            }
            if (!alone.sent()) {
                return null;
            }
            sent = true;
            flush();
            if (log.inEmergency()) {
                return answers.stopped(statement);
            }
            return answer(statement, SessionStatements.send(statement, alone, session, sender));
        }
        if (statement.fact() instanceof MaintenanceFact.TableCare care
                && !care.verb().equals("REPAIR")) {
            sent = true;
            flush();
            if (log.inEmergency()) {
                return answers.stopped(statement);
            }
            return answer(
                    statement,
                    sender.send(
                            Answers.summary(statement),
                            () -> session.execute(new TargetOperation.Care(statement.sql()), sender.remaining())));
        }
        Resolution[] resolved = new Resolution[1];
        StatementOutcome unseen = sender.look(
                Answers.summary(statement),
                () -> resolved[0] = planner.resolve(statement.fact(), situation(statement)));
        if (unseen != null) {
            return answer(statement, unseen);
        }
        if (resolved[0] instanceof Resolution.Blocked blocked) {
            return waives(blocked.problem()) ? waive(statement) : blocked.problem();
        }
        for (Part part : ((Resolution.Ready) resolved[0]).parts()) {
            Problem problem = send(statement, part);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private Situation situation(Statement statement) {
        return new Situation(
                statement.sql(),
                statement.location(),
                session,
                progress.ledger(),
                held,
                Integer.toString(ordinal + 1),
                ports.statements(),
                progress.views(),
                imageLimit,
                sender.remaining(),
                false);
    }

    /** Whether what looked undoable by its text and is not, by what is there, is run all the same. */
    private boolean waives(Problem problem) {
        return step.undo() instanceof Undo.Waived
                && (problem.type() == EngineMessage.NOT_HELD
                        || problem.type() == EngineMessage.ROWS_NOT_KEPT
                        || problem.type() == EngineMessage.STATEMENT_REFUSED);
    }

    /**
     * Sends a statement without a way back, in the schema that its author had in mind, whatever was looked at before.
     * What it makes the server read otherwise stops the step.
     */
    private @Nullable Problem waive(Statement statement) {
        session.useSchema(statement.defaultSchema());
        Problem problem = send(statement, WaivedStatement.part(statement, step, ports.statements()));
        String misread = problem == null ? session.misread() : null;
        return misread == null ? problem : answer(statement, new StatementOutcome.Refused(0, "HY000", misread));
    }

    /** What is a text first is sent as the statement that it is. */
    private @Nullable Problem late(Statement statement) {
        LateStatements.Found found = late.find(statement);
        StatementOutcome outcome = found.outcome();
        passes = outcome != null && Passing.is(outcome);
        Problem problem = found.problem();
        for (Statement read : found.statements()) {
            problem = problem == null ? send(read) : problem;
        }
        return problem;
    }

    private @Nullable Problem send(Statement statement, Part part) {
        Work work = part.work();
        Snapshot before = part.before();
        if (before == null) {
            Snapshot[] seen = new Snapshot[1];
            StatementOutcome unseen =
                    sender.look(Answers.summary(statement), () -> seen[0] = Snapshot.read(session, work));
            if (unseen != null) {
                return answer(statement, unseen);
            }
            before = seen[0];
        }
        String changed = part.changed(before, likeness);
        if (!changed.isEmpty()) {
            passes = true;
            return Overtaken.problem(statement, changed);
        }
        return send(statement, part, before);
    }

    private @Nullable Problem send(Statement statement, Part part, Snapshot before) {
        Work work = part.work();
        StatementOutcome unseen = sender.look(Answers.summary(statement), () -> watch(statement, part, before));
        if (unseen != null) {
            return answer(statement, unseen);
        }
        StatementIntent intent = new StatementIntent(
                ++ordinal,
                part.sql(),
                statement.location().toString(),
                statement.defaultSchema(),
                session.context(),
                work,
                before);
        touched.addAll(work.objects());
        cursor.named(touched.size());
        pending.add(cursor.note(Kind.INTENT, intent.lifecycle(ports.target().heldSchema()), 0, intent.toJson()));
        if (work instanceof Work.Nothing && part.operation() == null) {
            done(work, new StatementDone(ordinal, false, 0, Snapshot.EMPTY, null, true), 0);
            return null;
        }
        sent = true;
        log.sends(cursor.address());
        flush();
        if (log.inEmergency()) {
            // It was about to be sent, and is not: whatever is there, it is not its doing.
            pending.add(cursor.note(Kind.DONE, 0, new StatementDone(ordinal, false, 0, before, null, true).toJson()));
            return answers.stopped(statement);
        }
        return RowRun.sends(work) ? rows(statement, part, before) : change(statement, part, before);
    }

    private void watch(Statement statement, Part part, Snapshot before) {
        boolean allowed = step.orphans() != null || step.undo() instanceof Undo.Waived;
        UncheckedKeys.Source source = new UncheckedKeys.Source(statement.location(), allowed);
        progress.keys().watch(part, before, source, session, progress.ledger(), sender.remaining(), this::flush);
    }

    /**
     * Sends what was withheld because of others, once these are done with, onto what was there when it was to be sent.
     */
    private @Nullable Problem again(Statement statement, Part part, Snapshot before) {
        // Whatever is there, it is not its doing.
        StatementDone none = new StatementDone(ordinal, false, 0, before, null, true);
        pending.add(cursor.note(Kind.DONE, 0, none.toJson()));
        flush();
        log.hold();
        passes = true;
        if (answers.isStopped()) {
            return answers.stopped(statement);
        }
        Snapshot[] now = new Snapshot[1];
        StatementOutcome unseen = sender.look(Answers.summary(statement), () -> now[0] = before.again(session));
        if (unseen != null) {
            return answer(statement, unseen);
        }
        String differs = likeness.difference(before, now[0]);
        return differs.isEmpty() ? send(statement, part, now[0]) : Overtaken.problem(statement, differs);
    }

    /**
     * The default schema, where it is not there and the statement works inside it: the server would take another one.
     */
    private @Nullable String missingSchema(Statement statement) {
        String wanted = statement.defaultSchema();
        if (wanted == null || wanted.equalsIgnoreCase(session.defaultSchema())) {
            return null;
        }
        boolean inside = statement.touches().stream()
                .anyMatch(touch -> (touch.table() != null || touch.access() == Touch.Access.READS)
                        && wanted.equalsIgnoreCase(touch.schema()));
        return inside || SessionStatements.asksForSchema(statement) ? wanted : null;
    }

    private @Nullable Problem change(Statement statement, Part part, Snapshot before) {
        Work work = part.work();
        TargetOperation operation = part.operation();
        if (operation == null) {
            throw new IllegalStateException("nothing to send for " + work.summary());
        }
        effect = effect || work instanceof Waives;
        ChangeRun.Ended ended = new ChangeRun(
                        log, cursor, session, progress.ledger(), likeness, sender, () -> effect = true)
                .send(statement, ordinal, part, operation, before);
        if (ended.outcome() instanceof StatementOutcome.Withheld) {
            return again(statement, part, before);
        }
        StatementDone done = ended.done();
        if (done != null) {
            done(work, done, ended.millis());
        }
        AlteredRows rows = ended.rows();
        if (rows != null) {
            progress.altered().add(rows);
        }
        if (ended.outcome() instanceof StatementOutcome.Accepted || ended.problem() != null) {
            // One that was overtaken may find nobody in its way the next time, and is then planned anew.
            passes = !(ended.outcome() instanceof StatementOutcome.Accepted);
            return ended.problem();
        }
        Problem problem = came(statement, ended.outcome());
        return problem != null && work instanceof Waives ? WaivedStatement.perhapsInPart(problem) : problem;
    }

    private @Nullable Problem rows(Statement statement, Part part, Snapshot before) {
        Work work = part.work();
        RowRun rows = new RowRun(log, cursor, session, progress.ledger(), sender);
        StatementOutcome outcome = rows.send(statement, ordinal, part, before);
        if (outcome instanceof StatementOutcome.Withheld) {
            return again(statement, part, before);
        }
        effect = effect || !Passing.is(outcome) || !rows.withoutEffect(work);
        if (outcome instanceof StatementOutcome.Accepted) {
            progress.did(step.address(), work, rows.done());
            return null;
        }
        return came(statement, outcome);
    }

    private void done(Work work, StatementDone done, long millis) {
        pending.add(cursor.note(Kind.DONE, millis, done.toJson()));
        progress.did(step.address(), work, done);
        pending.addAll(progress.due());
    }

    /** What came of a statement of which the intent is written down: should it be refused, the journal says by what. */
    private @Nullable Problem came(Statement statement, StatementOutcome outcome) {
        Problem problem = answer(statement, outcome);
        if (outcome instanceof StatementOutcome.Refused refused) {
            String own = problem != null && refused.code() == 0 ? problem.type().code() + " " : "";
            log.refused(cursor.address(), ordinal, own + Answers.words(statement, refused));
        } else if (outcome instanceof StatementOutcome.LockTimeout waited) {
            log.refused(cursor.address(), ordinal, waited.reason());
        }
        return problem;
    }

    private @Nullable Problem answer(Statement statement, StatementOutcome outcome) {
        passes = Passing.is(outcome);
        return answers.problem(statement, outcome);
    }
}
