package org.lupomig.orchestrator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;

/** Says whether two looks at the server show the same. AUTO_INCREMENT and the order of secondary keys do not count. */
public final class Likeness {
    private final Definitions definitions;

    /** By these definitions. */
    public Likeness(Definitions definitions) {
        this.definitions = definitions;
    }

    /** What tells definitions apart. */
    public Definitions definitions() {
        return definitions;
    }

    /** Whether both show the same object: definition, triggers, and foreign keys from elsewhere. */
    public boolean same(ObjectState a, ObjectState b) {
        if (a instanceof ObjectState.Present left && b instanceof ObjectState.Present right) {
            return sameDefinition(left, right)
                    && left.triggers().equals(right.triggers())
                    && left.incoming().equals(right.incoming());
        }
        return a.absent() && b.absent();
    }

    /** Whether {@code moved} is what {@code original} was, under another name. */
    public boolean sameUnderAnotherName(ObjectState.Present original, ObjectState.Present moved) {
        if (original.tableId() != null && moved.tableId() != null) {
            return original.tableId().equals(moved.tableId());
        }
        if (original.kind().equals("VIEW") && moved.kind().equals("VIEW")) {
            return withoutName(original.definition()).equals(withoutName(moved.definition()));
        }
        return sameApartFromReferences(original, moved);
    }

    /** A view's definition without the name that stands before its query. */
    private static String withoutName(String definition) {
        int name = definition.indexOf(" VIEW ");
        int query = definition.indexOf(" AS ", name);
        return name < 0 || query < 0 ? definition : definition.substring(0, name) + definition.substring(query);
    }

    /**
     * Whether both show the same but for foreign keys, whose names and targets the server writes otherwise when their
     * table, or the one they refer to, is moved.
     */
    public boolean sameApartFromReferences(ObjectState.Present left, ObjectState.Present right) {
        return left.kind().equals(right.kind())
                && withoutReferences(left.definition()).equals(withoutReferences(right.definition()))
                && left.triggers().equals(right.triggers());
    }

    /** Whether {@code twin} is like {@code model} in all but foreign keys and triggers. */
    public boolean isTwin(ObjectState.Present model, ObjectState.Present twin) {
        return model.kind().equals(twin.kind())
                && withoutReferences(model.definition()).equals(withoutReferences(twin.definition()));
    }

    private String withoutReferences(String definition) {
        StringBuilder out = new StringBuilder();
        definitions
                .normalised(definition)
                .lines()
                .filter(line -> !isForeignKey(line))
                .forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }

    /** Whether a line of a definition is a foreign key, and not one in whose texts or names these words stand. */
    private static boolean isForeignKey(String line) {
        String head = "CONSTRAINT `";
        String text = line.strip();
        if (!text.startsWith(head)) {
            return false;
        }
        int at = head.length();
        while (at < text.length() && (text.charAt(at) != '`' || text.startsWith("``", at))) {
            at += text.charAt(at) == '`' ? 2 : 1;
        }
        return text.startsWith("` FOREIGN KEY (", at);
    }

    /** A table's own foreign keys. */
    public List<ForeignKey> foreignKeys(ObjectState.Present table) {
        return definitions.foreignKeys(table.definition());
    }

    /** Whether both show the same schema: there or not, with the same defaults. Its contents do not count. */
    public boolean same(SchemaState a, SchemaState b) {
        if (a instanceof SchemaState.Present left && b instanceof SchemaState.Present right) {
            return left.definition().equals(right.definition());
        }
        return a.absent() && b.absent();
    }

    /** Whether both show the same everywhere. They must be of the same objects. */
    public boolean same(Snapshot a, Snapshot b) {
        return difference(a, b).isEmpty();
    }

    /** What is not the same, for people; empty where everything is. */
    public String difference(Snapshot before, Snapshot now) {
        return difference(before, now, Set.of());
    }

    /**
     * What is not the same, for people; empty where everything is.
     *
     * @param apartFromReferences objects whose foreign keys, own and incoming, do not count
     */
    public String difference(Snapshot before, Snapshot now, Set<ObjectName> apartFromReferences) {
        List<String> all = differences(before, now, apartFromReferences);
        return all.isEmpty() ? "" : all.get(0);
    }

    /**
     * Everything that is not the same, for people: one clause for each object.
     *
     * @param apartFromReferences objects whose foreign keys, own and incoming, do not count
     */
    public List<String> differences(Snapshot before, Snapshot now, Set<ObjectName> apartFromReferences) {
        List<String> out = new ArrayList<>();
        for (Map.Entry<String, SchemaState> entry : before.schemas().entrySet()) {
            SchemaState live = now.schema(entry.getKey());
            if (!same(entry.getValue(), live)) {
                out.add("schema " + entry.getKey() + presence(entry.getValue().absent(), live.absent()));
            }
        }
        for (Map.Entry<ObjectName, ObjectState> entry : before.objects().entrySet()) {
            ObjectState live = now.object(entry.getKey());
            boolean alike = same(entry.getValue(), live)
                    || (apartFromReferences.contains(entry.getKey())
                            && sameApartFromReferences(entry.getValue(), live));
            if (!alike) {
                out.add(entry.getKey() + presence(entry.getValue().absent(), live.absent()));
            }
        }
        List<ServerObject> earlier = new ArrayList<>();
        for (Map.Entry<ServerObject, ServerObjectState> entry : before.others().entrySet()) {
            ServerObjectState live = now.other(entry.getKey());
            if (!same(entry.getValue(), live)
                    && !sameElsewhere(entry.getKey(), entry.getValue(), live)
                    && !sameApart(entry.getKey(), entry.getValue(), live, earlier)) {
                out.add(entry.getKey() + presence(entry.getValue().absent(), live.absent()));
            }
            earlier.add(entry.getKey());
        }
        return out;
    }

    /** Whether both show the same object, made under the same settings. */
    public boolean same(ServerObjectState a, ServerObjectState b) {
        if (a instanceof ServerObjectState.Present left && b instanceof ServerObjectState.Present right) {
            return left.definition().equals(right.definition())
                    && left.settings().equals(right.settings());
        }
        return a.absent() && b.absent();
    }

    /** Whether both show the same but for rights that what was looked at {@code earlier} tells. */
    private boolean sameApart(
            ServerObject object, ServerObjectState a, ServerObjectState b, List<ServerObject> earlier) {
        return a instanceof ServerObjectState.Present left
                && b instanceof ServerObjectState.Present right
                && same(RoutineRights.without(object, left, earlier), RoutineRights.without(object, right, earlier));
    }

    /** A trigger goes where its table goes, and is compared with it: which name that has does not count. */
    private static boolean sameElsewhere(ServerObject object, ServerObjectState a, ServerObjectState b) {
        return object.kind() == ServerObject.Kind.TRIGGER
                && a instanceof ServerObjectState.Present left
                && b instanceof ServerObjectState.Present right
                && left.unplaced().equals(right.unplaced())
                && left.settings().equals(right.settings());
    }

    private boolean sameApartFromReferences(ObjectState a, ObjectState b) {
        return a instanceof ObjectState.Present left
                && b instanceof ObjectState.Present right
                && sameApartFromReferences(left, right);
    }

    private boolean sameDefinition(ObjectState.Present left, ObjectState.Present right) {
        return left.kind().equals(right.kind())
                && definitions.normalised(left.definition()).equals(definitions.normalised(right.definition()));
    }

    private static String presence(boolean wasAbsent, boolean isAbsent) {
        if (wasAbsent) {
            return " was not there and is now";
        }
        return isAbsent ? " was there and is not now" : " has another definition now";
    }
}
