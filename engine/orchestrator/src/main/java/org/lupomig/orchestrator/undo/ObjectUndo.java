package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.SequenceMade;
import org.lupomig.orchestrator.evidence.StatementIntent;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.evidence.Work.Changes.Does;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementReader;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Takes back changes of what is no table, each object by itself: what was not there is dropped, what was there is made
 * again as it was. What is dropped or replaced holds no rows, and how it looked is in the journal before it goes.
 */
final class ObjectUndo {
    private final StatementReader statements;
    private final Likeness likeness;
    private final UndoSteps steps;

    ObjectUndo(StatementReader statements, Likeness likeness, UndoSteps steps) {
        this.statements = statements;
        this.likeness = likeness;
        this.steps = steps;
    }

    /** Takes one statement back. */
    UndoResult undo(Work.Changes work, StatementTrail trail) {
        return steps.resuming(work, once(work, trail), () -> once(work, trail));
    }

    private UndoResult once(Work.Changes work, StatementTrail trail) {
        List<ServerObject> made = new ArrayList<>();
        List<ServerObject> lost = new ArrayList<>();
        for (ServerObject object : work.others()) {
            ServerObjectState before = trail.intent().before().other(object);
            ServerObjectState live = steps.session().look(object);
            SequenceFact unheard = unheard(object, trail);
            SequenceMade.Found found = unheard == null ? null : found(unheard, before, live);
            if (found == SequenceMade.Found.BEFORE
                    || (found == null && likeness.same(before, live) && !restarts(object, trail, live))) {
                continue;
            }
            if (found == null ? !ours(object, trail, live) : found != SequenceMade.Found.AFTER) {
                return new UndoResult.Stuck(object + ": what is there now is neither what was there before nor what "
                        + work.summary() + " made");
            }
            if (restarts(object, trail, live)
                    && after(object, trail) != null
                    && !Objects.equals(next(after(object, trail)), next(live))) {
                return new UndoResult.Stuck(object + ": values were drawn from it since " + work.summary());
            }
            if (before.absent()) {
                made.add(0, object);
            } else {
                lost.add(object);
            }
        }
        for (ServerObject object : made) {
            Refusal refusal = steps.send(
                    alone(Does.DROP, object, work), new TargetOperation.DropObject(object), "DROP " + object);
            if (refusal != null) {
                return UndoResult.Stuck.by(object + " could not be dropped", refusal);
            }
        }
        for (ServerObject object : lost) {
            Refusal refusal = restore(object, work, trail);
            if (refusal != null) {
                UndoResult.Stuck stuck = UndoResult.Stuck.by(object + " could not be made again", refusal);
                // An older statement may bring back what it needs.
                return StatementOutcome.Refused.namesWhatIsMissing(refusal.code())
                        ? new UndoResult.Later(stuck.reason())
                        : stuck;
            }
            ServerObjectState live = steps.session().look(object);
            if (object.kind() == ServerObject.Kind.VIEW
                    && isViewOnOthers(trail.intent().before().other(object), live)) {
                return new UndoResult.Later(object + ": what it stands on is of another kind yet");
            }
        }
        return UndoResult.restored();
    }

    /**
     * Whether a view is as it was, but was made while a table that it uses was a view, or the other way round: the
     * server writes the names of its columns otherwise then.
     */
    private static boolean isViewOnOthers(ServerObjectState before, ServerObjectState live) {
        return before instanceof ServerObjectState.Present was
                && live instanceof ServerObjectState.Present is
                && !was.definition().equals(is.definition())
                && was.settings().equals(is.settings())
                && withoutSchemas(was.definition()).equals(withoutSchemas(is.definition()));
    }

    /** Its columns by their tables alone: of a name in three parts, the last two. */
    private static String withoutSchemas(String definition) {
        String name = "`(?:[^`]++|``)*+`";
        return definition.replaceAll(name + "\\.(" + name + "\\." + name + ")", "$1");
    }

    private @Nullable Refusal restore(ServerObject object, Work.Changes work, StatementTrail trail) {
        ServerObjectState live = steps.session().look(object);
        if (!(trail.intent().before().other(object) instanceof ServerObjectState.Present before)) {
            throw new IllegalStateException(object + " was not there");
        }
        return steps.send(
                alone(live.absent() ? Does.CREATE : Does.REPLACE, object, work),
                new TargetOperation.RestoreObject(object, before, live, restarts(object, trail, live)),
                before.definition());
    }

