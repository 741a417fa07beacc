package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.Ties;
import org.lupomig.orchestrator.port.WriteBarrier;

/** A target for several steps at a time: whoever waits for one of its sessions lets others go on. */
final class SharedTarget implements Target {
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final Target target;
    private final StepCrew crew;

    SharedTarget(Target target, StepCrew crew) {
        this.target = target;
        this.crew = crew;
    }

    @Override
    public List<Problem> objections() {
        return target.objections();
    }

    @Override
    public List<Problem> lacking(List<Planned> work, Aside aside) {
        return target.lacking(work, aside);
    }

    @Override
    public List<Problem> unseen(List<Planned> work) {
        return target.unseen(work);
    }

    @Override
    public TargetSession open(String lockName, Purpose purpose) {
        return alone(crew.outside(() -> target.open(lockName, purpose))).with(crew);
    }

    @Override
    public TargetSession openAgain(List<String> lockNames, Purpose purpose, @Nullable String schema) {
        return crew.asking(
                        GroupWalk.Kind.OPEN,
                        target,
                        lockNames,
                        () -> alone(target.openAgain(lockNames, purpose, schema)),
                        all -> openTogether(all, purpose, schema))
                .with(crew);
    }

    /** What a step works with: a session that it may share, and with whom. */
    private record Seat(SessionUsers users, TargetSession session) {
        SharedSession with(StepCrew crew) {
            return new SharedSession(users, session, crew);
        }
    }

    private static Seat alone(TargetSession session) {
        return new Seat(new SessionUsers(List.of(session), 1), session);
    }

    /**
     * Steps that are walked together work for the same purpose, in the same schema. Neighbours have different sessions,
     * so that their statements may be sent beside each other; where the server gives no more, one does for all.
     */
    private List<Seat> openTogether(List<List<String>> all, Purpose purpose, @Nullable String schema) {
        List<TargetSession> sessions = openLanes(all, purpose, schema);
        SessionUsers users = new SessionUsers(sessions, all.size());
        return IntStream.range(0, all.size())
                .mapToObj(at -> new Seat(users, sessions.get(at % sessions.size())))
                .toList();
    }

    private List<TargetSession> openLanes(List<List<String>> all, Purpose purpose, @Nullable String schema) {
        int lanes = Math.min(crew.lanes(), all.size());
        List<TargetSession> sessions = new ArrayList<>();
        try {
            for (int lane = 0; lane < lanes; lane++) {
                sessions.add(target.openAgain(ofLane(all, lane, lanes), purpose, schema));
            }
            return sessions;
        } catch (RuntimeException | Error e) {
            sessions.forEach(TargetSession::close);
            if (sessions.isEmpty() || !isRefused(e)) {
                throw e;
            }
            for (int lane = 0; lane < sessions.size(); lane++) {
                // Its names are free when the server has ended it.
                if (!target.endSession(ofLane(all, lane, lanes).get(0), ENDING)) {
                    throw e;
                }
            }
            crew.hasNoRoom();
            return List.of(target.openAgain(ofLane(all, 0, 1), purpose, schema));
        }
    }

    /** Whether the server did not let a session come about; of a line that was cut nobody knows. */
    private static boolean isRefused(Throwable e) {
        return e instanceof ServerRefused || (e instanceof ConnectionLost lost && lost.code() != 0);
    }

    private static List<String> ofLane(List<List<String>> all, int lane, int lanes) {
        return IntStream.range(0, all.size())
                .filter(at -> at % lanes == lane)
                .mapToObj(all::get)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void endIdle() {
        target.endIdle();
    }

    @Override
    public boolean endSession(String lockName, Duration patience) {
        return crew.changing(null, back -> target.endSession(lockName, patience));
    }

    @Override
    public boolean endSession(String lockName, Duration patience, Runnable first) {
        return crew.changing(null, back -> target.endSession(lockName, patience, back.inTurn(first)));
    }

    @Override
    public Set<String> endSessions(List<String> lockNames, Duration patience, Runnable first) {
        return crew.changing(null, back -> target.endSessions(lockNames, patience, back.inTurn(first)));
    }

    @Override
    public Others others(List<String> schemas) {
        return target.others(schemas);
    }

    @Override
    public WriteBarrier barrier() {
        return target.barrier();
    }

    @Override
    public Ties ties(Set<String> schemas) {
        return target.ties(schemas);
    }

    @Override
    public Relatives relatives(Set<ObjectName> tables, Set<String> schemas) {
        return target.relatives(tables, schemas);
    }

    @Override
    public String heldSchema() {
        return target.heldSchema();
    }

    @Override
    public List<HeldTable> held() {
        return target.held();
    }

    @Override
    public @Nullable Long room() {
        return target.room();
    }

    @Override
    public boolean lowersNames() {
        return target.lowersNames();
    }

    @Override
    public @Nullable String ownSchema() {
        return target.ownSchema();
    }

    /** Checks are made undisturbed: what they see is of one moment. */
    @Override
    public Facts facts() {
        crew.movesOn();
        return target.facts();
    }
}
