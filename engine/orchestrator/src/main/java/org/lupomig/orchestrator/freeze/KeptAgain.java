package org.lupomig.orchestrator.freeze;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;

/**
 * What came of keeping writers out again, of a freeze or an emergency that stands and does not hold any more. What was
 * there before it is published with it: so a process may die anywhere here, and thawing puts all back.
 *
 * @param needed whether they were not kept out
 * @param raised how they are now
 */
record KeptAgain(boolean needed, Raised raised) {
    private static final KeptAgain NOT_NEEDED = new KeptAgain(false, new Raised(null, true));

    /** Keeps them out as long as this very state stands; says that they were not, and raises an alert of it. */
    static KeptAgain of(EnginePorts ports, RunLog log, SystemState state) {
        Hold hold = Hold.of(ports.target().barrier(), state);
        if (hold.equals(Hold.HOLDS)) {
            return NOT_NEEDED;
        }
        if (hold instanceof Hold.Unseen unseen) {
            // Who may not look may not lock either, and what stands was raised by somebody who may.
            log.tell(new RunEvent.Note(
                    "whether writers are kept out, as is written down, this account may not see: " + unseen.why()));
            return NOT_NEEDED;
        }
        if (!state.isSame(ports.store().systemState())) {
            // Who lets them in writes that down before.
            return new KeptAgain(true, new Raised(null, false));
        }
        if (hold instanceof Hold.Lapsed lapsed && !isComing(ports)) {
            // Before they are kept out: nobody would know of it any more where this process died between the two.
            tell(log, Problem.of(EngineMessage.FREEZE_LAPSED, state.what(), lapsed.why()));
        }
        Raised raised = Raised.by(ports, state.barrier(), state::isSame);
        if (raised.due() && raised.why() == null) {
            log.tell(
                    new RunEvent.Note("writers are kept out: " + state.barrier().says()));
        }
        return new KeptAgain(true, raised);
    }

    /** Whether a freeze is under way that has not kept anybody out so far, or has died there. */
    private static boolean isComing(EnginePorts ports) {
        return ports.store().unfinishedRuns().stream().anyMatch(run -> run.kind() == RunKind.FREEZE);
    }

    private static void tell(RunLog log, Problem lapsed) {
        log.tell(new RunEvent.Warned(lapsed));
        try {
            log.commit(List.of(
                    new Write.Alert(Write.Alert.Level.WARNING, "freeze lapsed", lapsed.message(), log.stamp())));
        } catch (ServerRefused e) {
            // It has been told; writers are not let in for an alert.
            log.tell(new RunEvent.Note("this could not be recorded: " + e.getMessage()));
        }
    }

    /** What is said of a state that stands goes to whose freeze it is, under the lock of whoever says it. */
    static RunLog log(EnginePorts ports, Store.Lock lock, SystemState state) {
        return new RunLog(ports, lock, state.holder().run(), ports.owner().token());
    }

    /** Whether they were not kept out, and are now. */
    boolean isDone() {
        return needed && raised.due() && raised.why() == null;
    }

    /** Whether it is something else by now that stands. */
    boolean isOvertaken() {
        return !raised.due();
    }

    /** For who asked for what stands. */
    RunReport report(EnginePorts ports, SystemState state) {
        String stands = HandFreeze.stands(ports, state);
        Problem gap = gap(state);
        if (gap != null) {
            return new RunReport(Result.BROKEN, 0, stands, List.of(gap));
        }
        return isDone()
                ? new RunReport(Result.DONE, 0, stands + "; writers are kept out now", List.of())
                : new RunReport(Result.NOTHING_TO_DO, 0, stands, List.of());
    }

    /** Why they are not kept out; null where they are, or it is over. */
    @Nullable
    Problem gap(SystemState state) {
        return gap(state, raised);
    }

    /** The same of what was raised. */
    static @Nullable Problem gap(SystemState state, Raised raised) {
        String why = raised.why();
        if (why == null) {
            return null;
        }
        String help = state.mode() == Mode.EMERGENCY
                ? "the emergency stands; lupomig freeze --emergency tries again to keep writers out"
                : "the freeze stands; lupomig freeze tries again to keep writers out, and lupomig thaw ends it";
        return Problem.of(
                EngineMessage.NOT_FROZEN, state.what(), state.barrier().word(), why, help);
    }
}
