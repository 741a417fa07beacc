package org.lupomig.orchestrator.freeze;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.PatienceLeft;
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
 * @param state what stands, with what is to be put back by now
 * @param needed whether they were not kept out
 * @param raised how they are now
 */
record KeptAgain(SystemState state, boolean needed, Raised raised) {
    /** Keeps them out as long as this very state stands; says that they were not, and raises an alert of it. */
    static KeptAgain of(EnginePorts ports, RunLog log, SystemState state, PatienceLeft patience) {
        Hold hold = Hold.of(ports.target().barrier(), state);
        if (hold.equals(Hold.HOLDS)) {
            return notNeeded(state);
        }
        if (hold instanceof Hold.Unseen unseen) {
            // Who may not look may not lock either, and what stands was raised by somebody who may.
            log.tell(new RunEvent.Note(
                    "whether writers are kept out, as is written down, this account may not see: " + unseen.why()));
            return notNeeded(state);
        }
        KeptAgain again = raised(ports, log, state, patience, true);
        if (again.isDone()) {
            log.tell(
                    new RunEvent.Note("writers are kept out: " + state.barrier().says()));
        }
        return again;
    }

    private static KeptAgain notNeeded(SystemState state) {
        return new KeptAgain(state, false, new Raised(null, true));
    }

    /**
     * Keeps them out, whether or not they were.
     *
     * @param held whether they were to be kept out already
     */
    static KeptAgain raised(EnginePorts ports, RunLog log, SystemState state, PatienceLeft patience, boolean held) {
        SystemState now = state;
        while (true) {
            if (!state.isSame(ports.store().systemState())) {
                // Who lets them in writes that down before.
                return new KeptAgain(now, true, new Raised(null, false));
            }
            try {
                SystemState noted = noted(ports, log, now, held);
                return new KeptAgain(noted, true, Raised.by(ports, noted.barrier(), patience, noted::isSame));
            } catch (Store.StateMoved e) {
                // Somebody else keeps them out again, and has noted what is to come back.
                now = ports.store().systemState();
            } catch (ServerRefused e) {
                String why = "the server says " + e.code() + " " + e.getMessage();
                return new KeptAgain(now, true, new Raised(why, true));
            }
        }
    }

    /**
     * Before they are kept out it is durable that they were not, for nobody would know of it any more where this
     * process died between the two; and what is to come back, where a restart of the server has made that another
     * thing.
     *
     * @throws Store.StateMoved where another state is published by now
     */
    private static SystemState noted(EnginePorts ports, RunLog log, SystemState state, boolean held) {
        Lapse lapse = held ? Lapse.of(ports, state) : Lapse.NONE;
        lapse.tell(log);
        SystemState noted = state.having(ports.target().barrier().renewed(state.barrier()));
        if (noted.equals(state)) {
            lapse.write(log);
        } else {
            List<Write> writes = new ArrayList<>(lapse.alerts(log.stamp()));
            writes.add(new Write.Declared(noted, state));
            log.commit(writes);
        }
        return noted;
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
    RunReport report(EnginePorts ports) {
        String stands = HandFreeze.stands(ports, state);
        Problem gap = gap();
        if (gap != null) {
            return new RunReport(Result.BROKEN, 0, stands, List.of(gap));
        }
        return isDone()
                ? new RunReport(Result.DONE, 0, stands + "; writers are kept out now", List.of())
                : new RunReport(Result.NOTHING_TO_DO, 0, stands, List.of());
    }

    /** Why they are not kept out; null where they are, or it is over. */
    @Nullable
    Problem gap() {
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
