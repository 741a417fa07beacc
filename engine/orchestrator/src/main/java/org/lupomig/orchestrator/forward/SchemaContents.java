package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObject.Kind;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetSession;

/** What is in a schema, in the order in which it goes: what needs other things goes before them. */
final class SchemaContents {
    /** A package takes its body with it. */
    private static final List<Kind> FIRST = List.of(Kind.EVENT, Kind.VIEW, Kind.PROCEDURE, Kind.FUNCTION, Kind.PACKAGE);

    private static final String TABLE = "table ";

    private final Map<Kind, List<ServerObject>> others = new LinkedHashMap<>();
    private final Map<ObjectName, Seen> tables = new LinkedHashMap<>();
    private @Nullable String unknown;
    private @Nullable String why;

    private SchemaContents() {}

    static SchemaContents of(String schema, SchemaState.Present state, TargetSession session, BrokenViews views) {
        SchemaContents contents = new SchemaContents();
        for (String content : state.contents()) {
            contents.add(schema, content, session, views);
        }
        return contents;
    }

    private void add(String schema, String content, TargetSession session, BrokenViews views) {
        if (content.startsWith(TABLE)) {
            ObjectName table = new ObjectName(schema, content.substring(TABLE.length()));
            if (session.describe(table) instanceof ObjectState.Present seen) {
                tables.put(table, new Seen(table, seen));
                return;
            }
        }
        ServerObject object = object(schema, content);
        if (object == null) {
            unknown(content, "which is not brought back");
            return;
        }
        ServerObjectState state = session.look(object);
        String unmakeable = Holding.lost(state);
        String lost = unmakeable != null ? unmakeable : views.lost(object, state, session);
        if (lost != null) {
            unknown(content, "and " + lost);
        } else if (state.absent()) {
            unknown(content, "which this account does not see");
        }
        others.computeIfAbsent(object.kind(), kind -> new ArrayList<>()).add(object);
    }

    private void unknown(String content, String reason) {
        if (unknown == null) {
            unknown = content;
            why = reason;
        }
    }

    private static @Nullable ServerObject object(String schema, String content) {
        Kind found = null;
        for (Kind kind : Kind.values()) {
            String word = kind.words().toLowerCase(Locale.ROOT) + " ";
            boolean longer =
                    found == null || kind.words().length() > found.words().length();
            found = content.startsWith(word) && longer ? kind : found;
        }
        return found == null
                ? null
                : new ServerObject(
                        found,
                        new ObjectName(schema, content.substring(found.words().length() + 1)));
    }

    /** What could not be brought back, with the reason; null where all could. */
    @Nullable
    String lost() {
        return unknown == null ? null : "it has " + unknown + ", " + why;
    }

    /** The tables. */
    Map<ObjectName, Seen> tables() {
        return tables;
    }

    /** What goes before the tables, object by object. */
    List<List<ServerObject>> beforeTables() {
        List<List<ServerObject>> all = new ArrayList<>();
        for (Kind kind : FIRST) {
            for (ServerObject object : others.getOrDefault(kind, List.of())) {
                all.add(
                        kind == Kind.PACKAGE
                                ? List.of(object, new ServerObject(Kind.PACKAGE_BODY, object.name()))
                                : List.of(object));
            }
        }
        return all;
    }

    /** What goes after them, because they may draw on it. */
    List<ServerObject> afterTables() {
        return others.getOrDefault(Kind.SEQUENCE, List.of());
    }
}
