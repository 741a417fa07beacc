package org.lupomig.orchestrator.claim;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing that a command keeps for itself while it works. Schemas and objects are compared without case: whether
 * {@code T} and {@code t} are one table is the server's to say, and one that waits without need loses nothing.
 *
 * @param schema the schema, or the one that the object is in; empty for all else
 * @param name the object, plan or piece of state; empty for all else
 */
public record Claim(Kind kind, String schema, String name) implements Comparable<Claim> {
    private static final Comparator<Claim> ORDER =
            Comparator.comparing(Claim::kind).thenComparing(Claim::schema).thenComparing(Claim::name);

    /** What it is, in the order in which claims are taken. */
    public enum Kind {
        /** All of the server. */
        SERVER,
        /** Something that there is once for the whole store, such as its epoch. */
        STATE,
        /** A plan: its records, and what others may rely on. */
        PLAN,
        /** That a plan stays as it is: any number of commands may rely on it together. */
        UPON,
        /** A schema with all that is in it. */
        SCHEMA,
        /** A table, view, sequence or program. */
        OBJECT;

        /** The word in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All of the server. */
    public static Claim server() {
        return new Claim(Kind.SERVER, "", "");
    }

    /** Something that there is once for the whole store. */
    public static Claim state(String name) {
        return new Claim(Kind.STATE, "", name);
    }

    /** A plan. */
    public static Claim plan(String name) {
        return new Claim(Kind.PLAN, "", name);
    }

    /** That a plan stays as it is. */
    public static Claim upon(String plan) {
        return new Claim(Kind.UPON, "", plan);
    }

    /** A schema with all that is in it. */
    public static Claim schema(String schema) {
        return new Claim(Kind.SCHEMA, schema.toLowerCase(Locale.ROOT), "");
    }

    /** A table, view, sequence or program. */
    public static Claim object(String schema, String name) {
        return new Claim(Kind.OBJECT, schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** Whether two commands that claim these go one after the other. */
    public boolean meets(Claim other) {
        if (kind == Kind.SERVER || other.kind == Kind.SERVER) {
            return true;
        }
        return switch (kind) {
            case SERVER -> true;
            case STATE -> equals(other);
            case PLAN -> other.ofPlan() && name.equals(other.name);
            case UPON -> other.kind == Kind.PLAN && name.equals(other.name);
            case SCHEMA -> other.inSchema() && schema.equals(other.schema);
            case OBJECT -> other.kind == Kind.SCHEMA ? schema.equals(other.schema) : equals(other);
        };
    }

    /** Whether any number of commands may have it together. */
    public boolean isShared() {
        return kind == Kind.UPON;
    }

    private boolean ofPlan() {
        return kind == Kind.PLAN || kind == Kind.UPON;
    }

    private boolean inSchema() {
        return kind == Kind.SCHEMA || kind == Kind.OBJECT;
    }

    @Override
    public int compareTo(Claim other) {
        return ORDER.compare(this, other);
    }

    /** For people. */
    @Override
    public String toString() {
        return switch (kind) {
            case SERVER -> "the whole server";
            case STATE -> "the " + name;
            case PLAN, UPON -> "plan " + name;
            case SCHEMA -> "schema " + schema;
            case OBJECT -> schema + "." + name;
        };
    }
}
