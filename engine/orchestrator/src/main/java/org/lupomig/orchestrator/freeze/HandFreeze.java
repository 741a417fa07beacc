package org.lupomig.orchestrator.freeze;

import java.util.List;
import java.util.stream.Stream;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.run.RunLog;

/** Freezes and thaws where a person asks for it, each a run of its own without a plan. */
public final class HandFreeze {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under this lock, when dead runs are at an end. */
    public HandFreeze(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** Freezes. What is frozen already stays so; others beside it are refused, since there is one freeze at a time. */
    public RunReport freeze(FreezeRequest request) {
        FreezeRequest asked = AskedSchemas.read(ports, request);
        SystemState now = ports.store().systemState();
        if (now.mode() == Mode.FROZEN) {
            return AskedSchemas.cover(ports, now.schemas(), asked.schemas())
                    ? again(now)
                    : refused(Problem.of(EngineMessage.OTHERS_FROZEN, asked.what(), stands(ports, now)));
        }
        if (now.mode() != Mode.NORMAL) {
            return refused(Problem.of(EngineMessage.FROZEN_OTHERWISE, stands(ports, now)));
        }
        Freeze unbegun = Freeze.byHand(
                ports, new RunLog(ports, lock, 0, ports.owner().token()), asked.reason(), asked.schemas());
        Problem objection = unbegun.look();
        if (objection != null) {
            return refused(objection);
        }
        AskedSchemas.warn(ports, asked);
        HandRun run = HandRun.begin(ports, lock, RunKind.FREEZE);
        RunLog log = run.log();
        Freeze begun = unbegun.under(log);
        Problem failure;
        try {
            log.commit(begun.freezing());
            failure = begun.frozen();
        } catch (Store.StateMoved e) {
            failure = begun.overtaken();
        }
        if (failure == null) {
            String detail = begun.what() + " is frozen: " + asked.reason() + " (" + begun.barrier() + ")";
            return run.ended(RunStatus.COMPLETED, Result.DONE, detail, List.of());
        }
        SystemState then = ports.store().systemState();
        if (!then.isFrozenBy(log.run())) {
            return run.ended(RunStatus.FAILED, Result.REFUSED, stands(ports, then), List.of(failure));
        }
        log.commit(begun.thawing());
        log.commit(begun.ending());
        begun.ended();
        if (!begun.isLifted() && Emergency.standing(ports) != null) {
            // What is kept out is so for that, and not by this.
            return run.ended(
                    RunStatus.FAILED,
                    Result.REFUSED,
                    stands(ports, ports.store().systemState()),
                    List.of(failure));
        }
        String detail = begun.isLifted() ? "nothing is frozen" : "it could not be thawed wholly";
        Result result = begun.isLifted() ? Result.UNDONE : Result.BROKEN;
        return run.ended(RunStatus.FAILED, result, detail, List.of(failure));
    }

    /** What is asked for stands: writers are kept out again where it does not hold any more. */
    private RunReport again(SystemState now) {
        RunLog log = KeptAgain.log(ports, lock, now);
        KeptAgain again = KeptAgain.of(ports, log, now, Raised.patience(ports));
        return again.isOvertaken() ? refused(Freeze.standing(ports, log, now).overtaken()) : again.report(ports);
    }

    /** Thaws whatever is frozen, but for an emergency. Nothing is changed where nothing is. */
    public RunReport thaw() {
        SystemState now = ports.store().systemState();
        if (now.mode() == Mode.NORMAL) {
            return new RunReport(Result.NOTHING_TO_DO, 0, "nothing is frozen", List.of());
        }
        if (now.mode() == Mode.EMERGENCY) {
            // Declared since it was asked to thaw something else.
            return new RunReport(Result.REFUSED, 0, "nothing was thawed", List.of(Emergency.problem(now)));
        }
        HandRun run = HandRun.begin(ports, lock, RunKind.THAW);
        try {
            return thaw(ports, run, now);
        } catch (Store.StateMoved e) {
            return moved(ports, run);
        }
    }

    /**
     * Thaws what was found.
     *
     * @throws Store.StateMoved where it is something else by now
     */
    static RunReport thaw(EnginePorts ports, HandRun run, SystemState now) {
        RunLog log = run.log();
        // Before it is moved: what it did not hold it will not be asked for any more.
        Lapse lapse = Lapse.of(ports, now);
        Freeze freeze = Freeze.standing(ports, log, now);
        List<Write> thawing = freeze.thawing();
        List<Write> alerts = lapse.alerts(log.stamp());
        try {
            // Together: where another command has moved it meanwhile, that one has told of the lapse.
            log.commit(Stream.concat(thawing.stream(), alerts.stream()).toList());
        } catch (ServerRefused e) {
            if (alerts.isEmpty()) {
                throw e;
            }
            // Nothing is left frozen for an alert.
            log.commit(thawing);
            log.tell(new RunEvent.Note("this could not be recorded: " + e.getMessage()));
        }
        lapse.tell(log);
        freeze.thawed();
        freeze.endAlone(List::of);
        Problem problem = freeze.notThawed();
        if (problem != null) {
            return run.ended(RunStatus.BROKEN, Result.BROKEN, "it could not be thawed", List.of(problem));
        }
        return run.ended(
                RunStatus.COMPLETED, Result.DONE, now.what() + " is thawed, after " + freeze.downtime(), List.of());
    }

    /** Somebody else has moved it meanwhile. */
    static RunReport moved(EnginePorts ports, HandRun run) {
        SystemState now = ports.store().systemState();
        return now.mode() == Mode.NORMAL
                ? run.ended(RunStatus.COMPLETED, Result.DONE, "nothing is frozen any more", List.of())
                : run.ended(
                        RunStatus.FAILED,
                        Result.REFUSED,
                        "nothing was thawed",
                        List.of(Problem.of(EngineMessage.FROZEN_OTHERWISE, stands(ports, now))));
    }

    /** How it stands, and whether it holds. */
    static String stands(EnginePorts ports, SystemState now) {
        if (now.mode() == Mode.NORMAL) {
            return "nothing is frozen";
        }
        String stands = now.mode() == Mode.EMERGENCY
                ? "an emergency stands, with " + now.what() + " frozen,"
                : now.what() + " is " + now.mode().word();
        return stands + " since " + UtcStamp.show(now.since()) + ", by "
                + now.holder().who() + ": " + now.reason() + " ("
                + Hold.of(ports.target().barrier(), now).says(now) + ")";
    }

    private static RunReport refused(Problem problem) {
        return new RunReport(Result.REFUSED, 0, "nothing was frozen", List.of(problem));
    }
}
