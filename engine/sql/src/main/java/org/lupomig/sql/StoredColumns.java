package org.lupomig.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.sql.TableDefinition.Part;

/** The columns of a table whose values are stored, and what an ALTER makes of each. */
public final class StoredColumns {
    private StoredColumns() {}

    /**
     * A column.
     *
     * @param name its name before the statement
     * @param type as it is written in a definition, without its character set
     * @param charset null for what is no text
     * @param after its name after the statement; null where it is no more
     * @param converted whether its values are of another type or character set after it
     */
    public record StoredColumn(
            String name,
            String type,
            @Nullable String charset,
            @Nullable String after,
            boolean converted) {}

    /** Those of the table before the statement, in its order. */
    public static List<StoredColumn> of(AlterTable alter, TableDefinition before, TableDefinition after) {
        RenamedColumns names =
                new RenamedColumns(before.columns(), after.columns(), DefinitionWay.renamed(alter, before));
        OptionWay options = new OptionWay(before.options(), after.options());
        Map<String, String> texts = new HashMap<>();
        after.columns().forEach(part -> texts.put(part.name(), part.text()));
        List<StoredColumn> columns = new ArrayList<>();
        for (Part part : before.columns()) {
            Column was = ColumnText.read(part.text());
            String now = names.now(part.name());
            Column is = now == null ? null : ColumnText.read(texts.getOrDefault(now, ""));
            if (was == null) {
                // what is not understood is told by its bytes
                columns.add(new StoredColumn(part.name(), "", null, now, false));
            } else if (!was.has(ColumnAttribute.Generated.class) && !was.has(ColumnAttribute.RowTime.class)) {
                String charset = charset(was.type(), options.charset(false));
                String type = type(was.type());
                boolean same = is == null
                        || (type.equals(type(is.type()))
                                && String.valueOf(charset)
                                        .equalsIgnoreCase(String.valueOf(charset(is.type(), options.charset(true)))));
                columns.add(new StoredColumn(part.name(), type, charset, now, !same));
            }
        }
        return columns;
    }

    /**
     * A column by itself.
     *
     * @param required whether it is never NULL
     */
    public record Alone(String name, String type, @Nullable String charset, boolean required) {}

    /** Those of a table, in its order, that are understood. */
    public static List<Alone> of(TableDefinition table) {
        String ofTable = new OptionWay(table.options(), table.options()).charset(false);
        List<Alone> columns = new ArrayList<>();
        for (Part part : table.columns()) {
            Column column = ColumnText.read(part.text());
            if (column != null
                    && !column.has(ColumnAttribute.Generated.class)
                    && !column.has(ColumnAttribute.RowTime.class)) {
                ColumnAttribute.Nullability said = column.last(ColumnAttribute.Nullability.class);
                columns.add(new Alone(
                        part.name(),
                        type(column.type()),
                        charset(column.type(), ofTable),
                        said != null && !said.nullable()));
            }
        }
        return columns;
    }

    /** The columns of a table's primary key; none where it has only a part of one, or there is no such key. */
    public static List<String> key(TableDefinition table) {
        List<String> whole = table.primaryKey() == null ? null : RowIdentity.whole(table.primaryKey());
        return whole == null ? List.of() : whole;
    }

    private static @Nullable String charset(ColumnType type, String ofTable) {
        return Narrowing.isText(type) ? Narrowing.charset(type, ofTable) : null;
    }

    private static String type(ColumnType type) {
        String arguments = type.arguments().isEmpty() ? "" : "(" + String.join(",", type.arguments()) + ")";
        String sign =
                switch (type.sign()) {
                    case SIGNED -> "";
                    case UNSIGNED -> " unsigned";
                    case ZEROFILL -> " unsigned zerofill";
                };
        return type.name().toLowerCase(Locale.ROOT) + arguments + sign;
    }
}
