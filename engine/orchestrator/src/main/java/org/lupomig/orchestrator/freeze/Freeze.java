package org.lupomig.orchestrator.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.journal.Alerts;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Holder;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.WriteBarrier.Found;
import org.lupomig.orchestrator.run.Elapsed;
import org.lupomig.orchestrator.run.RunLog;

/**
 * A freeze: published, with what was there before, before anything of it is done; lifted before it is published that it
 * has ended. At both of its ends others are looked for and named. One of nothing does nothing.
 *
 * <p>A process that dies leaves a published state from which the next command puts everything back: what was not raised
 * yet is as before anyway.
 */
public final class Freeze {
    private static final Address NOWHERE = new Address("", "", "");

    /** How often who raises or lowers something is waited for: a minute each time. */
    private static final int MOST_WAITS = 10;

    private final EnginePorts ports;
    private final RunLog log;
    private final Address of;
    private final Others others;
    private final boolean wanted;
    private SystemState state;
    private SystemState upon;
    private boolean published;
    private boolean lifted;
    private boolean standing;
    private @Nullable SystemState within;
    private String stays = "";
    private String whyNot = "";

    private Freeze(EnginePorts ports, RunLog log, Address of, SystemState state, boolean wanted, boolean published) {
        this.ports = ports;
        this.log = log;
        this.of = of;
        this.state = state;
        this.upon = state;
        this.wanted = wanted;
        this.published = published;
        this.others = new Others(ports.target(), state.schemas());
    }

    /**
     * One that is to come.
     *
     * @param of the batch that it is for
     * @param schemas none: nothing is to be frozen
     */
    public static Freeze of(EnginePorts ports, RunLog log, Address of, String reason, List<String> schemas) {
        return new Freeze(ports, log, of, asked(ports, log, reason, schemas, false), !schemas.isEmpty(), false);
    }

    /** One that a person asks for; of no schemas: of everything. */
    static Freeze byHand(EnginePorts ports, RunLog log, String reason, List<String> schemas) {
        return new Freeze(ports, log, NOWHERE, asked(ports, log, reason, schemas, true), true, false);
    }

    /** That which a run has left behind; of nothing where it has left none. */
    public static Freeze left(EnginePorts ports, RunLog log) {
        SystemState now = ports.store().systemState();
        boolean its = now.isFrozenBy(log.run());
        return new Freeze(ports, log, NOWHERE, now, its, its);
    }

    /** The one that there is, whoever's it is. */
    static Freeze standing(EnginePorts ports, RunLog log, SystemState now) {
        Freeze freeze = new Freeze(ports, log, NOWHERE, now, true, true);
        freeze.standing = true;
        return freeze;
    }

    private static SystemState asked(
            EnginePorts ports, RunLog log, String reason, List<String> schemas, boolean byHand) {
        Holder holder =
                new Holder(log.run(), ports.owner().who(), byHand, log.now().toEpochMilli());
        SystemState normal = SystemState.normal(log.stamp(), 0);
        return new SystemState(Mode.FROZEN, reason, schemas, log.stamp(), normal.barrier(), holder, 0);
    }

    /** What speaks against it; nothing is changed. Within a freeze of somebody's hand there is none of our own. */
    public @Nullable Problem look() {
        if (!wanted) {
            return null;
        }
        SystemState now = ports.store().systemState();
        if (now.mode() == Mode.EMERGENCY) {
            return Emergency.problem(now);
        }
        if (now.mode() != Mode.NORMAL) {
            if (!now.holder().byHand()) {
                return byAnother(now);
            }
            within = now;
            return null;
        }
        Found found = ports.target().barrier().look(state.schemas());
        if (!found.objections().isEmpty()) {
            return found.objections().get(0);
        }
        found.gaps().forEach(gap -> log.tell(new RunEvent.Warned(gap)));
        state = new SystemState(
                Mode.FROZEN, state.reason(), state.schemas(), state.since(), found.barrier(), state.holder(), 0);
        upon = now;
        return null;
    }

    /**
     * Where it is to be within a freeze of somebody's hand: writers are kept out again where that does not hold any
     * more. Gives why they could not be.
     */
    public @Nullable Problem keptWithin() {
        SystemState outer = within;
        if (outer == null) {
            return null;
        }
        KeptAgain again = KeptAgain.of(ports, log, outer, Raised.patience(ports));
        if (again.isOvertaken()) {
            return overtaken();
        }
        Problem gap = again.gap();
        if (gap == null) {
            log.tell(new RunEvent.Note(outer.what() + " is frozen by "
                    + outer.holder().who() + " already (" + outer.barrier().says() + "), and stays so"));
        }
        return gap;
    }

