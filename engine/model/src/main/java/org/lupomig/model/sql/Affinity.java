package org.lupomig.model.sql;

/** What SQLite makes of the values of a column whose table is not strict; the declared type chooses it. */
public enum Affinity {
    INTEGER,
    TEXT,
    BLOB,
    REAL,
    NUMERIC;

    /** That of a declared type, which is matched by parts of it, in this order; no type at all is {@code BLOB}. */
    public static Affinity of(ColumnType type) {
        String name = type.name();
        if (name.contains("INT")) {
            return INTEGER;
        } else if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
            return TEXT;
        } else if (name.isEmpty() || name.contains("BLOB")) {
            return BLOB;
        } else if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
            return REAL;
        }
        return NUMERIC;
    }
}
