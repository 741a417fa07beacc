package org.lupomig.store.connect;

/**
 * What a connection sets when it is made, in the one statement that the driver sends then.
 *
 * <p>All connections work under REPEATABLE READ, the server's own default, whatever a server is configured to: a digest
 * needs one snapshot, and InnoDB refuses READ COMMITTED where the binary log is by statement. Where two of our writers
 * meet at a gap, and the server rolls one back, that one writes again.
 *
 * <p>What a server is configured to otherwise, or a plan has just set for all of it, must not change what our own
 * statements see or do. So every variable that could is said, and all of them are known to every server since 10.6.
 */
public enum SessionSettings {
    /** Reads the catalogue and the store: definitions are printed the same on every server. */
    READER(true, "sql_mode='',lock_wait_timeout=5,max_statement_time=0,"),
    /**
     * Guards locks and writes. A client that stands still within a transaction must not keep others from theirs for
     * ever: its session is ended before they have waited in vain.
     */
    LOCK(
            false,
            "sql_mode='STRICT_ALL_TABLES',lock_wait_timeout=20,innodb_lock_wait_timeout=20,max_statement_time=0,"
                    + "idle_transaction_timeout=15,"),
    /**
     * Sends the author's statements, under the server's own mode but for {@link ServerLimits#authorsMode quoting}. The
     * driver by itself would add IGNORE_SPACE to it.
     */
    FORWARD(true, "lock_wait_timeout=5,innodb_lock_wait_timeout=5,max_statement_time=0,"),
    /**
     * Takes statements back: rows with id 0 come back as they were, in any order, and also those that a CHECK does not
     * hold for: what copies a table, or brings its CHECK back, would be refused for a row that was there before.
     */
    UNDO(
            true,
            "sql_mode='NO_AUTO_VALUE_ON_ZERO',foreign_key_checks=0,check_constraint_checks=0,"
                    // definitions come back as SHOW CREATE has them, in which no default is left unsaid
                    + "/*M!100802 explicit_defaults_for_timestamp=1,*/ alter_algorithm='DEFAULT',"
                    + "lock_wait_timeout=5,innodb_lock_wait_timeout=5,max_statement_time=0,"),
    /** Answers the author's questions, under the server's defaults too, for ten minutes at the most. */
    QUESTIONS(true, "lock_wait_timeout=5,innodb_lock_wait_timeout=5,max_statement_time=600,");

    /**
     * The most that every server takes, Windows included: 24 days. A silent session must not lose its locks, and a
     * limit that an administrator meant for applications must not end what we bound ourselves.
     */
    private static final String PATIENCE = "wait_timeout=2147483,net_read_timeout=3600,net_write_timeout=3600";

    /** Under others our own statements would see other rows, do something else, or be refused. */
    private static final String MEANING = "sql_select_limit=18446744073709551615,system_versioning_asof=DEFAULT,"
            + "sql_auto_is_null=0,sql_quote_show_create=1,max_error_count=64,"
            + "tx_read_only=0,completion_type=0,unique_checks=1,sql_if_exists=0,sql_safe_updates=0,sql_big_selects=1,"
            + "max_session_mem_used=9223372036854775807,tmp_disk_table_size=18446744073709551615,"
            + "idle_transaction_timeout=0,idle_readonly_transaction_timeout=0,idle_write_transaction_timeout=0,";

    private final boolean autocommit;
    private final String variables;

    SessionSettings(boolean autocommit, String variables) {
        this.autocommit = autocommit;
        this.variables = variables;
    }

    boolean autocommit() {
        return autocommit;
    }

    /** Whether statements of any length are sent under them. */
    boolean writes() {
        return this != READER && this != QUESTIONS;
    }

    /** Whether the author's own SQL is sent under them. */
    boolean authors() {
        return this == FORWARD || this == QUESTIONS;
    }

    /** What is set of the session's variables, as it stands behind {@code SET}. */
    public String variables() {
        return MEANING + variables + PATIENCE;
    }
}
