package org.lupomig.orchestrator.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.State;
import org.lupomig.model.state.StepStatus;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.RowLedger;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.machine.Event;
import org.lupomig.orchestrator.machine.RecoveryTable;
import org.lupomig.orchestrator.machine.RecoveryTable.Action;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store.LockLost;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.run.GroupedWork;
import org.lupomig.orchestrator.run.RunLog;
import org.lupomig.orchestrator.run.StepCursor;
import org.lupomig.orchestrator.run.UndoProgress;
import org.lupomig.orchestrator.run.Unexpected;

/**
 * Takes the steps of a batch back, the last one applied first. It goes by the journal and the server alone, so that it
 * is the same whether the run that applied them is this one, a dead one, or one of last month.
 */
public final class BatchUndo {
    private static final String RESTS = "it rests on a step that could not be undone";
    private static final String SESSION_LIVES = "the session that worked on it does not end";

    private final EnginePorts ports;
    private final RunLog log;
    private final Address batch;
    private final List<StepCursor> cursors = new ArrayList<>();
    private final List<StepTrail> trails = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private final Set<String> perhapsAlive;
    private int undone;

    /**
     * The undo of what a run has done of a batch, forward or back. The sessions of its steps are ended first: what they
     * were about to commit is in the journal then, or never will be.
     *
     * @param batch what it is recorded as: a batch, with an empty step name, or one step
     * @param steps rows of all steps that the run took up, also those that are undone already, because they tell what
     *     the others left
     */
    public static BatchUndo of(EnginePorts ports, RunLog log, Address batch, List<StepRecord> steps) {
        Set<String> living = living(ports, log, steps.stream().filter(step -> step.state() != State.IDLE));
        return new BatchUndo(ports, log, batch, AppliedStep.read(ports.store(), steps, log.run()), living);
    }

    /** Ends the sessions of steps; those that still live are said where their step is undone. */
    private static Set<String> living(EnginePorts ports, RunLog log, Stream<StepRecord> steps) {
        List<String> names = steps.map(step -> log.sessionName(step.position())).toList();
        return ports.patience().onWayBack(time -> ports.target().endSessions(names, time, log::checkLock));
    }

    /**
     * The undo of one batch, writing to this log.
     *
     * @param batch with an empty step name
     * @param steps all that a run took up, in the order in which they were applied: also those that are undone already,
     *     because they tell what the others left
     */
    public BatchUndo(EnginePorts ports, RunLog log, Address batch, List<AppliedStep> steps) {
        this(ports, log, batch, steps, living(ports, log, steps.stream().map(AppliedStep::step)));
    }

    private BatchUndo(EnginePorts ports, RunLog log, Address batch, List<AppliedStep> steps, Set<String> perhapsAlive) {
        this.perhapsAlive = new HashSet<>(perhapsAlive);
        this.ports = ports;
        this.log = log;
        this.batch = batch;
        for (AppliedStep step : steps) {
            StepCursor cursor = new StepCursor(log, step.step());
            cursor.named((int) step.trail().statements().stream()
                    .flatMap(statement -> statement.intent().work().objects().stream())
                    .distinct()
                    .count());
            cursors.add(cursor);
            trails.add(step.trail());
        }
    }

    /** The steps, as they stand. */
    public List<StepCursor> cursors() {
        return List.copyOf(cursors);
    }

    /**
     * Takes everything back. Steps that nothing was sent for go to {@code idle}; the first that cannot be undone stops
     * the rest, which may rest on it.
     *
     * @param reason for the record
     * @return what a person has to look at; empty where all is as before
     */
    public List<Problem> undo(String reason) {
        return undo(reason, RollbackClass.A, null);
    }

