package org.lupomig.store.target;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.AddedColumn;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.TargetSession.FoundValues;
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

    FoundValues ownIn(ObjectName table, AddedColumn column) {
        return look(table, column, true);
    }

    /**
     * Why a column may not be dropped that was looked at before, one clause; null where it may. It stops at the first
     * such row, for everybody waits for the lock under which it is asked. Where nothing tells whose the values are, it
     * had no rows when it was looked at.
     */
    @Nullable
    String lost(ObjectName table, String column) {
        FoundValues found = look(table, AddedColumn.last(column), false);
        return switch (found.own()) {
            case SOME -> "somebody has written into column " + column + " just now";
            case UNKNOWN -> "whether somebody has written into column " + column + " just now cannot be told";
            case NONE, UNSEEN -> found.lost(column);
        };
    }

    private FoundValues look(ObjectName table, AddedColumn column, boolean named) {
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
                column.now());
        if (found == null) {
            return FoundValues.of(absent(table, column.now()) ? OwnValues.NONE : OwnValues.UNKNOWN);
        }
        try {
            EarlierRows earlier = new EarlierRows(table, column.since(), reader);
            return column.since().isEmpty()
                    ? ownNow(table, column, found, earlier, named)
                    : ownThen(column, found, earlier);
        } catch (ServerRefused e) {
            return FoundValues.of(OwnValues.UNSEEN);
        }
    }

    private FoundValues ownNow(ObjectName table, AddedColumn column, Column found, EarlierRows earlier, boolean named) {
        if (found.generated) {
            return FoundValues.of(OwnValues.NONE);
        }
        String name = SqlQuoting.identifier(column.now());
        Given given = column.given();
        String differs = given == null ? found.differs(name) : found.differs(name, given);
        if (differs == null) {
            return untold(column, earlier, any(table, ""));
        } else if (!any(table, " WHERE " + differs)) {
            return FoundValues.of(OwnValues.NONE);
        } else if (!named) {
            return FoundValues.of(OwnValues.SOME);
        }
        UnaryOperator<String> rows =
                what -> "SELECT " + what + " FROM " + SqlQuoting.identifier(table) + " WHERE " + differs;
        return new FoundValues(OwnValues.SOME, RowKeys.of(ImageColumn.ofKey(table, reader), rows, reader));
    }

    /** What of the column was there before the batch went on: by the type that it had then. */
    private FoundValues ownThen(AddedColumn column, Column found, EarlierRows earlier) {
        Given given = column.given();
        String type = earlier.type(column.then());
        if (type == null) {
            // it was computed from others
            return FoundValues.of(OwnValues.NONE);
        }
        String differs = found.of(type)
                .differs(
                        SqlQuoting.identifier(column.then()),
                        given == null ? new Given(found.standard, found.nullable, found.isUntold()) : given);
        if (differs == null) {
            return untold(column, earlier, earlier.any("TRUE", reader));
        }
        return earlier.any(differs, reader)
                ? new FoundValues(OwnValues.SOME, earlier.those(differs, reader))
                : FoundValues.of(OwnValues.NONE);
    }

    /** Of values that no default tells: none is anybody's own where all rows are as they were left. */
    private FoundValues untold(AddedColumn column, EarlierRows earlier, boolean any) {
        boolean asLeft = column.left() != null && column.left().equals(earlier.all(reader));
        return FoundValues.of(!any || asLeft ? OwnValues.NONE : OwnValues.UNKNOWN);
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

        /** The same where it is of this type. */
        Column of(String other) {
            return new Column(standard, nullable, other, extra, generated);
        }

        /** Whether the server numbers it. */
        boolean isUntold() {
            return extra.contains("auto_increment");
        }

        /** The condition of a row with a value of its own, or null where any row may have one. */
        @Nullable
        String differs(String name) {
            if (isUntold()) {
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
            if (given.untold() || isUntold()) {
                return null;
            }
            if (value == null) {
                return given.nullable() ? name + " IS NOT NULL" : implicit(name);
            }
            if (value.equalsIgnoreCase("NULL")) {
                return name + " IS NOT NULL";
            }
            // as it was written a sign behind a backslash may mean this or that; the catalogue writes it in one way
            if (!constant(value) || (value.indexOf('\\') >= 0 && !value.equals(standard))) {
                return null;
            }
            String differs = "NOT (" + name + " <=> " + value + ")";
            return switch (type) {
                case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "bit" ->
                    value.startsWith("'")
                            ? differs + " OR NOT (BINARY " + name + " <=> BINARY " + value + ")"
                            : differs;
                case "date", "datetime", "timestamp", "time", "year", "uuid", "inet4", "inet6" -> differs;
                // of single precision it is no number that can be written
                case "float" -> "NOT (" + name + " <=> CAST(" + value + " AS FLOAT))";
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
