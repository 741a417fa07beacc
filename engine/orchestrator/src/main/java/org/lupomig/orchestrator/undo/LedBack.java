package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Referring;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Whether an author's undo, or a person, has led back to what was there before all that it is of. A table that was
 * looked at for the first time when something had been done already is held against what it was before that: its own
 * foreign keys, and those that refer to it, are reckoned back through what the statements ahead of that look did.
 */
public final class LedBack {
    private static final String NAME = "`(?:[^`]++|``)*+`";
    private static final Pattern PARENT = Pattern.compile("\\) REFERENCES (?:(" + NAME + ")\\.)?(" + NAME + ")");

    private static final String GIVEN = "_ibfk_";

    private final StepTrail whole;
    private final Likeness likeness;

    /** Of a step, or of steps that are taken as one. */
    LedBack(StepTrail whole, Likeness likeness) {
        this.whole = whole;
        this.likeness = likeness;
    }

    /** Of steps that are taken as one, at least one, in the order in which they were applied. */
    public static LedBack of(List<AppliedStep> steps, Likeness likeness) {
        return new LedBack(
                StepTrail.joined(steps.stream().map(AppliedStep::trail).toList()), likeness);
    }

    /** What is not as before, for people; empty where all is. */
    List<String> differences(TargetSession session) {
        return differences(session, name -> true);
    }

    /**
     * The same of some objects.
     *
     * @param counts whether an object is one of them
     */
    public List<String> differences(TargetSession session, Predicate<ObjectName> counts) {
        Snapshot before = whole.firstBefore().of(counts);
        Snapshot live = before.again(session);
        Set<ObjectName> midway = whole.seenMidway();
        Set<String> out = new LinkedHashSet<>(likeness.differences(before, live, midway));
        before.objects().forEach((table, state) -> {
            if (midway.contains(table)
                    && state instanceof ObjectState.Present was
                    && live.object(table) instanceof ObjectState.Present now) {
                out.addAll(keys(table, was, now));
            }
        });
        if (out.isEmpty() && whole.misplaces(live, likeness)) {
            out.add("tables that look alike are not where they were");
        }
        return List.copyOf(out);
    }

    /**
     * A foreign key.
     *
     * @param of the table that has it
     */
    private record Key(ObjectName of, String name) {
        @Override
        public String toString() {
            return "foreign key " + name + " of " + of;
        }
    }

    /**
     * What a foreign key says.
     *
     * @param text without the table that it refers to
     */
    private record Sense(String text, ObjectName parent) {}

    private List<String> keys(ObjectName table, ObjectState.Present was, ObjectState.Present now) {
        Map<Key, Sense> own = own(table, was);
        Set<Key> incoming = incoming(was);
        List<StatementTrail> ahead = aheadOf(table, was);
        for (int i = ahead.size() - 1; i >= 0; i--) {
            StatementTrail statement = ahead.get(i);
            if (statement.intent().work() instanceof Work.Renames renames) {
                for (int pair = renames.pairs().size() - 1; pair >= 0; pair--) {
                    Rename back = renames.pairs().get(pair);
                    own.replaceAll((key, sense) -> new Sense(sense.text(), original(sense.parent(), back)));
                    Set<Key> moved = new LinkedHashSet<>();
                    incoming.forEach(key -> moved.add(original(key, back)));
                    incoming = moved;
                }
            } else {
                takeBack(statement, table, incoming);
            }
        }
        List<String> out = new ArrayList<>();
        Map<Key, Sense> ownNow = own(table, now);
        tell(own.keySet(), ownNow.keySet(), out);
        own.forEach((key, sense) -> {
            Sense live = ownNow.get(key);
            if (live != null && !live.equals(sense)) {
                out.add(key + " is another one now");
            }
        });
        tell(incoming, incoming(now), out);
        return out;
    }

    private static void tell(Set<Key> before, Set<Key> now, List<String> out) {
        before.stream().filter(key -> !now.contains(key)).forEach(key -> out.add(key + " was there and is not now"));
        now.stream().filter(key -> !before.contains(key)).forEach(key -> out.add(key + " was not there and is now"));
    }

    /** What had been done when a table was looked at for the first time. */
    private List<StatementTrail> aheadOf(ObjectName table, ObjectState seen) {
        List<StatementTrail> ahead = new ArrayList<>();
        for (StatementTrail statement : whole.statements()) {
            if (!statement.withoutEffect()) {
                if (Objects.equals(statement.intent().before().objects().get(table), seen)) {
                    break;
                }
                ahead.add(statement);
            }
        }
        return ahead;
    }

    /** Takes what a statement did to keys of other tables out of those that refer to a table. */
    private void takeBack(StatementTrail statement, ObjectName table, Set<Key> incoming) {
        StatementDone done = statement.done();
        if (done == null) {
            return;
        }
        Map<ObjectName, ObjectState> before = statement.intent().before().objects();
        Map<ObjectName, ObjectState> after = done.after().objects();
        after.forEach((name, state) -> incoming.removeAll(referring(name, state, table)));
        before.forEach((name, state) -> incoming.addAll(referring(name, state, table)));
    }

    private Set<Key> referring(ObjectName child, ObjectState state, ObjectName parent) {
        Set<Key> keys = new LinkedHashSet<>();
        if (state instanceof ObjectState.Present present) {
            own(child, present).forEach((key, sense) -> {
                if (sense.parent().equals(parent)) {
                    keys.add(key);
                }
            });
        }
        return keys;
    }

    private Map<Key, Sense> own(ObjectName table, ObjectState.Present state) {
        Map<Key, Sense> keys = new LinkedHashMap<>();
        for (ForeignKey key : likeness.foreignKeys(state)) {
            keys.put(new Key(table, key.name()), sense(table, key.text()));
        }
        return keys;
    }

    private static Sense sense(ObjectName table, String text) {
        Matcher parent = PARENT.matcher(text);
        if (!parent.find()) {
            return new Sense(text, table);
        }
        String schema = parent.group(1);
        return new Sense(
                text.substring(0, parent.start(1) < 0 ? parent.start(2) : parent.start(1))
                        + text.substring(parent.end(2)),
                new ObjectName(
                        schema == null ? table.schema() : plain(schema),
                        plain(Objects.requireNonNull(parent.group(2)))));
    }

    private static String plain(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }

    private static Set<Key> incoming(ObjectState.Present state) {
        Set<Key> keys = new LinkedHashSet<>();
        state.incoming().forEach(text -> keys.add(new Key(Referring.table(text), Referring.key(text))));
        return keys;
    }

    /** Names that the server gave are of their table, and follow it. */
    private static Key original(Key key, Rename moved) {
        if (!key.of().equals(moved.to())) {
            return key;
        }
        String given = moved.to().name() + GIVEN;
        return new Key(
                moved.from(),
                key.name().startsWith(given)
                        ? moved.from().name() + GIVEN + key.name().substring(given.length())
                        : key.name());
    }

    private static ObjectName original(ObjectName name, Rename moved) {
        return name.equals(moved.to()) ? moved.from() : name;
    }
}
