package org.lupomig.store.target;

import java.util.List;
import java.util.StringJoiner;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.KeptColumns;
import org.lupomig.orchestrator.port.RowImage;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation.CopyRows;
import org.lupomig.orchestrator.port.TargetOperation.CreateHeldSchema;
import org.lupomig.orchestrator.port.TargetOperation.CreateImage;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;

/** Makes images: tables with the columns of another that are stored, and its primary key. */
final class ImageCreation {
    private final MariaDbServer server;
    private final ServerConnection connection;
    private final Catalogue catalogue;
    private final String heldSchema;

    ImageCreation(MariaDbServer server, ServerConnection connection, Catalogue catalogue, String heldSchema) {
        this.server = server;
        this.connection = connection;
        this.catalogue = catalogue;
        this.heldSchema = heldSchema;
    }

    StatementOutcome send(CreateImage create) {
        if (catalogue.describeSchema(heldSchema) instanceof SchemaState.Absent) {
            connection.update(OperationSql.of(new CreateHeldSchema(), heldSchema));
        }
        String sql = server.reading(reader -> sql(create, reader));
        return Answer.to(sql, connection);
    }

    /** A table for the keys of rows that come in, in place of what an earlier try has left. */
    static String ofKeys(RowImage image, List<ImageColumn> key, ServerConnection reader) {
        StringJoiner elements = new StringJoiner(", ");
        StringJoiner parts = new StringJoiner(", ", "PRIMARY KEY (", ")");
        CreateImage of = new CreateImage(image.table(), image.image());
        for (ImageColumn column : key) {
            elements.add(column.definition(true));
            parts.add(SqlQuoting.identifier(column.name()) + prefix(of, column.name(), reader));
        }
        return "SET STATEMENT sql_mode = 'NO_ENGINE_SUBSTITUTION' FOR CREATE OR REPLACE TABLE "
                + SqlQuoting.identifier(image.image()) + " (" + elements.add(parts.toString()) + ") ENGINE=InnoDB";
    }

    /** Copies all rows, of the columns that such a table has. */
    static StatementOutcome fill(CopyRows copy, MariaDbServer server, ServerConnection connection) {
        StringJoiner columns = new StringJoiner(", ");
        for (ImageColumn column : server.reading(reader -> ImageColumn.of(copy.table(), reader))) {
            columns.add(SqlQuoting.identifier(column.name()));
        }
        return Answer.to(
                "INSERT INTO " + SqlQuoting.identifier(copy.copy()) + " (" + columns + ") SELECT " + columns + " FROM "
                        + SqlQuoting.identifier(copy.table()),
                connection);
    }

    private static String sql(CreateImage create, ServerConnection reader) {
        KeptColumns asked = create.kept();
        KeptColumns kept = asked == null || asked.key().isEmpty() ? null : asked;
        List<String> key = kept == null
                ? ImageColumn.key(create.table(), reader)
                : kept.key().stream().map(KeptColumns.Column::before).toList();
        StringJoiner elements = new StringJoiner(", ");
        for (ImageColumn column : kept == null
                ? ImageColumn.of(create.table(), reader)
                : ImageColumn.before(create.table(), kept, reader)) {
            elements.add(column.definition(key.contains(column.name())));
        }
        if (!key.isEmpty()) {
            StringJoiner parts = new StringJoiner(", ", "PRIMARY KEY (", ")");
            // a key by which rows are kept is of whole columns, and need not be the primary one
            key.forEach(column ->
                    parts.add(SqlQuoting.identifier(column) + (kept == null ? prefix(create, column, reader) : "")));
            elements.add(parts.toString());
        }
        // a key's TIMESTAMP has a default of zero, which modes refuse
        return "SET STATEMENT sql_mode = 'NO_ENGINE_SUBSTITUTION' FOR CREATE TABLE "
                + SqlQuoting.identifier(create.image()) + " (" + elements + ") ENGINE=InnoDB";
    }

    private static String prefix(CreateImage create, String column, ServerConnection reader) {
        long length = reader.one(
                "SELECT COALESCE(SUB_PART, 0) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ?"
                        + " AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' AND COLUMN_NAME = ?",
                (row, ctx) -> row.getLong(1),
                Catalogue.schemaOf(create.table()),
                create.table().name(),
                column);
        return length == 0 ? "" : "(" + length + ")";
    }
}
