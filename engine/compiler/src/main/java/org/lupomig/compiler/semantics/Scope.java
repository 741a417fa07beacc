package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.source.Span;

/** The databases and schemas of a plan. They share one namespace. */
final class Scope {
    /** The database of a plan that declares none; using it is an error that has been said. */
    static final String NO_DATABASE = "";

    private final Map<String, Database> databases = new LinkedHashMap<>();
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, Span> declaredAt = new LinkedHashMap<>();

    /** Where a name is declared; null where it is not. */
    @Nullable
    Span declaredAt(String name) {
        return declaredAt.get(name);
    }

    void add(Database database, Span at) {
        databases.put(database.name(), database);
        declaredAt.put(database.name(), at);
    }

    void add(Schema schema, Span at) {
        schemas.put(schema.name(), schema);
        declaredAt.put(schema.name(), at);
    }

    List<Database> databases() {
        return List.copyOf(databases.values());
    }

    List<Schema> schemas() {
        return List.copyOf(schemas.values());
    }

    @Nullable
    Database database(String name) {
        return databases.get(name);
    }

    @Nullable
    Schema schema(String name) {
        return schemas.get(name);
    }

    /** The name of the first database, or {@link #NO_DATABASE}. */
    String defaultDatabase() {
        return databases.isEmpty() ? NO_DATABASE : databases.keySet().iterator().next();
    }

    /** What unqualified names mean in a database: the first schema declared for it; null: the connection's own. */
    @Nullable
    String defaultSchema(String database) {
        for (Schema schema : schemas.values()) {
            if (schema.database().equals(database)) {
                return schema.name();
            }
        }
        return null;
    }

    /** The first server; {@link #NO_DATABASE} where there is none. */
    String firstMariaDb() {
        for (Database database : databases.values()) {
            if (database.kind() == Database.Kind.MARIADB) {
                return database.name();
            }
        }
        return NO_DATABASE;
    }

    boolean isMariaDb(String database) {
        Database declared = databases.get(database);
        return declared != null && declared.kind() == Database.Kind.MARIADB;
    }

    /** What a SQLite database is called by: its path, or its name where it has none; null for all others. */
    @Nullable
    String sqliteFile(String database) {
        Database declared = databases.get(database);
        if (declared == null || declared.kind() != Database.Kind.SQLITE) {
            return null;
        }
        return declared.path() == null ? database : declared.path();
    }

    Collection<String> databaseNames() {
        return databases.keySet();
    }

    Collection<String> schemaNames() {
        return schemas.keySet();
    }

    /** Schemas of one database. */
    List<String> schemaNames(String database) {
        List<String> names = new ArrayList<>();
        for (Schema schema : schemas.values()) {
            if (schema.database().equals(database)) {
                names.add(schema.name());
            }
        }
        return names;
    }

    Collection<String> allNames() {
        return new TreeSet<>(declaredAt.keySet());
    }

    /** {@code a database} or {@code a schema}; null where the name is neither. */
    @Nullable
    String kindOf(String name) {
        if (databases.containsKey(name)) {
            return "a database";
        }
        return schemas.containsKey(name) ? "a schema" : null;
    }
}
