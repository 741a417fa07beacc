package org.lupomig.store.target;

import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.TargetOperation;

/** The statement that is sent for an operation. */
final class OperationSql {
    private OperationSql() {}

    static String of(TargetOperation operation, String heldSchema) {
        if (operation instanceof TargetOperation.Send send) {
            return send.sql();
        }
        if (operation instanceof TargetOperation.RenameTables rename) {
            var sql = new StringBuilder("RENAME TABLE ");
            String between = "";
            for (Rename pair : rename.pairs()) {
                sql.append(between)
                        .append(SqlQuoting.identifier(pair.from()))
                        .append(" TO ")
                        .append(SqlQuoting.identifier(pair.to()));
                between = ", ";
            }
            return sql.toString();
        }
        if (operation instanceof TargetOperation.DropTable drop) {
            // without the checks the server would leave the keys of others pointing nowhere
            return "SET STATEMENT foreign_key_checks = 1 FOR DROP TABLE " + SqlQuoting.identifier(drop.table());
        }
        if (operation instanceof TargetOperation.DropSchema drop) {
            return "DROP SCHEMA " + SqlQuoting.identifier(drop.schema());
        }
        if (operation instanceof TargetOperation.CreateTwin twin) {
            return twin.sql();
        }
        if (operation instanceof TargetOperation.CreateHeldSchema) {
            return "CREATE SCHEMA IF NOT EXISTS " + SqlQuoting.identifier(heldSchema)
                    + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
        }
        if (operation instanceof TargetOperation.CreateImage create) {
            return "CREATE TABLE " + SqlQuoting.identifier(create.image());
        }
        throw new IllegalStateException("an operation without a statement: " + operation.getClass());
    }
}
