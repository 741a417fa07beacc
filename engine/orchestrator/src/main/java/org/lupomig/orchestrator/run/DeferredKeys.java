package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.orchestrator.evidence.AppliedRuns;
import org.lupomig.orchestrator.evidence.UnjudgedKey;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.NewOrphans;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Foreign keys by which steps of a batch that have completed left rows that refer to nothing, where another step may
 * give them what they refer to, as where a dump is loaded table by table. Each is judged when the last step of which
 * that is to be expected has sent all its statements; where none of these comes to that, with the batch's own checks.
 * What an earlier run has left so, and has not judged, is read from its journal.
 */
final class DeferredKeys {
    private final BatchTaken taken;
    private final List<UnjudgedKey> keys = new ArrayList<>();
    private final Set<Address> completed = new HashSet<>();
    private boolean read;

    /** Of the steps of one batch. */
    DeferredKeys(BatchTaken taken) {
        this.taken = taken;
    }

    /** Whether another step than this, which has not completed, may give rows what they refer to. */
    boolean mayBeMended(NewOrphans found, Step by) {
        List<Step> open = open(by);
        // Its rows would not be found again.
        boolean moves = open.stream().anyMatch(step -> touches(step, found.child(), Set.of(Touch.Access.DROPS)));
        return !moves && open.stream().anyMatch(step -> mends(step, found.parent()));
    }

    /** Whether it may do so in a table, whatever the batch's steps have that called by then. */
    private boolean mends(Step step, ObjectName parent) {
        Set<Touch.Access> gives = Set.of(Touch.Access.WRITES, Touch.Access.CREATES, Touch.Access.ALTERS);
        return step.statements().stream().anyMatch(Statement::touchesUnknown)
                || names(parent).stream().anyMatch(name -> touches(step, name, gives));
    }

    private Set<ObjectName> names(ObjectName parent) {
        return RenamedTables.names(
                parent,
                taken.batch().steps().stream()
                        .flatMap(step -> step.statements().stream())
                        .toList());
    }

    private static boolean touches(Step step, ObjectName table, Set<Touch.Access> how) {
        return step.statements().stream()
                .flatMap(statement -> statement.touches().stream())
                .anyMatch(touch -> how.contains(touch.access())
                        && table.name().equals(touch.table())
                        && (touch.schema() == null || touch.schema().equals(table.schema())));
    }

    private List<Step> open(@Nullable Step but) {
        read();
        return taken.batch().steps().stream()
                .filter(step -> !step.equals(but) && !isDone(step))
                .toList();
    }

    private boolean isDone(Step step) {
        StepCursor cursor = taken.cursors().get(step.address());
        return cursor == null
                ? completed.contains(step.address())
                : cursor.record().status().satisfies();
    }

    /** Those that are judged before a step passes its commit point, because nobody else is to come to them. */
    List<UnjudgedKey> due(Step step) {
        read();
        return keys.stream()
                .filter(key -> mends(step, key.parent()) && open(step).stream().noneMatch(s -> mends(s, key.parent())))
                .toList();
    }

    /** All that are not judged. */
    List<UnjudgedKey> all() {
        read();
        return List.copyOf(keys);
    }

    /** A step has passed its commit point: what it has judged is done with, and what it has left is to be judged. */
    void passed(NewOrphansCheck check, Step step) {
        keys.removeAll(check.due());
        keys.addAll(check.left());
        say(check.left(), step);
    }

    /**
     * Asks for the rows of one that refer to nothing, and did not before. A later step may have given the key another
     * name, or what it refers to.
     *
     * @return nothing where the key was dropped: it counts no more
     */
    List<NewOrphans> look(UnjudgedKey key, TargetSession session, Sender sender) {
        List<NewOrphans> named = ask(key, List.of(key.key()), session, sender);
        if (named.stream().anyMatch(key::isBy)) {
            return named;
        }
        if (!(session.describe(key.child()) instanceof ObjectState.Present present)) {
            return List.of(key.unseen());
        }
        List<String> names = taken.ports().definitions().foreignKeys(present.definition()).stream()
                .map(Definitions.ForeignKey::name)
                .toList();
        List<NewOrphans> same =
                ask(key, names, session, sender).stream().filter(key::isBy).toList();
        return !same.isEmpty() || named.isEmpty()
                ? same
                : ask(key.to(named.get(0).parent()), List.of(key.key()), session, sender);
    }

    private static List<NewOrphans> ask(UnjudgedKey key, List<String> names, TargetSession session, Sender sender) {
        return session.newOrphans(key.child(), names, key.noted(), sender.remaining());
    }

    /** Where the statement stands that may have left them; null where the plan has it no more. */
    @Nullable
    Location at(UnjudgedKey key) {
        return taken.batch().steps().stream()
                .flatMap(step -> step.statements().stream())
                .map(Statement::location)
                .filter(location -> location.toString().equals(key.at()))
                .findFirst()
                .orElse(null);
    }

    private void say(List<UnjudgedKey> left, @Nullable Step but) {
        for (UnjudgedKey key : left) {
            String steps = open(but).stream()
                    .filter(step -> mends(step, key.parent()))
                    .map(step -> step.address().step())
                    .collect(Collectors.joining(", "));
            taken.log()
                    .tell(new RunEvent.Note("rows of " + key.child() + " refer to nothing in " + key.parent()
                            + " (foreign key " + key.key() + "): they are looked at again when "
                            + (steps.isEmpty() ? "all steps of the batch have" : steps + " has") + " completed"));
        }
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        if (taken.record().completedSteps() == 0 && !taken.goesOn()) {
            return;
        }
        taken.rows().stream().filter(row -> row.status().satisfies()).forEach(row -> completed.add(row.address()));
        if (!taken.goesOn()) {
            return;
        }
        AppliedRuns applied = new AppliedRuns(taken.ports().store());
        NavigableMap<Long, Set<Address>> steps = new TreeMap<>();
        for (StepRecord row : taken.unchecked()) {
            steps.computeIfAbsent(applied.of(row), run -> new HashSet<>()).add(row.address());
        }
        // In the order in which it came about: a step that was taken back may have left the same once more.
        List<UnjudgedKey> behind = List.of();
        for (Map.Entry<Long, Set<Address>> run : steps.entrySet()) {
            for (JournalEntry entry : taken.ports().store().journal(run.getKey())) {
                if (run.getValue().contains(entry.step())) {
                    behind = UnjudgedKey.behind(behind, entry.data());
                }
            }
        }
        keys.addAll(behind);
    }
}