    private Problem byAnother(SystemState now) {
        return Problem.of(
                EngineMessage.FROZEN_BY_ANOTHER,
                state.what(),
                now.what(),
                now.holder().run(),
                now.holder().who());
    }

    /** The same, looked at already, in a run that has begun since. */
    Freeze under(RunLog run) {
        Freeze begun = new Freeze(ports, run, of, state, wanted, false);
        begun.upon = upon;
        return begun;
    }

    /**
     * What publishes that it begins, for the caller to commit. That fails with {@link Store.StateMoved} where somebody
     * has moved the state since it was looked, which without our locks only an emergency does: what was there before
     * may be what that had raised.
     */
    public List<Write> freezing() {
        if (!wanted || within != null) {
            return List.of();
        }
        long at = log.now().toEpochMilli();
        Holder holder =
                new Holder(log.run(), state.holder().who(), state.holder().byHand(), at);
        state = new SystemState(Mode.FROZEN, state.reason(), state.schemas(), log.stamp(), state.barrier(), holder, 0);
        return List.of(new Write.Declared(state, upon), entry(JournalEntry.Kind.FROZEN, 0));
    }

    /** It is published: says so, keeps writers out, and looks for others. Gives why they could not be kept out. */
    public @Nullable Problem frozen() {
        if (!wanted || within != null) {
            return null;
        }
        published = ports.store().systemState().isFrozenBy(log.run());
        if (!published) {
            return overtaken();
        }
        log.tell(new RunEvent.SystemMoved(state));
        Raised raised = Raised.by(ports, state.barrier(), now -> now.isFrozenBy(log.run()));
        if (!raised.due()) {
            return overtaken();
        }
        String why = raised.why();
        if (why != null) {
            return notFrozen(why, "what had been raised of it is put back; try again when that has passed");
        }
        nameOthers();
        return null;
    }

    /**
     * Why nothing is kept out: somebody has declared an emergency, which may be over by now. Whoever else freezes or
     * thaws waits for our locks.
     */
    public Problem overtaken() {
        SystemState now = ports.store().systemState();
        return switch (now.mode()) {
            case EMERGENCY -> Emergency.problem(now);
            case FROZEN, THAWING -> byAnother(now);
            case NORMAL ->
                notFrozen("an emergency was declared meanwhile, and is over", "nothing is frozen of it; try again");
        };
    }

    private Problem notFrozen(String why, String help) {
        return Problem.of(
                EngineMessage.NOT_FROZEN, state.what(), state.barrier().word(), why, help);
    }

    /** Looks for others, and names them. */
    void nameOthers() {
        say(others.found(state.mode()));
    }

    /** What publishes that it is about to end, for the caller to commit. */
    public List<Write> thawing() {
        if (!published
                || state.mode() == Mode.THAWING
                || (!standing && !ports.store().systemState().isFrozenBy(log.run()))) {
            return List.of();
        }
        SystemState before = state;
        state = state.moved(Mode.THAWING, log.stamp());
        return List.of(publishing(state, before));
    }

    /** A run moves what it has frozen; of another's what was read, and nothing else. */
    private Write publishing(SystemState to, SystemState from) {
        return standing ? new Write.Declared(to, from) : new Write.Published(to);
    }

    /** Says that it is about to end, and looks for others. */
    public void thawed() {
        if (published && state.mode() == Mode.THAWING) {
            log.tell(new RunEvent.SystemMoved(state));
            say(others.found(Mode.THAWING));
        }
    }

    /** Whether writers are kept out only from {@link #frozen} on. */
    public boolean isComing() {
        return wanted && within == null && !published;
    }

    /**
     * Puts back what kept writers out, and gives what publishes that it has ended, for the caller to commit. It may be
     * called again where that was not committed. What has become an emergency is left to whoever thaws that.
     */
    public List<Write> ending() {
        if (!published) {
            return List.of();
        }
        boolean[] due = {true};
        String why = Raised.changed(() -> ports.target().barrier().lower(state.barrier(), () -> due[0] = isDue()));
        if (standing && !due[0]) {
            throw new Store.StateMoved();
        }
        boolean emergency = !standing && Emergency.standing(ports) != null;
        if (emergency) {
            stays = "; an emergency has been declared meanwhile, and keeps " + state.what() + " frozen";
        }
        if (!due[0] || emergency) {
            return List.of();
        }
        if (why != null) {
            Problem problem = Problem.of(
                    EngineMessage.NOT_THAWED, state.what(), state.barrier().says(), why);
            whyNot = why;
            stays = "; " + problem.message();
            log.tell(new RunEvent.Warned(problem));
            return List.of(
                    publishing(state.moved(Mode.THAWING, log.stamp()), state),
                    new Write.Alert(Write.Alert.Level.CRITICAL, Alerts.STILL_FROZEN, problem.message(), log.stamp()));
        }
        lifted = true;
        long downtime = Math.max(0, log.now().toEpochMilli() - state.holder().atMillis());
        SystemState before = state;
        state = new SystemState(
                state.mode(),
                state.reason(),
                state.schemas(),
                state.since(),
                state.barrier(),
                state.holder(),
                downtime);
        List<Write> writes = new ArrayList<>(List.of(
                publishing(SystemState.normal(log.stamp(), downtime), before),
                entry(JournalEntry.Kind.THAWED, downtime)));
        if (standing) {
            writes.add(new Write.Settled(state.holder().run(), Alerts.STILL_FROZEN, "it is thawed", log.stamp()));
        }
        return writes;
    }

