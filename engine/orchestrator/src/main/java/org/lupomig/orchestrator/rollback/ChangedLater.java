package org.lupomig.orchestrator.rollback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.undo.AppliedStep;
import org.lupomig.orchestrator.undo.StatementTrail;

/**
 * Who has changed what a rollback finds changed, where it was a later batch, of whatever plan, or a later step: then
 * nobody has to look for it, and that can go back first.
 */
final class ChangedLater {
    private static final Comparator<AppliedStep> BY_TIME = Comparator.comparing(
                    (AppliedStep step) -> step.trail().run())
            .thenComparing(step -> step.step().position());

    private final Store store;
    private final Permission permission;

    ChangedLater(Store store, Permission permission) {
        this.store = store;
        this.permission = permission;
    }

    /** A step that has completed, and what goes back where it is to go back. */
    private record Later(AppliedStep step, BatchRecord batch, boolean alone) {
        String name() {
            return alone ? step.address().toString() : batch.name();
        }

        String told() {
            Long ended = step.step().ended();
            return (alone ? "step " : "batch ") + name() + (ended == null ? "" : ", at " + UtcStamp.show(ended));
        }
    }

    /**
     * The problems of what has moved on, with the names of those.
     *
     * @param going all that is to go back with it
     */
    List<Problem> problems(Candidate one, List<Conflict> conflicts, List<Candidate> going) {
        if (conflicts.isEmpty()) {
            return List.of();
        }
        List<Later> later = later(one, going);
        return conflicts.stream().map(conflict -> problem(one, conflict, later)).toList();
    }

    private Problem problem(Candidate one, Conflict conflict, List<Later> later) {
        List<String> said = conflict.problem().arguments();
        if (conflict.problem().type() != EngineMessage.MOVED_ON) {
            return conflict.problem();
        }
        AppliedStep last = one.applied().stream()
                .filter(step -> touches(step, said))
                .max(BY_TIME)
                .orElseGet(() -> Collections.max(one.applied(), BY_TIME));
        Map<String, Later> newestFirst = new LinkedHashMap<>();
        for (Later other : later) {
            if (BY_TIME.compare(other.step, last) > 0 && touches(other.step, said)) {
                newestFirst.putIfAbsent(other.name(), other);
            }
        }
        return newestFirst.isEmpty() ? conflict.problem() : named(conflict, List.copyOf(newestFirst.values()));
    }

    private Problem named(Conflict conflict, List<Later> newestFirst) {
        String who = newestFirst.stream().map(Later::told).collect(Collectors.joining("; "));
        boolean goes = newestFirst.stream()
                .allMatch(
                        other -> other.alone || permission.refusals(other.batch).isEmpty());
        return goes
                ? conflict.changedBy(who, newestFirst.stream().map(Later::name).collect(Collectors.joining(", then ")))
                : conflict.changedBy(who);
    }

    /** Steps of others that have completed since the first of these, the newest first. */
    private List<Later> later(Candidate one, List<Candidate> going) {
        long first = one.applied().stream()
                .mapToLong(step -> step.trail().run())
                .min()
                .orElse(Long.MAX_VALUE);
        Set<Address> gone = going.stream()
                .flatMap(each -> each.completed().stream())
                .map(StepRecord::address)
                .collect(Collectors.toSet());
        List<Later> later = new ArrayList<>();
        for (String plan : store.plans()) {
            for (BatchRecord batch : store.batches(plan)) {
                // a step bears the number of the run that brought it where it is: none that is older can be later
                List<StepRecord> steps =
                        Candidate.completed(Candidate.steps(store, batch), address -> !gone.contains(address)).stream()
                                .filter(step -> step.run() >= first)
                                .toList();
                boolean alone = batch.name().equals(one.batch().name());
                AppliedStep.read(store, steps, 0).forEach(step -> later.add(new Later(step, batch, alone)));
            }
        }
        later.sort(Comparator.comparing(Later::step, BY_TIME).reversed());
        return later;
    }

    /** Whether a step did something to what is spoken of. */
    private static boolean touches(AppliedStep step, List<String> said) {
        return step.trail().statements().stream().anyMatch(statement -> touches(statement, said.get(0), said.get(1)));
    }

    private static boolean touches(StatementTrail statement, String what, String how) {
        StatementDone done = statement.done();
        if (done == null || !done.effect()) {
            return false;
        }
        Work work = statement.intent().work();
        return work.objects().stream().anyMatch(name -> name.toString().equals(what) || isIn(name, what, how))
                || work.others().stream().anyMatch(object -> object.toString().equals(what))
                || work.schemas().stream().anyMatch(schema -> what.equals("schema " + schema));
    }

    /** Whether a name is one of those that a schema has now. */
    private static boolean isIn(ObjectName name, String what, String how) {
        return what.equals("schema " + name.schema())
                && List.of(how.split("[ ,]+")).contains(name.name());
    }
}
