package org.lupomig.orchestrator.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.claim.PatienceLeft;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;

/** Thaws what nobody thaws any more. */
public final class LeftFrozen {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock. */
    public LeftFrozen(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /**
     * Brings a person's freeze or thaw to an end whose process died: either way nothing is frozen then, for half a
     * freeze is none.
     *
     * @return what a person has to look at: that it could not be thawed. Whatever runs next tries that again
     */
    public List<Problem> end(RunRecord run, RunLog log, PatienceLeft patience) {
        Ending ending;
        try {
            ending = ended(run, log, patience);
        } catch (Store.StateMoved e) {
            ending = Ending.well(HandFreeze.stands(ports, ports.store().systemState()));
            log.commit(List.of(ending.write(log)));
        }
        Problem stuck = ending.stuck();
        log.tell(new RunEvent.Recovered(run.id(), run.kind().word(), ending.said(), stuck == null));
        return stuck == null ? List.of() : List.of(stuck);
    }

    private Ending ended(RunRecord run, RunLog log, PatienceLeft patience) {
        SystemState now = ports.store().systemState();
        boolean others = now.mode() != Mode.NORMAL && !now.holder().byHand();
        if (now.mode() == Mode.EMERGENCY || others) {
            // Declared, it stands, whether it was this one or a later one; a run ends what it has frozen itself.
            Problem gap =
                    others ? null : KeptAgain.of(ports, log, now, patience).gap();
            if (gap != null) {
                log.tell(new RunEvent.Warned(gap));
            }
            Ending stands = Ending.well(HandFreeze.stands(ports, ports.store().systemState()));
            log.commit(List.of(stands.write(log)));
            return stands;
        }
        Freeze freeze = run.kind() == RunKind.THAW && now.mode() != Mode.NORMAL
                ? Freeze.standing(ports, log, now)
                : Freeze.left(ports, log);
        log.commit(freeze.thawing());
        freeze.thawed();
        // Where it had frozen nothing, somebody else may have.
        String stands = freeze.isPublished() ? "nothing is frozen" : HandFreeze.stands(ports, now);
        freeze.endAlone(() -> List.of(of(run, freeze, stands).write(log)));
        return of(run, freeze, stands);
    }

    private static Ending of(RunRecord run, Freeze freeze, String stands) {
        Problem stuck = freeze.notThawed();
        return stuck != null
                ? new Ending("it could not be thawed", stuck)
                : Ending.well(run.kind() == RunKind.THAW ? stands : "it had not come to its end: " + stands);
    }

    /**
     * How such a run ends.
     *
     * @param stuck why it is still frozen; null where it is as it is to be
     */
    private record Ending(String said, @Nullable Problem stuck) {
        static Ending well(String said) {
            return new Ending(said, null);
        }

        Write write(RunLog log) {
            return new Write.RunEnded(stuck == null ? RunStatus.RECOVERED : RunStatus.BROKEN, said, 0, log.stamp());
        }
    }

    /**
     * Keeps writers out again before the work of a dead run is taken back, where its own freeze, a person's, or an
     * emergency does not hold any more: as they were while it was done. Where that cannot be, it is said.
     *
     * @param log of the dead run
     */
    public void keepAgain(RunLog log, PatienceLeft patience) {
        SystemState now = ports.store().systemState();
        boolean its = now.mode() == Mode.FROZEN && now.isFrozenBy(log.run());
        if (its || isAPersons(now)) {
            Problem gap = KeptAgain.of(ports, its ? log : KeptAgain.log(ports, lock, now), now, patience)
                    .gap();
            if (gap != null) {
                log.tell(new RunEvent.Warned(gap));
            }
        }
    }

    private static boolean isAPersons(SystemState now) {
        return now.mode() == Mode.EMERGENCY
                || (now.mode() == Mode.FROZEN && now.holder().byHand());
    }

    /**
     * Keeps writers out again where what a person froze, or an emergency, does not hold any more; then does the rest of
     * a recovery.
     */
    public RunReport kept(PatienceLeft patience, Supplier<RunReport> rest) {
        SystemState now = ports.store().systemState();
        if (!isAPersons(now)) {
            return rest.get();
        }
        KeptAgain again = KeptAgain.of(ports, KeptAgain.log(ports, lock, now), now, patience);
        RunReport report = rest.get();
        Problem gap = again.gap();
        if (gap != null) {
            List<Problem> problems = new ArrayList<>(report.problems());
            problems.add(gap);
            return new RunReport(Result.BROKEN, report.run(), report.detail(), problems);
        }
        return again.isDone() && report.result() == Result.NOTHING_TO_DO ? again.report(ports) : report;
    }

    /**
     * Tries once more what could not be thawed when its run ended. What a person froze is a person's to thaw.
     *
     * @return why that is still frozen, which has been said; null where nothing of it is
     */
    public @Nullable Problem thaw() {
        SystemState now = ports.store().systemState();
        boolean persons = now.mode() == Mode.EMERGENCY || (now.holder().byHand() && now.mode() != Mode.THAWING);
        if (now.mode() == Mode.NORMAL || persons) {
            return null;
        }
        boolean alive = ports.store().unfinishedRuns().stream()
                .anyMatch(run -> run.id() == now.holder().run());
        if (alive) {
            return null;
        }
        RunLog log = new RunLog(ports, lock, now.holder().run(), ports.owner().token());
        try {
            Freeze freeze = Freeze.standing(ports, log, now);
            log.commit(freeze.thawing());
            freeze.endAlone(List::of);
            return freeze.notThawed();
        } catch (Store.StateMoved e) {
            // Somebody else has thawed it, or declared an emergency.
            return null;
        }
    }
}
