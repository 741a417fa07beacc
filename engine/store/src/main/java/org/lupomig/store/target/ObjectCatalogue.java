package org.lupomig.store.target;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerObject;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;
import org.lupomig.store.privilege.Grants;

/**
 * Reads what is no table, over a connection whose {@code sql_mode} and quoting are fixed.
 *
 * <p>Views and triggers are put together from the catalogue: {@code SHOW CREATE} prints a view as the reader's default
 * schema has it, and a trigger as it was once written.
 */
final class ObjectCatalogue {
    static final String SQL_MODE = "sql_mode";
    static final String CHARSET = "character_set_client";
    static final String COLLATION = "collation_connection";
    static final String TIME_ZONE = "time_zone";
    /** Behind this many characters of a trigger's definition stands its order among others. */
    static final String HEADING = "heading";

    static final String ORDER = "order";

    private static final String DATABASE_COLLATION = "database_collation";
    private static final String UNSEEN = "this account may not read its definition";

    private final ServerConnection reader;
    private final ServerObject object;
    private final String schema;
    private final String name;

    private ObjectCatalogue(ServerConnection reader, ServerObject object) {
        this.reader = reader;
        this.object = object;
        this.schema = Catalogue.schemaOf(object.name());
        this.name = object.name().name();
    }

    static ServerObjectState look(ServerConnection reader, ServerObject object) {
        if (object.kind() == ServerObject.Kind.VARIABLE) {
            return GlobalVariables.look(reader, object.name().name());
        }
        if (object.mayBeGranted()) {
            return AccountCatalogue.look(reader, object);
        }
        ObjectCatalogue catalogue = new ObjectCatalogue(reader, object);
        Present found =
                switch (object.kind()) {
                    case TRIGGER -> catalogue.trigger();
                    case VIEW -> catalogue.view();
                    case SEQUENCE -> catalogue.sequence();
                    case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY -> catalogue.routine();
                    case EVENT -> catalogue.event();
                    case VARIABLE, USER, ROLE -> throw new IllegalStateException(object + " is in no schema");
                };
        return found == null ? new ServerObjectState.Absent() : found;
    }

