package org.lupomig.orchestrator.port;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;

/**
 * Something on the server that is no table and holds no rows: what it is can be read, taken away and made again.
 *
 * @param name with its schema, where it is in one
 */
public record ServerObject(Kind kind, ObjectName name) {
    private static final String PUBLIC = "PUBLIC";

    /** What it is. */
    public enum Kind {
        TRIGGER,
        VIEW,
        PROCEDURE,
        FUNCTION,
        PACKAGE,
        PACKAGE_BODY,
        EVENT,
        SEQUENCE,
        /** A global variable of the server: its definition is the statement that sets it. */
        VARIABLE,
        /** An account, {@code name@host}: its definition is how it proves who it is, its settings what it may. */
        USER,
        /** A role, or {@code PUBLIC}. */
        ROLE;

        /** As statements name it. */
        public String words() {
            return name().replace('_', ' ');
        }

        /** Whether the server compares names of it without regard to case, whatever the names of tables are. */
        private boolean folds() {
            return switch (this) {
                case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, EVENT, VARIABLE -> true;
                case TRIGGER, VIEW, SEQUENCE, USER, ROLE -> false;
            };
        }
    }

    /** One object under one name, however its statements write it. */
    public ServerObject {
        if (kind.folds()) {
            name = new ObjectName(name.schema(), name.name().toLowerCase(Locale.ROOT));
        }
    }

    /** An account; the server compares hosts without regard to case. */
    public static ServerObject user(String name, String host) {
        return new ServerObject(Kind.USER, new ObjectName(null, name + "@" + host.toLowerCase(Locale.ROOT)));
    }

    /** A role. */
    public static ServerObject role(String name) {
        return new ServerObject(Kind.ROLE, new ObjectName(null, name));
    }

    /** What is granted to everybody. */
    public static ServerObject everybody() {
        return role(PUBLIC);
    }

    /** That of which {@link #line} was written. */
    public static ServerObject named(String line) {
        int space = line.indexOf(' ');
        return new ServerObject(
                Kind.valueOf(line.substring(0, space)), new ObjectName(null, line.substring(space + 1)));
    }

    /** An account or role in one line. */
    public String line() {
        return kind.name() + " " + name.name();
    }

    /** Whether it is an account, a role or everybody. */
    public boolean mayBeGranted() {
        return kind == Kind.USER || kind == Kind.ROLE;
    }

    /** Its name without host, where it is an account or a role. */
    public String user() {
        return kind == Kind.USER ? name.name().substring(0, name.name().lastIndexOf('@')) : name.name();
    }

    /** The host of an account; empty for a role, as in the server's own tables. */
    public String host() {
        return kind == Kind.USER ? name.name().substring(name.name().lastIndexOf('@') + 1) : "";
    }

    /** As statements name an account or a role. */
    public String grantee() {
        if (kind == Kind.ROLE) {
            return isEverybody() ? PUBLIC : SqlQuoting.identifier(name.name());
        }
        // Quotes, not backticks: an account may have no name.
        return SqlQuoting.literal(user()) + "@" + SqlQuoting.literal(host());
    }

    /** Whether it is {@link #everybody}. */
    public boolean isEverybody() {
        return kind == Kind.ROLE && name.name().equals(PUBLIC);
    }

    /** The schema that it is in; null where it is in none. */
    public @Nullable String schema() {
        return name.schema();
    }

    /** For people: {@code view shop.sales}. */
    @Override
    public String toString() {
        return kind.words().toLowerCase(Locale.ROOT) + " " + name;
    }
}
