package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.evidence.AuthoredStatement;
import org.lupomig.orchestrator.evidence.OrdinalMark;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;

/**
 * What the journal says of one step: all that its undo goes by.
 *
 * @param statements in the order they were sent
 * @param whole whether it ran to its end
 * @param authored the author's undo, empty where none was written
 * @param authoredBegun intents of the author's undo that were journaled, in order
 * @param authoredDone how many of them were answered
 */
public record StepTrail(
        Address address,
        List<StatementTrail> statements,
        boolean whole,
        List<AuthoredStatement> authored,
        List<StatementIntent> authoredBegun,
        int authoredDone) {
    public StepTrail {
        statements = List.copyOf(statements);
        authored = List.copyOf(authored);
        authoredBegun = List.copyOf(authoredBegun);
    }

    /**
     * Reads the trail of one step out of journals.
     *
     * @param forward the journal of the run that applied the step
     * @param back the journal of the run that undoes it: the same run, or a later one
     */
    public static StepTrail read(Address address, List<JournalEntry> forward, List<JournalEntry> back) {
        List<StatementIntent> intents = new ArrayList<>();
        Map<Integer, StatementDone> dones = new HashMap<>();
        boolean whole = false;
        List<AuthoredStatement> authored = List.of();
        for (JournalEntry entry : forward) {
            if (!entry.step().equals(address)) {
                continue;
            }
            switch (entry.kind()) {
                case INTENT -> intents.add(StatementIntent.fromJson(entry.data()));
                case DONE -> {
                    StatementDone done = StatementDone.fromJson(entry.data());
                    dones.put(done.ordinal(), done);
                }
                case TRANSITION -> {
                    if (entry.current() == State.MIGRATING) {
                        authored = AuthoredStatement.fromJson(entry.data());
                    }
                    whole |= entry.current() == State.VALIDATING_POST;
                }
                case BEFORE, UNDO_INTENT, UNDO_DONE, UNDONE -> {}
            }
        }
        Back undo = Back.of(address, back);
        List<StatementTrail> trails = new ArrayList<>();
        for (StatementIntent intent : intents) {
            trails.add(new StatementTrail(
                    intent, dones.get(intent.ordinal()), undo.undone().contains(intent.ordinal())));
        }
        return new StepTrail(address, trails, whole, authored, undo.authoredBegun(), undo.authoredDone());
    }

    /** What every object of the step looked like before the step first named it. */
    public Snapshot firstBefore() {
        return firstBefore(List.of(this));
    }

    /** What every object of several steps, in order, looked like before they first named it. */
    public static Snapshot firstBefore(List<StepTrail> steps) {
        Map<org.lupomig.model.sql.ObjectName, ObjectState> objects = new LinkedHashMap<>();
        Map<String, SchemaState> schemas = new LinkedHashMap<>();
        for (StepTrail step : steps) {
            for (StatementTrail trail : step.statements()) {
                if (!trail.withoutEffect()) {
                    trail.intent().before().objects().forEach(objects::putIfAbsent);
                    trail.intent().before().schemas().forEach(schemas::putIfAbsent);
                }
            }
        }
        return new Snapshot(objects, schemas);
    }

    /** The intent of the author's undo that was not answered, null where there is none. */
    public @Nullable StatementIntent authoredInFlight() {
        return authoredBegun.size() > authoredDone ? authoredBegun.get(authoredBegun.size() - 1) : null;
    }

    /** What a journal says of the way back. */
    private record Back(Set<Integer> undone, List<StatementIntent> authoredBegun, int authoredDone) {
        static Back of(Address address, List<JournalEntry> entries) {
            Set<Integer> undone = new HashSet<>();
            List<StatementIntent> begun = new ArrayList<>();
            int done = 0;
            for (JournalEntry entry : entries) {
                if (!entry.step().equals(address)) {
                    continue;
                }
                if (entry.kind() == JournalEntry.Kind.UNDONE) {
                    undone.add(OrdinalMark.fromJson(entry.data()));
                } else if (entry.kind() == JournalEntry.Kind.UNDO_INTENT && AuthoredUndo.marks(entry.data())) {
                    begun.add(StatementIntent.fromJson(entry.data()));
                } else if (entry.kind() == JournalEntry.Kind.UNDO_DONE && AuthoredUndo.marks(entry.data())) {
                    done++;
                }
            }
            return new Back(undone, begun, done);
        }
    }
}