    private @Nullable Present view() {
        return reader.first(
                "SELECT ALGORITHM, DEFINER, SECURITY_TYPE, VIEW_DEFINITION, CHECK_OPTION, CHARACTER_SET_CLIENT,"
                        + " COLLATION_CONNECTION FROM information_schema.VIEWS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                (row, ctx) -> {
                    String query = row.getString(4);
                    String check = row.getString(5);
                    String definition = "CREATE ALGORITHM=" + row.getString(1) + " DEFINER="
                            + account(row.getString(2)) + " SQL SECURITY " + row.getString(3) + " VIEW "
                            + SqlQuoting.identifier(object.name()) + " AS " + query
                            + (check == null || check.equals("NONE") ? "" : " WITH " + check + " CHECK OPTION");
                    Map<String, String> settings = new TreeMap<>();
                    settings.put(SQL_MODE, "");
                    settings.put(CHARSET, row.getString(6));
                    settings.put(COLLATION, row.getString(7));
                    return present(query == null || query.isEmpty() ? null : definition, settings, new TreeMap<>());
                },
                schema,
                name);
    }

    private @Nullable Present trigger() {
        List<Present> found = reader.list(
                "SELECT ACTION_TIMING, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, DEFINER, ACTION_STATEMENT, SQL_MODE,"
                        + " CHARACTER_SET_CLIENT, COLLATION_CONNECTION, DATABASE_COLLATION, ACTION_ORDER"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? AND TRIGGER_NAME = ?"
                        // its files are told apart by case where those of tables are; the catalogue does not
                        + " AND (@@lower_case_table_names <> 0 OR TRIGGER_NAME = BINARY ?)",
                (row, ctx) -> {
                    String table = row.getString(3);
                    String place = SqlQuoting.identifier(new ObjectName(schema, table));
                    String heading = "CREATE DEFINER=" + account(row.getString(4)) + " TRIGGER "
                            + SqlQuoting.identifier(object.name()) + " " + row.getString(1) + " " + row.getString(2)
                            + " ON " + place + " FOR EACH ROW";
                    Map<String, String> beside = new TreeMap<>();
                    beside.put(Present.PLACE, place);
                    beside.put(Present.TABLE, table);
                    beside.put(HEADING, Integer.toString(heading.length()));
                    String order = order(table, row.getString(1), row.getString(2), row.getLong(10));
                    if (order != null) {
                        beside.put(ORDER, order);
                    }
                    Map<String, String> settings = settings(row.getString(6), row.getString(7), row.getString(8));
                    settings.put(DATABASE_COLLATION, row.getString(9));
                    String body = row.getString(5);
                    if (body != null) {
                        TriggerText.note(reader, object.name(), body, beside);
                    }
                    return present(body == null ? null : heading + " " + body, settings, beside);
                },
                schema,
                name,
                name);
        if (found.size() > 1) {
            // one for several events: the catalogue has a row for each, and does not say that they are one
            Present first = found.get(0);
            Map<String, String> beside = new TreeMap<>(first.beside());
            beside.put(Present.LOST, "it is for several events at once");
            return new Present(first.definition(), first.settings(), beside);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private @Nullable String order(String table, String timing, String event, long place) {
        String where = " FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?"
                + " AND ACTION_TIMING = ? AND EVENT_MANIPULATION = ? AND ACTION_ORDER = ?";
        for (long other : new long[] {place - 1, place + 1}) {
            String neighbour = reader.first(
                    "SELECT TRIGGER_NAME" + where, (row, ctx) -> row.getString(1), schema, table, timing, event, other);
            if (neighbour != null) {
                return (other < place ? "FOLLOWS " : "PRECEDES ") + SqlQuoting.identifier(neighbour);
            }
        }
        return null;
    }

    private @Nullable Present routine() {
        String kind = object.kind().words();
        String there = reader.first(
                "SELECT ROUTINE_NAME FROM information_schema.ROUTINES"
                        + " WHERE ROUTINE_SCHEMA = ? AND ROUTINE_NAME = ? AND ROUTINE_TYPE = ?",
                (row, ctx) -> row.getString(1),
                schema,
                name,
                kind);
        Present shown = shown(
                (row, ctx) -> {
                    Map<String, String> settings = settings(row.getString(2), row.getString(4), row.getString(5));
                    settings.put(DATABASE_COLLATION, row.getString(6));
                    return present(row.getString(3), settings, new TreeMap<>());
                },
                1305);
        if (shown == null) {
            return there == null ? null : present(null, new TreeMap<>(), new TreeMap<>());
        }
        String grants = RoutineGrants.on(reader, kind, schema, name);
        if (grants.isEmpty()) {
            return shown;
        }
        Map<String, String> settings = new TreeMap<>(shown.settings());
        settings.put(Present.GRANTS, grants);
        return new Present(shown.definition(), settings, shown.beside());
    }

    private @Nullable Present event() {
        return shown(
                (row, ctx) -> {
                    Map<String, String> settings = settings(row.getString(2), row.getString(5), row.getString(6));
                    settings.put(TIME_ZONE, row.getString(3));
                    settings.put(DATABASE_COLLATION, row.getString(7));
                    return present(row.getString(4), settings, new TreeMap<>());
                },
                1539);
    }

    private @Nullable Present sequence() {
        String there = reader.first(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND TABLE_TYPE = 'SEQUENCE'",
                (row, ctx) -> row.getString(1),
                schema,
                name);
        Present shown = there == null
                ? null
                : shown((row, ctx) -> present(row.getString(2), new TreeMap<>(), new TreeMap<>()), 1146);
        if (shown == null || shown.lost() != null) {
            return shown;
        }
        String quoted = SqlQuoting.identifier(object.name());
        String[] values = reader.one("SELECT next_not_cached_value, start_value FROM " + quoted, (row, ctx) ->
                new String[] {row.getString(1), row.getString(2)});
        Map<String, String> beside = new TreeMap<>();
        beside.put(Present.NEXT, values[0]);
        beside.put(
                Present.INTERIM,
                shown.definition().replaceFirst(" start with " + values[1] + " ", " start with " + values[0] + " "));
        String table = CutOffSequence.table(reader, object.name());
        if (table != null) {
            beside.put(Present.TABLE_ID, table);
        }
        return new Present(shown.definition(), shown.settings(), beside);
    }

    private @Nullable Present shown(org.jdbi.v3.core.mapper.RowMapper<Present> mapper, int unknown) {
        try {
            return reader.first(
                    "SHOW CREATE " + object.kind().words() + " " + SqlQuoting.identifier(object.name()), mapper);
        } catch (ServerRefused e) {
            if (e.code() == unknown || e.code() == ServerError.NO_SUCH_SCHEMA) {
                return null;
            }
            throw e;
        }
    }

    private static Map<String, String> settings(String sqlMode, String charset, String collation) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(SQL_MODE, sqlMode);
        settings.put(CHARSET, charset);
        settings.put(COLLATION, collation);
        return settings;
    }

    private Present present(@Nullable String definition, Map<String, String> settings, Map<String, String> beside) {
        String lost = definition == null ? UNSEEN : lost(definition, settings);
        if (lost != null) {
            beside.put(Present.LOST, lost);
        }
        return new Present(definition == null ? "" : definition, settings, beside);
    }

    private @Nullable String lost(String definition, Map<String, String> settings) {
        String charset = settings.getOrDefault(CHARSET, "utf8mb4");
        if (!charset.startsWith("utf8") && !definition.chars().allMatch(c -> c < 128)) {
            return "it was written in " + charset + ", in which nothing is sent any more";
        }
        String forbidden = forbidden(definition);
        if (forbidden != null) {
            return forbidden;
        }
        String collation = settings.get(DATABASE_COLLATION);
        String now = collation == null
                ? null
                : reader.first(
                        "SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                        (row, ctx) -> row.getString(1),
                        schema);
        return now == null || now.equals(collation)
                ? null
                : "it was made when the schema had collation " + collation + ", and would be made with " + now;
    }

    /** Why this account may not make it again, though it may drop it; null where it may. */
    private @Nullable String forbidden(String definition) {
        List<String> facts = reader.one(
                "SELECT CURRENT_USER(), IF(@@log_bin AND NOT @@log_bin_trust_function_creators, 'logged', ''),"
                        + " IF(CAST(SUBSTRING_INDEX(VERSION(), '.', 1) AS UNSIGNED) < 11, 'whole', '')",
                (row, ctx) -> List.of(row.getString(1), row.getString(2), row.getString(3)));
        int definer = definition.indexOf("DEFINER=");
        String own = account(facts.get(0));
        boolean others = definer >= 0
                && !definition.startsWith(own, definer + "DEFINER=".length())
                && !definition.startsWith(own.replace('`', '"'), definer + "DEFINER=".length());
        boolean program = object.kind() == ServerObject.Kind.TRIGGER || object.kind() == ServerObject.Kind.FUNCTION;
        boolean logged = program && !facts.get(1).isEmpty();
        if (!others && !logged) {
            return null;
        }
        Grants grants = Grants.of(reader);
        boolean superuser = grants.allowEverywhere("SUPER");
        // From 11.0 on it stands for no other privilege.
        boolean whole = superuser && !facts.get(2).isEmpty();
        if (others && !whole && !grants.allowEverywhere("SET USER")) {
            return "it runs under another account, and without the privilege SET USER it could not be made so again";
        }
        return logged && !superuser
                ? "the server writes a binary log, and without the privilege SUPER or log_bin_trust_function_creators"
                        + " it could not be made again"
                : null;
    }

    /** {@code anna@%}, with quotes; a role has no host. */
    static String account(String definer) {
        int at = definer.lastIndexOf('@');
        return at < 0
                ? SqlQuoting.identifier(definer)
                : SqlQuoting.identifier(definer.substring(0, at)) + "@"
                        + SqlQuoting.identifier(definer.substring(at + 1));
    }
}