    /**
     * The same, unless something speaks against it: then nothing is touched, and every step that was to be taken back
     * waits for a person.
     *
     * @param rollbackClass for the record
     * @param objection what speaks against it, null where nothing does
     */
    public List<Problem> undo(String reason, RollbackClass rollbackClass, @Nullable String objection) {
        Instant began = log.now();
        UnitLedgers ledgers = new UnitLedgers(trails);
        UndoProgress progress = measured();
        log.goesBack(progress);
        log.later(progress.due());
        cursors.forEach(cursor -> cursor.goesBack(rollbackClass, reason));
        int earlier = (int) cursors.stream()
                .filter(cursor -> cursor.state() == State.IDLE && takenBackEarlier(cursor.record()))
                .count();
        String against = objection == null ? byScript(ledgers) : objection;
        List<Problem> problems = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (int i = cursors.size() - 1; i >= 0; i--) {
            StepCursor cursor = cursors.get(i);
            RowLedger ledger = ledgers.of(i);
            Action decided = decided(i);
            if (decided == null) {
                List<List<Integer>> groups =
                        problems.isEmpty() && against == null && waiting.isEmpty() ? groupsFrom(i) : List.of();
                if (!groups.isEmpty()) {
                    problems.addAll(together(groups, ledgers, reason));
                    i -= groups.stream().mapToInt(List::size).sum() - 1;
                    continue;
                }
                enter(cursor, problems.isEmpty() ? reason : problems.get(0).message());
                Problem problem = !problems.isEmpty()
                        ? broken(cursor, RESTS)
                        : against != null ? broken(cursor, against) : undoStep(i, ledgers);
                if (problem != null) {
                    problems.add(problem);
                }
                continue;
            }
            switch (decided) {
                case ABANDON -> cursor.moveLater(Event.ABANDONED, "", Map.of(), List.of());
                case LEAVE -> {
                    trails.get(i).takenBack(ledger);
                    writes.addAll(cursor.forgetSkip());
                }
                case ASK ->
                    // A run that died after this one's undo had failed: the rest still rests on it.
                    problems.add(Problem.of(
                            EngineMessage.UNDO_FAILED,
                            cursor.address(),
                            cursor.record().error()));
                case COMPLETE, WAIT, CLOSE, TAKE_BACK -> {}
            }
        }
        for (int i : List.copyOf(waiting)) {
            // It needed what an older step has brought back by now.
            Problem problem = problems.isEmpty()
                    ? undoAtLast(i, ledgers)
                    : broken(cursors.get(i), "it waits for a step that could not be undone");
            if (problem != null) {
                problems.add(problem);
            }
        }
        String phase = problems.isEmpty() ? "rolled_back" : "failed";
        writes.add(new Write.Progress(batch.plan(), phase, undone, undone + problems.size(), log.stamp()));
        writes.add(new Write.RolledBack(
                batch,
                rollbackClass,
                reason,
                problems.isEmpty(),
                earlier + undone,
                Duration.between(began, log.now()).toMillis(),
                problems.isEmpty() ? "" : problems.get(0).message(),
                log.stamp()));
        log.commit(writes);
        return problems;
    }

    private UndoProgress measured() {
        int steps = 0;
        int statements = 0;
        for (int i = 0; i < cursors.size(); i++) {
            if (decided(i) == null) {
                steps++;
                statements += (int) trails.get(i).newestFirst().stream()
                        .filter(statement -> statement.undone() == null)
                        .count();
            }
        }
        return new UndoProgress(log, batch.plan(), steps, statements);
    }

    /** Whether the same way back had taken it back before its process died. */
    private boolean takenBackEarlier(StepRecord step) {
        return step.status() == StepStatus.ROLLED_BACK && step.run() == log.run();
    }

    /**
     * Runs the author's undo of the whole batch, where the rollback was begun with it.
     *
     * @return why nothing more is taken back; null where what is still to be taken back goes by what is derived
     */
    private @Nullable String byScript(UnitLedgers ledgers) {
        BatchScriptUndo script = new BatchScriptUndo(ports, log, batch, cursors, trails);
        if (!script.isDue()) {
            return null;
        }
        String objection = script.objection();
        if (objection != null) {
            return objection;
        }
        int carrier = script.carrier();
        int open = (int) cursors.stream()
                .filter(cursor -> cursor.state() == State.ROLLING_BACK)
                .count();
        UndoResult result = over(
                carrier,
                ports,
                () -> ports.target().open(sessionName(carrier), Purpose.UNDO),
                session -> script.run(session, ledgers.of(carrier), checked()));
        undone += result instanceof UndoResult.Restored ? open : 0;
        return result instanceof UndoResult.Stuck stuck ? stuck.reason() : null;
    }

    /** What becomes of a step whatever is there; null where it is taken back by what is there. */
    private @Nullable Action decided(int i) {
        State state = cursors.get(i).state();
        return state == State.FAILED
                ? RecoveryTable.of(State.FAILED, trails.get(i).failed())
                : RecoveryTable.whateverIsThere(state);
    }

    /**
     * Steps that are taken back together, group behind group, from {@code i} on down: no two of these have anything in
     * common.
     *
     * @return their numbers, from 1: not their places in the plan, which may be those of older steps, too, where the
     *     plan has changed
     */
    private List<List<Integer>> groupsFrom(int i) {
        // Those of the same place in the plan, as it was when each was run, have the same name for their sessions.
        Set<Integer> positions = new HashSet<>();
        Set<ObjectName> tables = new HashSet<>();
        List<List<Integer>> groups = new ArrayList<>();
        int at = i;
        for (List<Integer> group = groupFrom(at, positions, tables);
                !group.isEmpty();
                group = groupFrom(at, positions, tables)) {
            groups.add(group);
            at -= group.size();
        }
        return groups;
    }

