package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.orchestrator.port.Ties;
import org.lupomig.orchestrator.port.WriteBarrier;

/** A target for several steps at a time: whoever waits for one of its sessions lets others go on. */
final class SharedTarget implements Target {
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
    public List<Problem> lacking(List<Planned> work) {
        return target.lacking(work);
    }

    @Override
    public List<Problem> unseen(List<Planned> work) {
        return target.unseen(work);
    }

    @Override
    public TargetSession open(String lockName, Purpose purpose) {
        return new SharedSession(new SessionUsers(crew.outside(() -> target.open(lockName, purpose)), 1), crew);
    }

    @Override
    public TargetSession openAgain(List<String> lockNames, Purpose purpose, @Nullable String schema) {
        return new SharedSession(
                crew.asking(
                        GroupWalk.Kind.OPEN,
                        target,
                        lockNames,
                        () -> new SessionUsers(target.openAgain(lockNames, purpose, schema), 1),
                        all -> openTogether(all, purpose, schema)),
                crew);
    }

    /** Steps that are walked together work for the same purpose, in the same schema. */
    private List<SessionUsers> openTogether(List<List<String>> all, Purpose purpose, @Nullable String schema) {
        List<String> lockNames = all.stream().flatMap(List::stream).toList();
        return Collections.nCopies(
                all.size(), new SessionUsers(target.openAgain(lockNames, purpose, schema), all.size()));
    }

    @Override
    public void endIdle() {
        target.endIdle();
    }

    @Override
    public boolean endSession(String lockName, Duration patience) {
        return crew.changing(back -> target.endSession(lockName, patience));
    }

    @Override
    public boolean endSession(String lockName, Duration patience, Runnable first) {
        return crew.changing(back -> target.endSession(lockName, patience, back.inTurn(first)));
    }

    @Override
    public Set<String> endSessions(List<String> lockNames, Duration patience, Runnable first) {
        return crew.changing(back -> target.endSessions(lockNames, patience, back.inTurn(first)));
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
