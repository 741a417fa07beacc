package org.lupomig.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** How a change of what is no table will be undone. */
final class ObjectForecast {
    private static final String MADE_AGAIN = ", made again from its definition read before";

    /** An event runs when it is due, whether the batch that made it is through or not. */
    private static final String RUNS = "; what it has done by then stays done";

    private ObjectForecast() {}

    /** The way back, in words; null for statements on anything else. */
    static @Nullable String explain(StatementFact fact) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            return made("trigger", create.trigger().name(), create.orReplace(), create.guard());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            return gone("trigger", drop.trigger().name(), drop.guard()) + ", in its place among others";
        } else if (fact instanceof ViewFact.CreateView create) {
            return made("view", create.view().name(), create.orReplace(), create.guard());
        } else if (fact instanceof ViewFact.AlterView alter) {
            return asBefore("view", alter.view().name());
        } else if (fact instanceof ViewFact.DropViews drop) {
            return each("view", drop.views(), drop.guard());
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            return made("sequence", create.sequence().name(), create.orReplace(), create.guard());
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            return asBefore("sequence", alter.sequence().name()) + ", with the next value where this sets it";
        } else if (fact instanceof SequenceFact.SetValue set) {
            return asBefore("sequence", set.sequence().name()) + ", with its next value that is not cached";
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            return each("sequence", drop.sequences(), drop.guard()) + ", from its next value that is not cached";
        } else if (fact instanceof EventFact event) {
            return event(event);
        }
        if (fact instanceof SessionFact session) {
            return GlobalSettings.explain(session);
        }
        return fact instanceof RoutineFact routine ? routine(routine) : null;
    }

    private static @Nullable String event(EventFact fact) {
        if (fact instanceof EventFact.CreateEvent create) {
            return made("event", create.event().name(), create.orReplace(), create.guard()) + RUNS;
        } else if (fact instanceof EventFact.AlterEvent alter) {
            return asBefore("event", alter.event().name()) + RUNS;
        }
        return fact instanceof EventFact.DropEvent drop
                ? gone("event", drop.event().name(), drop.guard())
                : null;
    }

    private static @Nullable String routine(RoutineFact fact) {
        if (fact instanceof RoutineFact.CreateRoutine create) {
            return made(create.type(), create.routine().name(), create.orReplace(), create.guard());
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            return made(create.type(), create.routine().name(), create.orReplace(), create.guard());
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            return asBefore(word(alter.type()), alter.routine().name());
        }
        return fact instanceof RoutineFact.DropRoutine drop
                ? gone(word(drop.type()), drop.routine().name(), drop.guard())
                : null;
    }

    private static String made(RoutineFact.RoutineType type, ObjectName name, boolean orReplace, @Nullable Span guard) {
        return made(word(type), name, orReplace, guard);
    }

    private static String made(String kind, ObjectName name, boolean orReplace, @Nullable Span guard) {
        return orReplace
                ? asBefore(kind, name) + ", or dropped where there was none"
                : "drop " + kind + " " + name + Forecast.unlessThere(guard != null);
    }

    private static String asBefore(String kind, ObjectName name) {
        return kind + " " + name + " as before" + MADE_AGAIN;
    }

    private static String gone(String kind, ObjectName name, @Nullable Span guard) {
        return kind + " " + name + (guard == null ? "" : " (if it was there)") + MADE_AGAIN;
    }

    private static String each(String kind, List<TableRef> names, @Nullable Span guard) {
        StringBuilder all = new StringBuilder();
        for (int i = names.size() - 1; i >= 0; i--) {
            all.append(all.isEmpty() ? "" : ", ").append(names.get(i).name());
        }
        String plural = names.size() > 1 ? kind + "s" : kind;
        return plural + " " + all + (guard == null ? "" : " (if there)")
                + ", made again from the definition read before";
    }

    private static String word(RoutineFact.RoutineType type) {
        return type.words().toLowerCase(java.util.Locale.ROOT);
    }
}
