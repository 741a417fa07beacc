package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.List;

/**
 * What a plan does and which privileges that takes: the one list of it. What a plan may need is computed from it, and
 * the page about privileges is compared with it.
 */
public enum Feature {
    CREATE_SCHEMA("CREATE SCHEMA", "CREATE", "DROP, EVENT, EXECUTE", ""),
    CREATE_TABLE("CREATE TABLE", "CREATE", "ALTER, DROP", "SELECT, CREATE, INSERT, DROP"),
    FOREIGN_KEY("a foreign key, on the schema of the other table", "REFERENCES", "", ""),
    DROP_TABLE(
            "DROP TABLE, CREATE OR REPLACE TABLE",
            "ALTER, DROP",
            "CREATE, INSERT, TRIGGER",
            "ALTER, CREATE, INSERT, DROP"),
    FILL_TABLE("CREATE TABLE … SELECT", "SELECT, CREATE, INSERT, ALTER, DROP", "", "SELECT, CREATE, INSERT, DROP"),
    TRUNCATE_TABLE(
            "TRUNCATE TABLE", "SELECT, CREATE, INSERT, ALTER, DROP", "TRIGGER", "SELECT, ALTER, CREATE, INSERT, DROP"),
    DROP_SCHEMA(
            "DROP SCHEMA, CREATE OR REPLACE SCHEMA",
            "ALTER, DROP, EVENT, EXECUTE",
            "CREATE, INSERT, TRIGGER",
            "ALTER, CREATE, INSERT, DROP"),
    RENAME_TABLE("RENAME TABLE", "CREATE, INSERT, ALTER, DROP", "", ""),
    ADD_COLUMN("ADD COLUMN", "ALTER", "SELECT", ""),
    NUMBER_ROWS(
            "ADD COLUMN with values of the server (AUTO_INCREMENT, DEFAULT of a function or in parentheses) to a table"
                    + " that is there",
            "ALTER",
            "SELECT, LOCK_TABLES",
            "SELECT, CREATE, INSERT, DELETE, DROP, LOCK_TABLES"),
    DROP_COLUMN(
            "DROP COLUMN, DROP PARTITION, TRUNCATE PARTITION",
            "SELECT, ALTER",
            "INSERT, UPDATE, DELETE, TRIGGER, LOCK_TABLES",
            "SELECT, CREATE, INSERT, DELETE, DROP, LOCK_TABLES, CREATE_TEMPORARY_TABLES"),
    ADD_INDEX("ADD INDEX", "ALTER", "", ""),
    ALTER_COLUMN("MODIFY or CHANGE COLUMN, CONVERT TO CHARACTER SET, ADD PRIMARY KEY", "SELECT, ALTER", "", ""),
    ALTER_TABLE("any other ALTER TABLE", "ALTER", "", ""),
    DROP_FOREIGN_KEY("DROP FOREIGN KEY, DROP CONSTRAINT", "ALTER", "REFERENCES", ""),
    ALTER_SCHEMA("ALTER SCHEMA", "ALTER", "", ""),
    CREATE_INDEX("CREATE INDEX", "INDEX", "ALTER", ""),
    DROP_INDEX("DROP INDEX", "INDEX", "ALTER", ""),
    INSERT_ROWS("INSERT into a table that the plan creates", "SELECT, INSERT", "", ""),
    CHANGE_ROWS(
            "UPDATE, DELETE, REPLACE, INSERT into any other table",
            "SELECT, UPDATE, DELETE",
            "INSERT, TRIGGER",
            "SELECT, CREATE, INSERT, DROP"),
    TRIGGER("CREATE TRIGGER, DROP TRIGGER", "TRIGGER", "", ""),
    VIEW("CREATE VIEW, ALTER VIEW, DROP VIEW", "SELECT, CREATE_VIEW", "DROP", ""),
    CREATE_ROUTINE("CREATE PROCEDURE, FUNCTION or PACKAGE", "CREATE_ROUTINE", "", ""),
    CHANGE_ROUTINE("ALTER or DROP of a PROCEDURE, FUNCTION or PACKAGE", "ALTER_ROUTINE", "CREATE_ROUTINE", ""),
    CALL_ROUTINE("CALL, and functions that are not built in", "EXECUTE", "", ""),
    EVENT("CREATE EVENT, ALTER EVENT, DROP EVENT", "EVENT", "", ""),
    SEQUENCE("CREATE SEQUENCE, ALTER SEQUENCE", "CREATE", "SELECT, ALTER, DROP", ""),
    SEQUENCE_AGAIN(
            "CREATE OR REPLACE SEQUENCE, ALTER SEQUENCE … RESTART, DROP SEQUENCE",
            "CREATE, LOCK_TABLES",
            "SELECT, ALTER, DROP",
            ""),
    SEQUENCE_VALUE("SETVAL", "INSERT, LOCK_TABLES", "SELECT, ALTER", ""),
    READ("SELECT, and what a check, an INSERT or a CREATE TABLE … LIKE reads", "SELECT", "", ""),
    COPY_ROWS("a copy of changed rows (--discard-later-writes)", "", "SELECT", "CREATE, INSERT"),
    COPY_LOCKED(
            "a copy of rows of which columns go or values come back (--discard-later-writes)",
            "",
            "SELECT, LOCK_TABLES",
            "SELECT, CREATE, INSERT, LOCK_TABLES"),
    COPY_AGAIN("the same copy, filled by a command that was killed", "", "", "DELETE"),
    MOVE_ASIDE("a table that is moved aside (--discard-later-writes)", "", "ALTER, DROP", "CREATE, INSERT");

    private final String title;
    private final String forward;
    private final String back;
    private final String held;

    Feature(String title, String forward, String back, String held) {
        this.title = title;
        this.forward = forward;
        this.back = back;
        this.held = held;
    }

    /** What the page about privileges calls it. */
    public String title() {
        return title;
    }

    /** Needed on the schema that it touches, to do it. */
    public List<Privilege> forward() {
        return privileges(forward);
    }

    /** Needed there besides, to look whether it can be taken back and to take it back. */
    public List<Privilege> back() {
        return privileges(back);
    }

    /** Needed on the schema that holds what is set aside. */
    public List<Privilege> held() {
        return privileges(held);
    }

    private static List<Privilege> privileges(String words) {
        List<Privilege> privileges = new ArrayList<>();
        for (String word : words.isEmpty() ? new String[0] : words.split(", ", -1)) {
            privileges.add(Privilege.valueOf(word));
        }
        return privileges;
    }
}