    /** Whether the statement has changed what a sequence gives next, so that it would give again what it gave. */
    private boolean restarts(ServerObject object, StatementTrail trail, ServerObjectState live) {
        String before = next(trail.intent().before().other(object));
        if (before == null || next(live) == null) {
            return false;
        }
        ServerObjectState after = after(object, trail);
        if (after != null) {
            // one that sets no value has changed none: what is another is drawn, and stays so
            return setsValue(trail) && next(after) != null && !before.equals(next(after)) && !before.equals(next(live));
        }
        SequenceFact unheard = unheard(object, trail);
        // one that an undo made again, before it was cut short, begins where the old one was
        return unheard != null
                && SequenceMade.setsValue(unheard)
                && !interim(trail.intent().before().other(object), live)
                && !before.equals(next(live));
    }

    private boolean setsValue(StatementTrail trail) {
        return !(statements.read(trail.intent().sql(), trail.intent().defaultSchema()) instanceof SequenceFact fact)
                || SequenceMade.setsValue(fact);
    }

    /** The statement on a sequence whose answer was not heard; null where it is none, or was heard. */
    private @Nullable SequenceFact unheard(ServerObject object, StatementTrail trail) {
        return object.kind() == ServerObject.Kind.SEQUENCE
                        && trail.done() == null
                        && statements.read(trail.intent().sql(), trail.intent().defaultSchema())
                                instanceof SequenceFact fact
                        && !(fact instanceof SequenceFact.DropSequences)
                ? fact
                : null;
    }

    private static SequenceMade.Found found(SequenceFact fact, ServerObjectState before, ServerObjectState live) {
        if (!(live instanceof ServerObjectState.Present is)) {
            // one that is replaced is dropped first
            boolean replaced = fact instanceof SequenceFact.CreateSequence;
            return before.absent()
                    ? SequenceMade.Found.BEFORE
                    : replaced ? SequenceMade.Found.AFTER : SequenceMade.Found.UNKNOWN;
        }
        return interim(before, live)
                ? SequenceMade.Found.AFTER
                : SequenceMade.find(fact, before instanceof ServerObjectState.Present was ? was : null, is);
    }

    /** Whether it is there as the first of two statements makes it again. */
    private static boolean interim(ServerObjectState before, ServerObjectState live) {
        return before instanceof ServerObjectState.Present was
                && live instanceof ServerObjectState.Present is
                && !was.definition().equals(is.definition())
                && is.definition().equals(was.beside().get(ServerObjectState.Present.INTERIM));
    }

    private static @Nullable String next(@Nullable ServerObjectState state) {
        return state instanceof ServerObjectState.Present present
                ? present.beside().get(ServerObjectState.Present.NEXT)
                : null;
    }

    private static Work.Changes alone(Does does, ServerObject object, Work.Changes work) {
        return new Work.Changes(does, List.of(object), work.table());
    }

    private static @Nullable ServerObjectState after(ServerObject object, StatementTrail trail) {
        return trail.done() == null ? null : trail.done().after().other(object);
    }

    /** Whether what is there is what the statement left, or what an undo that was cut short has made of it. */
    private boolean ours(ServerObject object, StatementTrail trail, ServerObjectState live) {
        ServerObjectState before = trail.intent().before().other(object);
        if (before instanceof ServerObjectState.Present was) {
            if (!(live instanceof ServerObjectState.Present is)) {
                return true;
            }
            if (is.definition().equals(was.definition())
                    || is.definition().equals(was.beside().get(ServerObjectState.Present.INTERIM))
                    || (object.kind() == ServerObject.Kind.VIEW && isViewOnOthers(was, is))) {
                return true;
            }
        }
        ServerObjectState after = after(object, trail);
        return after == null
                ? live instanceof ServerObjectState.Present is && explains(trail.intent(), is)
                : likeness.same(after, live);
    }

    /** Whether a statement whose answer was never heard may have made this: the server keeps what a program says. */
    private boolean explains(StatementIntent intent, ServerObjectState.Present live) {
        StatementFact fact = statements.read(intent.sql(), intent.defaultSchema());
        ProgramBody body = body(fact);
        if (body == null) {
            return !fact.kind().startsWith("DROP ");
        }
        Span span = body.span();
        String text = intent.sql().substring(span.start(), span.end());
        return text.contains("/*!")
                || text.contains("/*M!")
                || live.definition().contains(text);
    }

    private static @Nullable ProgramBody body(StatementFact fact) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            return create.body();
        } else if (fact instanceof RoutineFact.CreateRoutine create) {
            return create.body();
        } else if (fact instanceof EventFact.CreateEvent create) {
            return create.body();
        }
        return null;
    }
}
