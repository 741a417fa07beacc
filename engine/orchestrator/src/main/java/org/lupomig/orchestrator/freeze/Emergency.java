package org.lupomig.orchestrator.freeze;

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
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.journal.Barrier;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.NewRun.RunKind;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.RunStatus;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.SystemState.Holder;
import org.lupomig.orchestrator.journal.SystemState.Mode;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Store;

/**
 * An emergency: declared, and ended, at once, whoever is at work. A run that is hears of it with what it writes before
 * its next statement, and does not send that; what it has frozen stays frozen, and is its own again when the emergency
 * is over before it.
 *
 * <p>A process that dies before the declaration is written has declared nothing; after it the emergency stands, and the
 * next of {@code recover} and {@code freeze --emergency} keeps writers out where that had not come so far.
 */
public final class Emergency {
    private final EnginePorts ports;
    private final Store.Lock lock;

    /** Under a lock that claims nothing. */
    public Emergency(EnginePorts ports, Store.Lock lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** Why nothing of ours may be started; null where it may. */
    public static @Nullable Problem standing(EnginePorts ports) {
        SystemState now = ports.store().systemState();
        return now.mode() == Mode.EMERGENCY ? problem(now) : null;
    }

    static Problem problem(SystemState now) {
        return Problem.of(EngineMessage.IN_EMERGENCY, now.holder().who(), UtcStamp.show(now.since()), now.reason());
    }

    /** Declares it. One that stands already does, and is made to hold again. */
    public RunReport declare(FreezeRequest request) {
        FreezeRequest asked = AskedSchemas.read(ports, request);
        SystemState now = ports.store().systemState();
        if (now.mode() == Mode.EMERGENCY) {
            KeptAgain again = KeptAgain.of(ports, KeptAgain.log(ports, lock, now), now, Raised.patience(ports));
            if (again.isOvertaken()) {
                SystemState then = ports.store().systemState();
                return new RunReport(Result.UNDONE, 0, HandFreeze.stands(ports, then), List.of(over(now)));
            }
            return again.report(ports);
        }
        var upon = look(now, asked);
        if (upon.objection() != null) {
            return new RunReport(Result.REFUSED, 0, "nothing was frozen", List.of(upon.objection()));
        }
        HandRun run = HandRun.begin(ports, lock, RunKind.FREEZE);
        while (true) {
            SystemState state = declared(now, upon.barrier(), asked, run);
            List<Write> writes = new ArrayList<>(List.of(new Write.Declared(state, now)));
            if (now.mode() == Mode.NORMAL) {
                writes.add(Freeze.begun(state, run.log().stamp()));
            }
            try {
                // What a run is putting back just now is put back before: then it is raised again.
                Freeze.commitAlone(ports, run.log(), writes);
                return holds(run, state, now.mode() == Mode.FROZEN);
            } catch (ServerRefused e) {
                Problem why = notFrozen(state, "the server says " + e.code() + " " + e.getMessage(), "try again");
                return run.ended(RunStatus.FAILED, Result.REFUSED, "nothing was frozen", List.of(why));
            } catch (Store.StateMoved e) {
                now = ports.store().systemState();
                if (now.mode() == Mode.EMERGENCY) {
                    return run.ended(
                            RunStatus.COMPLETED, Result.NOTHING_TO_DO, HandFreeze.stands(ports, now), List.of());
                }
                upon = look(now, asked);
                if (upon.objection() != null) {
                    return run.ended(RunStatus.FAILED, Result.REFUSED, "nothing was frozen", List.of(upon.objection()));
                }
            }
        }
    }

    /** What keeps writers out, with how it was before anything was raised, or why nothing can. */
    private record Upon(Barrier barrier, @Nullable Problem objection) {}

    private Upon look(SystemState now, FreezeRequest asked) {
        if (now.mode() != Mode.NORMAL) {
            return new Upon(now.barrier(), null);
        }
        var found = ports.target().barrier().look(asked.schemas());
        found.gaps().forEach(gap -> ports.listener().on(new RunEvent.Warned(gap)));
        if (found.objections().isEmpty()) {
            AskedSchemas.warn(ports, asked);
        }
        return new Upon(found.barrier(), found.objections().stream().findFirst().orElse(null));
    }

    private SystemState declared(SystemState now, Barrier barrier, FreezeRequest asked, HandRun run) {
        boolean over = now.mode() != Mode.NORMAL;
        Holder holder = new Holder(
                over ? now.holder().run() : run.log().run(),
                ports.owner().who(),
                true,
                over ? now.holder().atMillis() : run.log().now().toEpochMilli());
        return new SystemState(
                Mode.EMERGENCY,
                asked.reason(),
                over ? now.schemas() : asked.schemas(),
                run.log().stamp(),
                barrier,
                holder,
                0);
    }

    private RunReport holds(HandRun run, SystemState declared, boolean held) {
        run.log().tell(new RunEvent.SystemMoved(declared));
        KeptAgain kept = KeptAgain.raised(ports, run.log(), declared, Raised.patience(ports), held);
        SystemState state = kept.state();
        if (kept.isOvertaken()) {
            SystemState then = ports.store().systemState();
            return run.ended(RunStatus.FAILED, Result.UNDONE, HandFreeze.stands(ports, then), List.of(over(state)));
        }
        Problem gap = kept.gap();
        Freeze.standing(ports, run.log(), state).nameOthers();
        String detail = "an emergency is declared, with " + state.what() + " frozen: " + state.reason() + " ("
                + state.barrier().says() + ")";
        return gap == null
                ? run.ended(RunStatus.COMPLETED, Result.DONE, detail, List.of())
                : run.ended(RunStatus.BROKEN, Result.BROKEN, detail, List.of(gap));
    }

    private static Problem over(SystemState state) {
        return notFrozen(
                state,
                "somebody has ended the emergency before writers were kept out",
                "lupomig freeze --emergency declares it anew");
    }

    private static Problem notFrozen(SystemState state, String why, String help) {
        return Problem.of(
                EngineMessage.NOT_FROZEN, state.what(), state.barrier().word(), why, help);
    }

    /** Ends it. What a run has frozen that has not ended stays frozen, by that run. */
    public RunReport thaw() {
        SystemState now = ports.store().systemState();
        if (now.mode() != Mode.EMERGENCY) {
            return new RunReport(Result.NOTHING_TO_DO, 0, HandFreeze.stands(ports, now), List.of());
        }
        HandRun run = HandRun.begin(ports, lock, RunKind.THAW);
        try {
            SystemState its = ofLiveRun(now);
            if (its == null) {
                return HandFreeze.thaw(ports, run, now);
            }
            run.log().commit(List.of(new Write.Declared(its, now)));
            run.log().tell(new RunEvent.SystemMoved(its));
            if (unfinished(its) == null) {
                // It has come to its end just now.
                return HandFreeze.thaw(ports, run, its);
            }
            String detail = "the emergency is over; " + its.what() + " stays frozen by run "
                    + its.holder().run() + " until that has ended";
            return run.ended(RunStatus.COMPLETED, Result.DONE, detail, List.of());
        } catch (Store.StateMoved e) {
            return HandFreeze.moved(ports, run);
        }
    }

    /** What a run had frozen upon which it was declared, where that run has not ended. */
    private @Nullable SystemState ofLiveRun(SystemState now) {
        RunRecord run = unfinished(now);
        return run == null
                ? null
                : ports.store().journal(run.id()).stream()
                        .filter(entry -> entry.kind() == JournalEntry.Kind.FROZEN)
                        .reduce((earlier, later) -> later)
                        .map(FrozenJson::begun)
                        // Kept out anew since, there may be something else to put back.
                        .map(its -> its.having(now.barrier()))
                        .orElse(null);
    }

    /** Whether something is frozen by a run on which nobody works any more. */
    public static boolean leftByDead(EnginePorts ports) {
        SystemState now = ports.store().systemState();
        return ports.store().deadRuns().stream().anyMatch(run -> now.isFrozenBy(run.id()));
    }

    private @Nullable RunRecord unfinished(SystemState state) {
        return ports.store().unfinishedRuns().stream()
                .filter(run ->
                        run.kind() == RunKind.RUN && run.id() == state.holder().run())
                .findFirst()
                .orElse(null);
    }
}
