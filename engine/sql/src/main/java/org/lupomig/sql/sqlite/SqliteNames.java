package org.lupomig.sql.sqlite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.sql.Cursor;

/**
 * What names mean at one place of a script. Names are folded to lower case, since SQLite tells none apart by case; as
 * they are written they stand in the statement, where their span is.
 *
 * <p>A name without schema is first looked for among what is temporary, then in {@code main}, then in what is attached:
 * where something is attached, the text alone says its schema only for what the script made before.
 */
final class SqliteNames {
    static final String MAIN = "main";
    static final String TEMP = "temp";

    private final Set<String> temporary = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    /** What is attached: by schema the file, empty where there is none. */
    private final Map<String, String> attached = new HashMap<>();

    private @Nullable String inside;
    private @Nullable Objection unknownSchema;

    /** A table, view, index or trigger that is there. */
    TableRef existing(Cursor c) {
        TableRef ref = read(c);
        String name = ref.name().name();
        String schema = ref.name().schema();
        if (schema == null) {
            schema = schemaOf(name);
        }
        return new TableRef(known(schema, name), ref.qualified(), ref.span());
    }

    /** One that is to be made; in {@code main} where neither its name nor {@code TEMP} says another schema. */
    TableRef made(Cursor c, boolean isTemporary) {
        int start = c.position();
        TableRef ref = read(c);
        String schema = ref.name().schema();
        if (isTemporary && schema != null && !schema.equals(TEMP)) {
            c.unreadable("what is temporary is in the schema temp", start);
        }
        if (ref.name().name().startsWith("sqlite_")) {
            c.unreadable("names that begin with sqlite_ are SQLite's own", c.position() - 1);
        }
        String in = schema != null ? schema : isTemporary ? TEMP : MAIN;
        return new TableRef(new ObjectName(in, ref.name().name()), ref.qualified(), ref.span());
    }

    /** Another name in the schema of {@code of}. */
    TableRef beside(Cursor c, TableRef of) {
        int start = c.position();
        String name = SqliteWords.folded(c.name());
        return new TableRef(new ObjectName(of.name().schema(), name), false, c.since(start));
    }

    /**
     * What stands on a table and is in its schema: an index or a trigger. Of a table without schema it is the one that
     * {@code made} names, or {@code temp} where the table is there.
     */
    TableRef on(TableRef made, TableRef table) {
        boolean moves = !made.qualified() && TEMP.equals(table.name().schema());
        return moves ? new TableRef(new ObjectName(TEMP, made.name().name()), false, made.span()) : made;
    }

    /** The table that an index or trigger is made on. */
    TableRef carrier(Cursor c, TableRef made) {
        TableRef table = beside(c, made);
        boolean moves = !made.qualified() && temporary.contains(table.name().name());
        return moves ? new TableRef(new ObjectName(TEMP, table.name().name()), false, table.span()) : table;
    }

    /** From here on names without schema are in that of a view or trigger, until this is called with null. */
    void inside(@Nullable String schema) {
        inside = schema;
    }

    /** Whether a schema is there. */
    boolean knows(String schema) {
        return schema.equals(MAIN) || schema.equals(TEMP) || attached.containsKey(schema);
    }

    /** The file of a schema that is attached; empty where it has none, or none is attached by that name. */
    String fileOf(String schema) {
        return attached.getOrDefault(schema, "");
    }

    /** The first name in the statement that is in a schema that is not there; null where there is none. */
    @Nullable
    Objection unknownSchema() {
        return unknownSchema;
    }

    /** Whether the script has made a table, or view, of this name before. */
    boolean isMade(ObjectName name) {
        String schema = name.schema();
        return TEMP.equals(schema)
                ? temporary.contains(name.name())
                : (schema == null || MAIN.equals(schema)) && made.contains(name.name());
    }

    /** Follows a script by one statement. */
    void after(StatementFact fact) {
        unknownSchema = null;
        if (fact instanceof StatementFact.CreateTable create) {
            add(create.table());
        } else if (fact instanceof ViewFact.CreateView create) {
            add(create.view().name());
        } else if (fact instanceof SqliteFact.CreateVirtualTable create) {
            add(create.table().name());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(this::remove);
        } else if (fact instanceof ViewFact.DropViews drop) {
            drop.views().forEach(view -> remove(view.name()));
        } else if (fact instanceof StatementFact.RenameTable rename) {
            rename.renames().forEach(pair -> {
                remove(pair.from());
                add(pair.to());
            });
        } else if (fact instanceof SqliteFact.Attach attach) {
            attached.put(attach.schema(), attach.keepsRows() && attach.file() != null ? attach.file() : "");
        } else if (fact instanceof SqliteFact.Detach detach) {
            attached.remove(detach.schema());
        }
    }

    private void add(ObjectName name) {
        if (TEMP.equals(name.schema())) {
            temporary.add(name.name());
        } else if (MAIN.equals(name.schema())) {
            made.add(name.name());
        }
    }

    private void remove(ObjectName name) {
        (TEMP.equals(name.schema()) ? temporary : made).remove(name.name());
    }

    private @Nullable String schemaOf(String name) {
        if (inside != null && !inside.equals(TEMP)) {
            return inside;
        }
        if (temporary.contains(name)) {
            return TEMP;
        }
        return attached.isEmpty() || made.contains(name) ? MAIN : null;
    }

    /** The table that lists all others has several names. */
    private static ObjectName known(@Nullable String schema, String name) {
        return switch (name) {
            case "sqlite_master" -> new ObjectName(schema, "sqlite_schema");
            case "sqlite_temp_master", "sqlite_temp_schema" -> new ObjectName(TEMP, "sqlite_schema");
            default -> new ObjectName(schema, name);
        };
    }

    private TableRef read(Cursor c) {
        int start = c.position();
        if (c.atSymbol('.')) {
            c.unexpected("a name is missing");
        }
        TableRef ref = c.table(null);
        String schema = ref.name().schema();
        ObjectName folded = new ObjectName(
                schema == null ? null : SqliteWords.folded(schema),
                SqliteWords.folded(ref.name().name()));
        if (unknownSchema == null && folded.schema() != null && !knows(folded.schema()) && !c.hasEnded()) {
            unknownSchema = Objection.unknownSchema(folded.schema(), c.span(start, start + 1));
        }
        return new TableRef(folded, schema != null, ref.span());
    }
}
