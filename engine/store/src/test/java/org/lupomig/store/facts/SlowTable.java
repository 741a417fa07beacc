package org.lupomig.store.facts;

/** A table of few rows that a server needs seconds to rewrite, by computing and without filling a disk. */
final class SlowTable {
    /** About a twentieth of a second. */
    private static final String SLOW = "CRC32(REPEAT(b, 8000000))";

    static final int ROWS = 60;

    /** What makes it, as {@code t}. */
    static final String[] MADE = {
        "CREATE TABLE t (id INT PRIMARY KEY, b VARBINARY(4), v BIGINT AS (" + SLOW + ") VIRTUAL) ENGINE=InnoDB",
        "INSERT INTO t (id, b) SELECT seq, 'x' FROM seq_1_to_" + ROWS
    };

    static final String COPY = "ALTER TABLE t ADD COLUMN c BIGINT DEFAULT (" + SLOW + "), ALGORITHM=COPY";
    static final String INPLACE = "ALTER TABLE t ADD INDEX c (v), ALGORITHM=INPLACE";

    private SlowTable() {}
}
