package org.lupomig.store.target;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession.Given;
import org.lupomig.orchestrator.port.TargetSession.OwnValues;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Whether dropping a column would lose what somebody wrote.
 *
 * <p>A row that has what adding the column gives has no value of its own. Bytes are compared, because to a collation
 * {@code A} and {@code a} can be equal. Where what was given is not a constant, only an empty table is proof.
 */
final class ColumnValues {
    private static final double LIMIT_SECONDS = 300;

    private final ServerConnection reader;

    ColumnValues(ServerConnection reader) {
        this.reader = reader;
    }

    OwnValues ownIn(ObjectName table, String column, @Nullable Given given) {
        Column found = reader.first(
                "SELECT COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE, EXTRA, IS_GENERATED FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME = ?",
                (rows, ctx) -> new Column(
                        rows.getString(1),
                        rows.getString(2).equals("YES"),
                        rows.getString(3).toLowerCase(Locale.ROOT),
                        rows.getString(4).toLowerCase(Locale.ROOT),
                        rows.getString(5).equals("ALWAYS")),
                Catalogue.schemaOf(table),
                table.name(),
                column);
        if (found == null) {
            return absent(table, column) ? OwnValues.NONE : OwnValues.UNKNOWN;
        }
        if (found.generated) {
            return OwnValues.NONE;
        }
        try {
            String name = SqlQuoting.identifier(column);
            String differs = given == null ? found.differs(name) : found.differs(name, given);
            if (differs == null) {
                return any(table, "") ? OwnValues.UNKNOWN : OwnValues.NONE;
            }
            return any(table, " WHERE " + differs) ? OwnValues.SOME : OwnValues.NONE;
        } catch (ServerRefused e) {
            return OwnValues.UNSEEN;
        }
    }

    /** The catalogue does not show a column to an account that may not read it; only the server's word is proof. */
    private boolean absent(ObjectName table, String column) {
        try {
            reader.list(
                    "SELECT " + SqlQuoting.identifier(column) + " FROM " + SqlQuoting.identifier(table) + " LIMIT 0",
                    (rows, ctx) -> 1);
            return false;
        } catch (ServerRefused e) {
            return switch (e.code()) {
                case ServerError.NO_SUCH_COLUMN, ServerError.NO_SUCH_TABLE, ServerError.NO_SUCH_SCHEMA -> true;
                default -> false;
            };
        }
    }

    private boolean any(ObjectName table, String where) {
        return reader.first(
                        "SET STATEMENT max_statement_time = " + LIMIT_SECONDS + " FOR SELECT 1 FROM "
                                + SqlQuoting.identifier(table) + where + " LIMIT 1",
                        (rows, ctx) -> 1)
                != null;
    }

    private record Column(@Nullable String standard, boolean nullable, String type, String extra, boolean generated) {

        /** The condition of a row with a value of its own, or null where any row may have one. */
        @Nullable
        String differs(String name) {
            if (extra.contains("auto_increment")) {
                return null;
            }
            if (standard == null) {
                return nullable ? name + " IS NOT NULL" : implicit(name);
            }
            if (standard.equalsIgnoreCase("NULL")) {
                return name + " IS NOT NULL";
            }
            return constant(standard) ? "NOT (BINARY " + name + " <=> BINARY DEFAULT(" + name + "))" : null;
        }

        /**
         * The same against a default that is not the column's any more, read as it was written. It may miss that two
         * are the same, and never that they are not.
         */
        @Nullable
        String differs(String name, Given given) {
            String value = given.standard();
            if (given.untold() || extra.contains("auto_increment")) {
                return null;
            }
            if (value == null) {
                return given.nullable() ? name + " IS NOT NULL" : implicit(name);
            }
            if (value.equalsIgnoreCase("NULL")) {
                return name + " IS NOT NULL";
            }
            if (!constant(value) || value.indexOf('\\') >= 0) {
                return null;
            }
            String differs = "NOT (" + name + " <=> " + value + ")";
            return switch (type) {
                case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "bit" ->
                    value.startsWith("'")
                            ? differs + " OR NOT (BINARY " + name + " <=> BINARY " + value + ")"
                            : differs;
                case "date", "datetime", "timestamp", "time", "year" -> differs;
                case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
                    differs + " OR NOT (BINARY CONVERT(" + name + " USING utf8mb4) <=> BINARY " + value + ")";
                default -> differs + " OR NOT (BINARY " + name + " <=> BINARY " + value + ")";
            };
        }

        /** What MariaDB gives to the rows that are there when NOT NULL comes without a default. */
        private @Nullable String implicit(String name) {
            return switch (type) {
                case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "bit" ->
                    name + " <> 0";
                case "char",
                        "varchar",
                        "tinytext",
                        "text",
                        "mediumtext",
                        "longtext",
                        "varbinary",
                        "tinyblob",
                        "blob",
                        "mediumblob",
                        "longblob",
                        "set" -> "LENGTH(" + name + ") <> 0";
                case "enum" -> name + " + 0 <> 1";
                default -> null;
            };
        }

        private static boolean constant(String text) {
            if (text.regionMatches(true, 0, "b'", 0, 2) || text.regionMatches(true, 0, "x'", 0, 2)) {
                return constant(text.substring(1));
            }
            if (text.startsWith("'")) {
                // a quoted text to its very end: 'a' and 'it''s', but not 'a' + 'b'
                for (int i = 1; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if (c == '\\') {
                        i++;
                    } else if (c == '\'') {
                        if (i == text.length() - 1) {
                            return true;
                        }
                        if (text.charAt(i + 1) != '\'') {
                            return false;
                        }
                        i++;
                    }
                }
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean number = (c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0);
                if (!number) {
                    return false;
                }
            }
            return !text.isEmpty();
        }
    }
}
