package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.store.connect.ServerConnection;

/**
 * All that is asked about one table, in one message to the server; about a name that nothing has, who waits for it.
 * What stops it half-way is not said: whoever lacks something of it asks for that by itself, and hears why.
 *
 * @param lists the rows of each question that it came to
 * @param triggered whether triggers were asked for
 */
record TableLook(List<List<@Nullable String[]>> lists, boolean triggered) {
    private static final Set<String> OTHERS = Set.of("VIEW", "SYSTEM VIEW", "SEQUENCE");

    /**
     * Looks. What is not there is asked nothing more about.
     *
     * @param object asks for what bears a name, by schema and name
     * @param triggers asks for its triggers, by schema and name; null where they are not asked for
     * @param engine asks what refers to it: by schema and name, or as the engine has them
     * @param process whether the account may ask the engine itself
     */
    static TableLook at(
            ServerConnection reader,
            ObjectName name,
            String object,
            @Nullable String triggers,
            String engine,
            boolean process) {
        String schema = Catalogue.schemaOf(name);
        String table = name.name();
        StringBuilder block = new StringBuilder("BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END; ");
        List<String> values = new ArrayList<>();
        if (process) {
            block.append("DECLARE EXIT HANDLER FOR 1146, 1049 ")
                    .append(RowCatalogue.CHILDREN)
                    .append("; ");
            values.addAll(List.of(schema, schema, table, table));
        }
        block.append(object).append("; SHOW CREATE TABLE ").append(SqlQuoting.identifier(name));
        values.addAll(List.of(schema, table));
        if (triggers != null) {
            block.append("; ").append(triggers);
            values.addAll(List.of(schema, table));
        }
        block.append("; ").append(engine).append("; END");
        values.addAll(
                process ? List.of(schema, schema, table, table, schema, schema, table, table) : List.of(schema, table));
        return new TableLook(reader.lists(block.toString(), values.toArray(String[]::new)), triggers != null);
    }

    /** Whose keys refer to a name that nothing has; null where something has it, or this was not asked. */
    @Nullable
    Set<ObjectName> waiting() {
        List<@Nullable String[]> rows = lists.size() == 2 && lists.get(0).isEmpty() ? lists.get(1) : null;
        if (rows == null) {
            return null;
        }
        Set<ObjectName> waiting = new LinkedHashSet<>();
        rows.forEach(row -> waiting.add(new ObjectName(row[0], String.valueOf(row[1]))));
        return waiting;
    }

    /** What there is of this name, where it is a table and all questions were answered; else null. */
    @Nullable
    List<@Nullable String[]> table() {
        if (lists.size() != (triggered ? 4 : 3) || lists.get(1).isEmpty()) {
            return null;
        }
        List<@Nullable String[]> objects = lists.get(0);
        return objects.isEmpty() || objects.stream().anyMatch(row -> OTHERS.contains(String.valueOf(row[2])))
                ? null
                : objects;
    }

    /** {@code SHOW CREATE} of a {@link #table}. */
    @Nullable
    String definition() {
        return lists.get(1).get(0)[1];
    }

    /** The triggers of a {@link #table}; none where they were not asked for. */
    List<@Nullable String[]> triggers() {
        return triggered ? lists.get(2) : List.of();
    }

    /** The number of a {@link #table}, and the keys that refer to it. */
    List<@Nullable String[]> engine() {
        return lists.get(lists.size() - 1);
    }
}
