package org.lupomig.store.target;

import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.RowFacts.Noting;

/** How the values of a primary key are read from rows that come in, and written into an image. */
final class NotedKey {
    private NotedKey() {}

    /** Whether the values of a key come back as they are. */
    static Noting how(List<ImageColumn> key) {
        if (key.isEmpty() || !key.stream().allMatch(NotedKey::comesBack)) {
            return Noting.NONE;
        }
        return key.size() == 1 && isNumber(key.get(0)) ? Noting.AS_NUMBERS : Noting.SINGLY;
    }

    private static boolean comesBack(ImageColumn column) {
        return switch (column.base()) {
            case "decimal", "char", "varchar", "binary", "varbinary", "date", "datetime", "time", "year", "uuid" ->
                true;
            default -> isNumber(column);
        };
    }

    private static boolean isNumber(ImageColumn column) {
        return switch (column.base()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> true;
            default -> false;
        };
    }

    /** What a RETURNING clause gives of a key, as texts. */
    static String returning(List<ImageColumn> key) {
        StringJoiner parts = new StringJoiner(", ");
        for (ImageColumn column : key) {
            String name = SqlQuoting.identifier(column.name());
            parts.add(
                    switch (column.base()) {
                        case "binary", "varbinary" -> "HEX(" + name + ")";
                        case "date", "datetime", "time", "uuid" -> "CAST(" + name + " AS CHAR)";
                        default -> name;
                    });
        }
        return parts.toString();
    }

    /** A place for such a text, in an INSERT. */
    static String place(List<ImageColumn> key) {
        StringJoiner parts = new StringJoiner(", ", "(", ")");
        for (ImageColumn column : key) {
            parts.add(column.base().endsWith("binary") ? "UNHEX(?)" : "?");
        }
        return parts.toString();
    }
}
