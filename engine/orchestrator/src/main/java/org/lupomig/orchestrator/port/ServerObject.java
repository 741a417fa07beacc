package org.lupomig.orchestrator.port;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;

/**
 * Something on the server that is no table and holds no rows: what it is can be read, taken away and made again.
 *
 * @param name with its schema, where it is in one
 */
public record ServerObject(Kind kind, ObjectName name) {
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
        VARIABLE;

        /** As statements name it. */
        public String words() {
            return name().replace('_', ' ');
        }

        /** Whether the server compares names of it without regard to case, whatever the names of tables are. */
        private boolean folds() {
            return switch (this) {
                case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, EVENT, VARIABLE -> true;
                case TRIGGER, VIEW, SEQUENCE -> false;
            };
        }
    }

    /** One object under one name, however its statements write it. */
    public ServerObject {
        if (kind.folds()) {
            name = new ObjectName(name.schema(), name.name().toLowerCase(Locale.ROOT));
        }
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
