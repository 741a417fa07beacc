package org.lupomig.store.privilege;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A right over tables or schemas that the engine needs for something. */
public enum Privilege {
    SELECT("SELECT 1 FROM %s"),
    INSERT("INSERT INTO %s VALUES (1)"),
    UPDATE("UPDATE %s SET a = 1"),
    DELETE("DELETE FROM %s"),
    /** A column that is there twice: refused, whether the account may create or not. */
    CREATE("CREATE TABLE %s (a INT, a INT)"),
    ALTER("ALTER TABLE %s ADD COLUMN a INT"),
    INDEX("CREATE INDEX a ON %s (a)"),
    DROP("DROP TABLE %s"),
    /** To refer to a table, any right over its rows will do. */
    REFERENCES(null) {
        @Override
        public Set<Privilege> impliedBy() {
            return EnumSet.of(REFERENCES, SELECT, INSERT, UPDATE, DELETE);
        }
    },
    EVENT(null),
    /** To those who lack it the server shows no triggers, as if there were none. */
    TRIGGER(null),
    EXECUTE(null) {
        @Override
        public Set<Privilege> impliedBy() {
            return EnumSet.of(EXECUTE, ALTER_ROUTINE, CREATE_ROUTINE);
        }
    },
    ALTER_ROUTINE(null),
    CREATE_ROUTINE(null),
    CREATE_VIEW(null),
    SHOW_VIEW(null),
    LOCK_TABLES(null),
    CREATE_TEMPORARY_TABLES(null);

    private final @Nullable String question;

    Privilege(@Nullable String question) {
        this.question = question;
    }

    /** Those of which one is enough where this one is needed, this one among them. */
    public Set<Privilege> impliedBy() {
        return EnumSet.of(this);
    }

    /** As it is written in a GRANT. */
    public String word() {
        return name().replace('_', ' ');
    }

    /**
     * A statement about a table that is not there: the server refuses it, and by the number of the refusal says whether
     * it would have been allowed. Null where there is no such statement.
     */
    @Nullable
    String question(String table) {
        return question == null ? null : question.replace("%s", table);
    }
}
