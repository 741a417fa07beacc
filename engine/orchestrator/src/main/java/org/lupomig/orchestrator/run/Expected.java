package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Binds;
import org.lupomig.orchestrator.evidence.ChangesAccounts;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Places;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.ServerObject;

/** The check that nobody has to write: after a statement, the server shows what the statement was to do. */
public final class Expected {
    private Expected() {}

    /** The problem, or null where everything is as it should be. */
    public static @Nullable Problem of(
            Work work, Snapshot before, Snapshot after, Likeness likeness, Location location) {
        String wrong = wrong(work, before, after, likeness);
        return wrong.isEmpty() ? null : Problem.at(location, EngineMessage.NOT_AS_EXPECTED, work.summary(), wrong);
    }

    /** Whether {@code now} is what {@code work} makes of {@code before}. */
    public static boolean is(Work work, Snapshot before, Snapshot now, Likeness likeness) {
        return wrong(work, before, now, likeness).isEmpty();
    }

    private static String wrong(Work work, Snapshot before, Snapshot after, Likeness likeness) {
        if (work instanceof Work.CreatesSchema creates) {
            return after.schema(creates.schema()).absent() ? "schema " + creates.schema() + " is not there" : "";
        } else if (work instanceof Work.DropsSchema drops) {
            return after.schema(drops.schema()).absent() ? "" : "schema " + drops.schema() + " is there";
        } else if (work instanceof Work.CreatesTable creates) {
            return wrongTable(creates, after, likeness);
        } else if (work instanceof Work.Alters alters) {
            return after.object(alters.table()).absent() ? alters.table() + " is not there" : "";
        } else if (work instanceof Binds binds) {
            return wrongKeys(binds, before, after, likeness);
        } else if (work instanceof Work.Renames renames) {
            return wrongNames(renames, before, after, likeness);
        } else if (work instanceof ChangesAccounts changes) {
            return changes.others().stream()
                    .filter(object -> !changes.explains(before.other(object), after.other(object)))
                    .map(object -> object + " has changed by more than the statement does")
                    .findFirst()
                    .orElse("");
        } else if (work instanceof Work.Changes changes) {
            return wrongOthers(changes, after);
        }
        return "";
    }

    private static String wrongTable(Work.CreatesTable work, Snapshot after, Likeness likeness) {
        if (!(after.object(work.table()) instanceof ObjectState.Present made)) {
            return work.table() + " is not there";
        }
        ObjectName model = work.model();
        boolean like = model == null
                || (after.object(model) instanceof ObjectState.Present original && likeness.isTwin(original, made));
        return like ? "" : work.table() + " is not like " + model;
    }

    private static String wrongKeys(Binds work, Snapshot before, Snapshot after, Likeness likeness) {
        boolean right = before.object(work.table()) instanceof ObjectState.Present was
                && after.object(work.table()) instanceof ObjectState.Present is
                && was.triggers().equals(is.triggers())
                && texts(likeness.foreignKeys(is)).equals(work.adds() ? texts(work.keys()) : Set.of());
        return right ? "" : work.table() + " is not what it should be";
    }

    private static String wrongOthers(Work.Changes work, Snapshot after) {
        ServerObject first = work.others().get(0);
        return switch (work.does()) {
            case CREATE, REPLACE, ALTER -> after.other(first).absent() ? first + " is not there" : "";
            case DROP, RENAME -> after.other(first).absent() ? "" : first + " is still there";
        };
    }

    private static Set<String> texts(List<ForeignKey> keys) {
        Set<String> texts = new HashSet<>();
        keys.forEach(key -> texts.add(key.text()));
        return texts;
    }

    private static String wrongNames(Work.Renames work, Snapshot before, Snapshot after, Likeness likeness) {
        Map<ObjectName, ObjectState> expected = Places.moved(work.pairs(), before.objects());
        // While it waited for its locks somebody may have built one of them anew, which gives that another id.
        boolean looksTell = !Places.of(work, before).lookAlike(likeness);
        for (Map.Entry<ObjectName, ObjectState> entry : expected.entrySet()) {
            ObjectState live = after.object(entry.getKey());
            boolean right = (entry.getValue() instanceof ObjectState.Present original
                            && live instanceof ObjectState.Present moved)
                    ? likeness.sameUnderAnotherName(original, moved)
                            || (looksTell && likeness.sameApartFromReferences(original, moved))
                    : (entry.getValue().absent() && live.absent());
            if (!right) {
                return entry.getKey() + (live.absent() ? " is not there" : " is not what it should be");
            }
        }
        return "";
    }
}
