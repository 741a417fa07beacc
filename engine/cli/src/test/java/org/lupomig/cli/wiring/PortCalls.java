package org.lupomig.cli.wiring;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.WriteBarrier;

/**
 * What the calls of the engine's ports do: change something that outlives the process, sessions and locks among it, or
 * only look. What a session alone remembers goes with it.
 */
final class PortCalls {
    /** By port, the calls that have an effect. */
    static final Map<Class<?>, Set<String>> EFFECTS = Map.of(
            Store.class, Set.of("takeOver"),
            Store.Ticket.class, Set.of("ask", "close"),
            Store.Lock.class, Set.of("begin", "commit", "removeExpired", "close"),
            Target.class, Set.of("open", "openAgain", "endIdle", "endSession", "endSessions", "removeCutOff"),
            TargetSession.class,
                    Set.of(
                            "execute",
                            "together",
                            "counted",
                            "numbering",
                            "keeping",
                            "bringBack",
                            "insert",
                            "changeOwn",
                            "changeRows",
                            "restoreRows",
                            "allDone",
                            "close"),
            WriteBarrier.class, Set.of("raise", "lower", "alone"));

    /** By port, the calls that only look. */
    static final Map<Class<?>, Set<String>> LOOKS = Map.of(
            Store.class,
                    Set.of(
                            "ticket",
                            "unfinishedRuns",
                            "deadRuns",
                            "openAlerts",
                            "runs",
                            "run",
                            "purges",
                            "journal",
                            "batches",
                            "steps",
                            "edges",
                            "durations",
                            "expiredRows",
                            "plans",
                            "schemas",
                            "systemState"),
            Store.Ticket.class, Set.of(),
            Store.Lock.class, Set.of("check", "inEmergency", "knownLost"),
            Target.class,
                    Set.of(
                            "objections",
                            "lacking",
                            "unseen",
                            "others",
                            "barrier",
                            "ties",
                            "heldSchema",
                            "held",
                            "room",
                            "lowersNames",
                            "ownSchema",
                            "relatives",
                            "facts"),
            TargetSession.class,
                    Set.of(
                            "defaultSchema",
                            "useSchema",
                            "context",
                            "inZoneOf",
                            "runsAs",
                            "misread",
                            "ask",
                            "keepInsertId",
                            "describe",
                            "describeAll",
                            "seenEmpty",
                            "describeMade",
                            "describeAllMade",
                            "locksTables",
                            "describeSchema",
                            "isCutOff",
                            "hasSchema",
                            "look",
                            "views",
                            "missing",
                            "triggers",
                            "count",
                            "digest",
                            "rowsBefore",
                            "ownValues",
                            "any",
                            "found",
                            "meeting",
                            "keptValues",
                            "keysMoved",
                            "referring",
                            "referringToAny",
                            "foreignKeysNamed",
                            "orphans",
                            "newOrphans",
                            "orphaned",
                            "rowFacts",
                            "partitionBytes",
                            "lackingForRows",
                            "keptRows",
                            "movedRows"),
            WriteBarrier.class, Set.of("look", "lapsed", "renewed"));

    private PortCalls() {}

    /** Whether a call of a port has an effect. */
    static boolean hasEffect(Class<?> port, Method call) {
        return Objects.requireNonNull(EFFECTS.get(port)).contains(call.getName());
    }
}
