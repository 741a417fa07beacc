package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.RowFacts;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/** Reads what decides whether rows of a table can be kept. */
final class RowCatalogue {
    /** InnoDB's own word for what a key does to its child: bits for delete cascade, delete null, update so too. */
    private static final String INNODB = "SELECT f.ID, " + Catalogue.plain("SUBSTRING_INDEX(f.FOR_NAME, '/', 1)") + ", "
            + Catalogue.plain("SUBSTRING(f.FOR_NAME, LOCATE('/', f.FOR_NAME) + 1)")
            + ", f.TYPE & 3 <> 0, f.TYPE & 12 <> 0, c.REF_COL_NAME FROM information_schema.INNODB_SYS_FOREIGN f"
            + " JOIN information_schema.INNODB_SYS_FOREIGN_COLS c ON c.ID = f.ID WHERE CAST(f.REF_NAME AS BINARY) = "
            + Catalogue.INNODB_NAME;

    private static final String REFERENTIAL = "SELECT CONCAT(CONSTRAINT_SCHEMA, '/', CONSTRAINT_NAME),"
            + " CONSTRAINT_SCHEMA, TABLE_NAME, DELETE_RULE NOT IN ('RESTRICT', 'NO ACTION'),"
            + " UPDATE_RULE NOT IN ('RESTRICT', 'NO ACTION'), NULL FROM information_schema.REFERENTIAL_CONSTRAINTS"
            + " WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?";

    private RowCatalogue() {}

    static RowFacts of(ObjectName table, ServerConnection reader) {
        return new RowFacts(ImageColumn.key(table, reader), references(table, reader));
    }

    private static List<RowFacts.Reference> references(ObjectName table, ServerConnection reader) {
        String schema = Catalogue.schemaOf(table);
        List<Row> rows;
        try {
            rows = rows(reader, INNODB, schema, schema, table.name(), table.name());
        } catch (ServerRefused e) {
            if (e.code() != ServerError.RIGHT_MISSING) {
                throw e;
            }
            rows = rows(reader, REFERENTIAL, schema, table.name());
        }
        Map<String, List<Row>> byKey = new LinkedHashMap<>();
        rows.forEach(
                row -> byKey.computeIfAbsent(row.id, id -> new ArrayList<>()).add(row));
        List<RowFacts.Reference> references = new ArrayList<>();
        for (List<Row> key : byKey.values()) {
            List<String> columns = new ArrayList<>();
            for (Row row : key) {
                if (row.column != null) {
                    columns.add(row.column);
                }
            }
            Row first = key.get(0);
            references.add(new RowFacts.Reference(first.child, columns, first.deletes, first.updates));
        }
        return references;
    }

    private static List<Row> rows(ServerConnection reader, String sql, String... values) {
        return reader.list(
                sql,
                (row, ctx) -> new Row(
                        row.getString(1),
                        new ObjectName(row.getString(2), row.getString(3)),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getString(6)),
                (Object[]) values);
    }

    /** One column of a key. */
    private record Row(
            String id,
            ObjectName child,
            boolean deletes,
            boolean updates,
            @Nullable String column) {}
}
