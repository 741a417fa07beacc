package org.lupomig.orchestrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.evidence.UnjudgedKey;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Looks for rows that refer to nothing and did not before, by the keys by which the server has not judged everything.
 * Of a step that passes its commit point by itself those are let be at first to which a later step of the batch may
 * give what they refer to.
 */
final class NewOrphansCheck {
    private static final String TITLE = "no new orphans";

    private final EnginePorts ports;
    private final RunLog log;
    private final Address target;
    private final int position;
    private final DeferredKeys deferred;
    private final @Nullable Step step;
    private final List<UnjudgedKey> due;
    private final List<UnjudgedKey> left = new ArrayList<>();

    private NewOrphansCheck(
            EnginePorts ports,
            RunLog log,
            Address target,
            int position,
            DeferredKeys deferred,
            @Nullable Step step,
            List<UnjudgedKey> due) {
        this.ports = ports;
        this.log = log;
        this.target = target;
        this.position = position;
        this.deferred = deferred;
        this.step = step;
        this.due = due;
    }

    /** Of a step that passes one by itself. */
    static NewOrphansCheck of(EnginePorts ports, RunLog log, Step step, DeferredKeys deferred) {
        return new NewOrphansCheck(ports, log, step.address(), step.position(), deferred, step, deferred.due(step));
    }

    /** Of steps that pass one commit point together, and of what no step has come to, at the end of their batch. */
    static NewOrphansCheck atEnd(BatchTaken taken, DeferredKeys deferred) {
        return new NewOrphansCheck(
                taken.ports(), taken.log(), taken.address(), taken.lastPosition(), deferred, null, deferred.all());
    }

    /** What it leaves to later steps, to be journaled with the commit of this one. */
    List<UnjudgedKey> left() {
        return left;
    }

    /** What earlier steps have left, and is judged now. */
    List<UnjudgedKey> due() {
        return due;
    }

    /**
     * Makes it.
     *
     * @param keys by which the server has not judged everything; null for none
     * @param limit how long it may be waited and looked
     * @param stopRequested asked where it waits
     * @param rollbackClass of what keeps it from being made
     * @return what failed; null where nothing did
     */
    @Nullable
    Failed make(
            @Nullable UncheckedKeys keys, Duration limit, BooleanSupplier stopRequested, RollbackClass rollbackClass) {
        left.clear();
        if ((keys == null || keys.none()) && due.isEmpty()) {
            return null;
        }
        log.flush(); // counting may take long
        Instant began = log.now();
        List<Judged> judged = new ArrayList<>();
        Sender sender = new Sender(log, target, log.worked().plus(limit), log::worked, stopRequested);
        StatementOutcome unseen;
        try (TargetSession session = ports.target().open(log.sessionName(position), Purpose.UNDO)) {
            unseen = look(keys, session, sender, judged);
        }
        if (unseen != null) {
            Problem problem = stopRequested.getAsBoolean()
                    ? Problem.of(EngineMessage.STOPPED, log.whyStopped())
                    : Problem.of(
                            EngineMessage.ORPHANS_NOT_SEEN_IN_TIME, limit.toSeconds() + " s", Answers.reason(unseen));
            return new Failed(problem, rollbackClass);
        }
        return decide(judged, keys, began);
    }

    private @Nullable StatementOutcome look(
            @Nullable UncheckedKeys keys, TargetSession session, Sender sender, List<Judged> judged) {
        StatementOutcome unseen = keys == null ? null : keys.look(session, sender, judged);
        if (unseen != null) {
            return unseen;
        }
        for (UnjudgedKey key : due) {
            Location at = deferred.at(key);
            unseen = sender.look("the look for new orphans in " + key.child(), () -> deferred.look(key, session, sender)
                    .forEach(found -> judged.add(new Judged(found, at, false, key))));
            if (unseen != null) {
                return unseen;
            }
        }
        return null;
    }

    private @Nullable Failed decide(List<Judged> judged, @Nullable UncheckedKeys keys, Instant began) {
        List<Judged> noticed = judged.stream()
                .filter(each -> each.found().rows() > 0 || each.found().unseen())
                .toList();
        List<Judged> wrong = noticed.stream().filter(Judged::isWrong).toList();
        List<Judged> later = wrong.stream()
                .filter(each -> step != null && deferred.mayBeMended(each.found(), step))
                .toList();
        List<Judged> now = wrong.stream().filter(each -> !later.contains(each)).toList();
        if (judged.size() > later.size()) {
            List<Judged> said = now.isEmpty()
                    ? noticed.stream().filter(each -> !later.contains(each)).toList()
                    : now;
            ImplicitChecks.say(log, target, TITLE, now.isEmpty(), words(said), began);
        }
        if (!now.isEmpty()) {
            Problem problem = Problem.at(now.get(0).at(), EngineMessage.NEW_ORPHANS, words(now));
            return new Failed(problem, RollbackClass.A, target.step().isEmpty());
        }
        later.forEach(each -> left.add(unjudged(each, keys)));
        return null;
    }

    private static UnjudgedKey unjudged(Judged judged, @Nullable UncheckedKeys keys) {
        NewOrphans found = judged.found();
        UnjudgedKey due = judged.due();
        if (due != null) {
            return due.as(found);
        }
        Location at = judged.at();
        return new UnjudgedKey(
                found.child(),
                found.key(),
                found.columns(),
                found.parent(),
                keys == null ? List.of() : keys.noted(found.child()),
                at == null ? "" : at.toString());
    }

    private static String words(List<Judged> of) {
        return of.stream().map(each -> each.found().words()).collect(Collectors.joining("; "));
    }

    /**
     * What is there of one key.
     *
     * @param at where the first statement stands that may have left it
     * @param allowed whether their authors let it be
     * @param due what an earlier step has left of it; null where it is the steps' own
     */
    record Judged(
            NewOrphans found,
            @Nullable Location at,
            boolean allowed,
            @Nullable UnjudgedKey due) {
        private boolean isWrong() {
            return found.rows() > 0 && !allowed;
        }
    }
}
