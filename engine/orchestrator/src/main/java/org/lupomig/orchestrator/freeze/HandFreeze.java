package org.lupomig.orchestrator.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.FreezeRequest;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.RunReport.Result;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
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

    /** Freezes. What is frozen in this way already stays so. */
    public RunReport freeze(FreezeRequest asked) {
        SystemState now = ports.store().systemState();
        Mode mode = asked.emergency() ? Mode.EMERGENCY : Mode.FROZEN;
        if (now.mode() == mode) {
            return new RunReport(Result.NOTHING_TO_DO, 0, stands(now), List.of());
        }
        if (now.mode() == Mode.FROZEN) {
            return raised(now, asked);
        }
        if (now.mode() != Mode.NORMAL) {
            return refused(Problem.of(EngineMessage.FROZEN_OTHERWISE, stands(now)));
        }
        Freeze unbegun = Freeze.byHand(ports, unbegun(), asked.reason(), asked.schemas());
        Problem objection = unbegun.look();
        if (objection != null) {
            return refused(objection);
        }
        Instant began = ports.clock().instant();
        RunLog run = begin(RunKind.FREEZE, began);
        Freeze begun = unbegun.under(run);
        run.commit(begun.freezing(mode));
        Problem failure = begun.frozen();
        if (failure == null) {
            String detail = begun.what() + " is " + mode.word() + ": " + asked.reason() + " (" + begun.barrier() + ")";
            return ended(run, RunStatus.COMPLETED, new RunReport(Result.DONE, run.run(), detail, List.of()), began);
        }
        run.commit(begun.thawing());
        run.commit(begun.ending());
        begun.ended();
        String detail = begun.isLifted() ? "nothing is frozen" : "it could not be thawed wholly";
        Result result = begun.isLifted() ? Result.UNDONE : Result.BROKEN;
        return ended(run, RunStatus.FAILED, new RunReport(result, run.run(), detail, List.of(failure)), began);
    }

    /** A freeze becomes an emergency; what keeps writers out stays as it is. */
    private RunReport raised(SystemState now, FreezeRequest asked) {
        Instant began = ports.clock().instant();
        RunLog run = begin(RunKind.FREEZE, began);
        SystemState state = new SystemState(
                Mode.EMERGENCY,
                asked.reason(),
                now.schemas(),
                run.stamp(),
                now.barrier(),
                new SystemState.Holder(
                        now.holder().run(),
                        ports.owner().who(),
                        true,
                        now.holder().atMillis()),
                0);
        run.commit(List.of(new Write.Published(state)));
        run.tell(new RunEvent.SystemMoved(state));
        String detail = state.what() + " is emergency: " + asked.reason() + " ("
                + state.barrier().says() + ")";
        return ended(run, RunStatus.COMPLETED, new RunReport(Result.DONE, run.run(), detail, List.of()), began);
    }

    /** Thaws whatever is frozen. Nothing is changed where nothing is. */
    public RunReport thaw() {
        SystemState now = ports.store().systemState();
        if (now.mode() == Mode.NORMAL) {
            return new RunReport(Result.NOTHING_TO_DO, 0, "nothing is frozen", List.of());
        }
        Instant began = ports.clock().instant();
        RunLog run = begin(RunKind.THAW, began);
        Freeze freeze = Freeze.standing(ports, run, now);
        run.commit(freeze.thawing());
        freeze.thawed();
        List<Write> writes = new ArrayList<>(freeze.ending());
        run.commit(writes);
        freeze.ended();
        if (!freeze.isLifted()) {
            Problem problem = Problem.of(
                    EngineMessage.NOT_THAWED, now.what(), now.barrier().says(), freeze.whyNot());
            return ended(
                    run,
                    RunStatus.BROKEN,
                    new RunReport(Result.BROKEN, run.run(), "it could not be thawed", List.of(problem)),
                    began);
        }
        String detail = now.what() + " is thawed, after " + freeze.downtime();
        return ended(run, RunStatus.COMPLETED, new RunReport(Result.DONE, run.run(), detail, List.of()), began);
    }

    /** Why nothing of ours may be started; null where it may. */
    public static @Nullable Problem emergency(EnginePorts ports) {
        SystemState now = ports.store().systemState();
        return now.mode() == Mode.EMERGENCY
                ? Problem.of(EngineMessage.IN_EMERGENCY, now.holder().who(), UtcStamp.show(now.since()), now.reason())
                : null;
    }

    private static String stands(SystemState now) {
        return now.what() + " is " + now.mode().word() + " since " + UtcStamp.show(now.since()) + ", by "
                + now.holder().who() + ": " + now.reason() + " ("
                + now.barrier().says() + ")";
    }

    private RunLog unbegun() {
        return new RunLog(ports, lock, 0, ports.owner().token());
    }

    private RunLog begin(RunKind kind, Instant began) {
        long id = lock.begin(new NewRun(kind, "", "", "", ports.owner(), UtcStamp.of(began)));
        return new RunLog(ports, lock, id, ports.owner().token());
    }

    private RunReport ended(RunLog run, RunStatus status, RunReport report, Instant began) {
        long millis = Duration.between(began, run.now()).toMillis();
        run.commit(List.of(new Write.RunEnded(status, report.detail(), millis, run.stamp())));
        return report;
    }

    private static RunReport refused(Problem problem) {
        return new RunReport(Result.REFUSED, 0, "nothing was frozen", List.of(problem));
    }
}
