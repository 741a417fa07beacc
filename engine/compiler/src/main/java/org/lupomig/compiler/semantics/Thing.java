package org.lupomig.compiler.semantics;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.ObjectName;

/**
 * What steps may have to be ordered for.
 *
 * @param database the one it is in
 * @param kind what has names of its own
 * @param schema null where nothing says which, and for what is in none
 * @param name null for the schema itself
 */
record Thing(
        String database,
        Kind kind,
        @Nullable String schema,
        @Nullable String name) implements Comparable<Thing> {

    /** Things of two kinds may have the same name. */
    enum Kind {
        /** A table, view or sequence, or a schema. */
        TABLE,
        /** A routine or package. */
        PROGRAM,
        PACKAGE_BODY,
        EVENT,
        /** An account or role. */
        ACCOUNT,
        /** That an account has a role. */
        MEMBER,
        /** A variable of the server. */
        VARIABLE
    }

    static Thing table(String database, ObjectName table) {
        return new Thing(database, Kind.TABLE, table.schema(), table.name());
    }

    static Thing program(String database, ObjectName program) {
        return new Thing(database, Kind.PROGRAM, program.schema(), program.name());
    }

    static Thing packageBody(String database, ObjectName body) {
        return new Thing(database, Kind.PACKAGE_BODY, body.schema(), body.name());
    }

    static Thing event(String database, ObjectName event) {
        return new Thing(database, Kind.EVENT, event.schema(), event.name());
    }

    static Thing account(String database, AccountRef account) {
        return new Thing(database, Kind.ACCOUNT, null, name(account));
    }

    static Thing member(String database, AccountRef role, AccountRef account) {
        return new Thing(database, Kind.MEMBER, null, name(role) + " of " + name(account));
    }

    /** An account of every host and a role are named alike. */
    private static String name(AccountRef account) {
        String host = account.host() == null ? "%" : account.host().toLowerCase(Locale.ROOT);
        return host.equals("%") ? account.name() : account.name() + "@" + host;
    }

    static Thing variable(String database, String name) {
        return new Thing(database, Kind.VARIABLE, null, name.toLowerCase(Locale.ROOT));
    }

    static Thing schema(String database, @Nullable String schema) {
        return new Thing(database, Kind.TABLE, schema, null);
    }

    boolean isSchema() {
        return name == null;
    }

    /** Whether it can be called. */
    boolean isProgram() {
        return kind == Kind.PROGRAM || kind == Kind.PACKAGE_BODY;
    }

    @Override
    public String toString() {
        if (name == null) {
            return String.valueOf(schema);
        }
        String whole = schema == null ? name : schema + "." + name;
        return switch (kind) {
            case TABLE -> whole;
            case PROGRAM -> whole + "()";
            case PACKAGE_BODY -> "package body " + whole;
            case EVENT -> "event " + whole;
            case ACCOUNT -> "account " + whole;
            case MEMBER -> "role " + whole;
            case VARIABLE -> "@@GLOBAL." + whole;
        };
    }

    // By hand, as hashCode is: what the compiler leaves to be linked at run time is felt when a command starts.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Thing thing
                && kind == thing.kind
                && Objects.equals(name, thing.name)
                && Objects.equals(schema, thing.schema)
                && database.equals(thing.database);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(name) + Objects.hashCode(schema);
    }

    @Override
    public int compareTo(Thing other) {
        int byName = toString().compareTo(other.toString());
        int byKind = byName != 0 ? byName : kind.compareTo(other.kind);
        return byKind != 0 ? byKind : database.compareTo(other.database);
    }
}