    /**
     * Ends it while nobody else lowers anything, and with what else belongs to that.
     *
     * @param with is asked once it is seen whether it could be lifted
     * @throws Store.StateMoved where it is something else by now
     */
    void endAlone(Supplier<List<Write>> with) {
        List<Write> writes = new ArrayList<>(ending());
        writes.addAll(with.get());
        commitAlone(ports, log, writes);
        ended();
    }

    /**
     * Makes writes durable while nobody raises or lowers anything. Who does so just now is waited for, and others after
     * them: each of them is soon done.
     */
    static void commitAlone(EnginePorts ports, RunLog log, List<Write> writes) {
        for (int tries = 1; ; tries++) {
            try {
                ports.target().barrier().alone(() -> log.commit(writes));
                return;
            } catch (ServerRefused e) {
                if (tries == MOST_WAITS || !StatementOutcome.LockTimeout.is(e.code())) {
                    throw e;
                }
            }
        }
    }

    /** Whether what keeps writers out is still this freeze's to put back. */
    private boolean isDue() {
        SystemState now = ports.store().systemState();
        return standing ? now.isSame(state) : now.isFrozenBy(log.run());
    }

    /** What {@link #ending} gave is committed: says so. */
    public void ended() {
        if (published && lifted) {
            published = false;
            log.tell(new RunEvent.SystemMoved(SystemState.normal(log.stamp(), state.downtimeMillis())));
        }
    }

    /** Whether it is published, as far as this process knows. */
    public boolean isPublished() {
        return published;
    }

    /** Whether it could be put back what kept writers out. */
    boolean isLifted() {
        return lifted;
    }

    /** What keeps it from being lifted; null where it was lifted, or nothing was to be. */
    @Nullable
    Problem notThawed() {
        return whyNot.isEmpty()
                ? null
                : Problem.of(
                        EngineMessage.NOT_THAWED, state.what(), state.barrier().says(), whyNot);
    }

    /** What is frozen. */
    String what() {
        return state.what();
    }

    /** What keeps writers out, for people. */
    String barrier() {
        return state.barrier().says();
    }

    /** How long it lasted, for people. */
    String downtime() {
        return Elapsed.text(state.downtimeMillis());
    }

    /** What the end of a run says of it: how long it lasted, and whether others were seen. */
    public String sentence() {
        String lasted = lifted ? "; " + state.what() + " was frozen for " + downtime() : stays;
        return others.seen()
                ? lasted + "; others used " + state.what() + " meanwhile, so that exactness is not guaranteed"
                : lasted;
    }

    private Write entry(JournalEntry.Kind kind, long millis) {
        return entry(of, kind, state, log.stamp(), millis);
    }

    /** The entry of the journal with which one by hand begins. */
    static Write begun(SystemState state, long at) {
        return entry(NOWHERE, JournalEntry.Kind.FROZEN, state, at, 0);
    }

    private static Write entry(Address of, JournalEntry.Kind kind, SystemState state, long at, long millis) {
        return new Write.Journal(
                new JournalEntry(0, of, kind, State.IDLE, State.IDLE, null, at, millis, FrozenJson.of(state)));
    }

    private void say(List<Problem> found) {
        List<Write> alerts = new ArrayList<>();
        for (Problem problem : found) {
            log.tell(new RunEvent.Warned(problem));
            alerts.add(new Write.Alert(
                    Write.Alert.Level.WARNING, "others during a freeze", problem.message(), log.stamp()));
        }
        try {
            log.commit(alerts);
        } catch (ServerRefused e) {
            // It has been told; a batch does not go back, nor stay frozen, for an alert.
            log.tell(new RunEvent.Note("this could not be recorded: " + e.getMessage()));
        }
    }
}