    private List<Integer> groupFrom(int i, Set<Integer> positions, Set<ObjectName> tables) {
        int most = UndoGroups.size(trails, i, tables);
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < most
                && decided(i - numbers.size()) == null
                && positions.add(cursors.get(i - numbers.size()).record().position())) {
            numbers.add(i - numbers.size() + 1);
        }
        return numbers.size() < UndoGroups.LEAST ? List.of() : numbers;
    }

    /**
     * Undoes steps together that rest on none of each other. One that cannot be undone stops none of its own group; a
     * step of another group that is begun when that is known is not tried, but rests.
     */
    private List<Problem> together(List<List<Integer>> groups, UnitLedgers ledgers, String reason) {
        Map<Integer, Integer> groupOf = new HashMap<>();
        Set<Object> units = new HashSet<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int number : groups.get(group)) {
                groupOf.put(number, group);
                if (units.add(trails.get(number - 1).unit())) {
                    // As the last of them left it, all others have: none of them touches the tables of another.
                    ledgers.asLeftBy(number - 1);
                }
            }
        }
        Set<String> living = ended(groups.stream()
                .flatMap(List::stream)
                .map(number -> sessionName(number - 1))
                .filter(perhapsAlive::contains)
                .toList());
        TreeMap<Integer, Problem> problems = new TreeMap<>(Comparator.reverseOrder());
        GroupedWork.on(groups, ports, log, (number, shared) -> {
            int i = number - 1;
            Problem older = problems.entrySet().stream()
                    .filter(each -> !Objects.equals(groupOf.get(each.getKey()), groupOf.get(number)))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            enter(cursors.get(i), older == null ? reason : older.message());
            Problem problem;
            if (older != null) {
                problem = broken(cursors.get(i), RESTS);
            } else {
                UndoResult result = living.contains(sessionName(i))
                        ? new UndoResult.Stuck(SESSION_LIVES)
                        : attempt(i, ledgers, waited(i), false, NewerSteps.NONE, shared);
                problem = endedOrWaiting(i, result);
            }
            if (problem != null) {
                problems.put(number, problem);
            }
        });
        return List.copyOf(problems.values());
    }

    /** Ends sessions that may live on, all of them once; those that do not end. */
    private Set<String> ended(List<String> perhaps) {
        Set<String> living =
                ports.patience().onWayBack(time -> ports.target().endSessions(perhaps, time, log::checkLock));
        perhaps.stream().filter(name -> !living.contains(name)).forEach(perhapsAlive::remove);
        return living;
    }

    private String sessionName(int i) {
        return log.sessionName(cursors.get(i).record().position());
    }

    /** Undoes one step; where it has to wait for older ones, it is among those that wait then. */
    private @Nullable Problem undoStep(int i, UnitLedgers ledgers) {
        return endedOrWaiting(i, told(i, attempt(i, ledgers, waited(i), false, newer(i, ledgers))));
    }

    /** With what of the batch is undone by now, and what is not, where it goes no further. */
    private UndoResult told(int i, UndoResult result) {
        if (!(result instanceof UndoResult.Stuck stuck)) {
            return result;
        }
        read(i);
        return new UndoResult.Stuck(stuck.reason() + new HowFar(cursors, trails).at(i));
    }

    private @Nullable Problem endedOrWaiting(int i, UndoResult result) {
        if (result instanceof UndoResult.Later) {
            waiting.add(i);
            read(i);
            return null;
        }
        return ended(i, result);
    }

    /** Undoes one step that has waited for all older ones. */
    private @Nullable Problem undoAtLast(int i, UnitLedgers ledgers) {
        return ended(i, told(i, attempt(i, ledgers, true, true, NewerSteps.NONE)));
    }

    private @Nullable Problem ended(int i, UndoResult result) {
        if (result instanceof UndoResult.Later later) {
            return broken(cursors.get(i), later.reason());
        } else if (result instanceof UndoResult.Stuck stuck) {
            return broken(cursors.get(i), stuck.reason());
        }
        UndoProgress progress = log.goesBack();
        cursors.get(i).moveLater(Event.UNDONE, "", Map.of(), progress == null ? List.of() : progress.step());
        undone++;
        return null;
    }

    private UndoResult attempt(int i, UnitLedgers ledgers, boolean waited, boolean again, NewerSteps newer) {
        ledgers.asLeftBy(i);
        return attempt(i, ledgers, waited, again, newer, ports);
    }

    /**
     * The same, through these ports.
     *
     * @param ledgers in which tables look as they did when the step had been applied
     */
    private UndoResult attempt(
            int i, UnitLedgers ledgers, boolean waited, boolean again, NewerSteps newer, EnginePorts through) {
        return over(i, through, () -> open(sessionName(i), trails.get(i), through), session -> new StepUndo(
                        through,
                        log,
                        cursors.get(i),
                        trails.get(i),
                        ledgers.of(i),
                        session,
                        checked(),
                        waited,
                        again,
                        newer)
                .undo());
    }

    /** Does what a step needs over a session in its name. */
    private UndoResult over(
            int i, EnginePorts through, Supplier<TargetSession> opened, Function<TargetSession, UndoResult> work) {
        String name = sessionName(i);
        // One that this undo has opened itself may live on where the server has not noticed that it was closed.
        if (!perhapsAlive.add(name)
                && !ports.patience().onWayBack(time -> through.target().endSession(name, time, log::checkLock))) {
            return new UndoResult.Stuck(SESSION_LIVES);
        }
        try (TargetSession session = opened.get()) {
            UndoResult result = work.apply(session);
            if (result instanceof UndoResult.Restored) {
                session.allDone();
            }
            return result;
        } catch (ServerRefused e) {
            return new UndoResult.Stuck("the server says " + e.code() + " " + e.getMessage());
        } catch (ConnectionLost | LockLost e) {
            throw e;
        } catch (RuntimeException e) {
            // A mistake of ours must not keep every later command from starting: a person can still look.
            return new UndoResult.Stuck(Unexpected.problem(e).message());
        }
    }

    /** Taking back what changed definitions of tables leaves no trace in the session; own rows go with their table. */
    private static TargetSession open(String name, StepTrail trail, EnginePorts through) {
        boolean traceless = trail.authored().isEmpty()
                && trail.statements().stream()
                        .map(statement -> statement.intent().work())
                        .allMatch(work -> work instanceof Work.CreatesTable
                                || work instanceof Work.Inserts
                                || work instanceof Work.Alters
                                || work instanceof Work.Renames);
        return traceless
                ? through.target().openAgain(List.of(name), Purpose.UNDO, null)
                : through.target().open(name, Purpose.UNDO);
    }

    /** What waits while step {@code i} is undone. */
    private NewerSteps newer(int i, UnitLedgers ledgers) {
        return new NewerSteps(() -> openAfter(i), () -> {
            if (waiting.isEmpty()) {
                return null;
            }
            String stuck = tryAgain(ledgers);
            ledgers.asLeftBy(i);
            return stuck;
        });
    }

    /** Tries those that wait, the newest first, as long as one of them comes to its end. */
    private @Nullable String tryAgain(UnitLedgers ledgers) {
        boolean any = true;
        while (any) {
            any = false;
            for (int i : List.copyOf(waiting)) {
                NewerSteps newer = new NewerSteps(() -> openAfter(i), () -> null);
                UndoResult result = attempt(i, ledgers, true, true, newer);
                if (result instanceof UndoResult.Stuck stuck) {
                    return cursors.get(i).address() + " after it could not be undone: " + stuck.reason();
                } else if (result instanceof UndoResult.Later) {
                    read(i);
                } else {
                    ended(i, result);
                    waiting.remove((Integer) i);
                    any = true;
                }
            }
        }
        return null;
    }

    /** Reads a step that waits from the journal, which says what of it is undone. */
    private void read(int i) {
        log.flush();
        trails.set(
                i,
                AppliedStep.read(ports.store(), List.of(cursors.get(i).record()), log.run())
                        .get(0)
                        .trail());
    }

    /** What of the steps that wait, and come after step {@code i}, is not undone. */
    private List<StatementTrail> openAfter(int i) {
        return waiting.stream()
                .filter(newer -> newer > i)
                .flatMap(newer -> trails.get(newer).newestFirst().stream())
                .filter(statement -> statement.undone() == null)
                .toList();
    }

    private boolean checked() {
        return trails.stream().allMatch(StepTrail::checked);
    }

    /** Whether older steps are undone, be it in part: then this one had to wait for them. */
    private boolean waited(int i) {
        boolean any = false;
        for (int j = 0; j < i; j++) {
            boolean undone = cursors.get(j).state() == State.IDLE
                    && !trails.get(j).statements().isEmpty();
            any = any || undone || trails.get(j).begunToUndo();
        }
        return any;
    }

    private void enter(StepCursor cursor, String reason) {
        if (cursor.state() != State.ROLLING_BACK) {
            cursor.moveLater(Event.BROKEN_OFF, reason, Map.of(), List.of());
        }
    }

    private Problem broken(StepCursor cursor, String reason) {
        Problem problem = Problem.of(EngineMessage.UNDO_FAILED, cursor.address(), reason);
        cursor.move(
                Event.UNDO_FAILED,
                problem.message(),
                Map.of(),
                List.of(new Write.Alert(
                        Write.Alert.Level.CRITICAL, Alerts.UNDO_FAILED, problem.message(), log.stamp())));
        log.tell(new RunEvent.Failure(cursor.address(), problem.message()));
        return problem;
    }
}
