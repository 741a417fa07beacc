package org.lupomig.store.target;

import java.util.StringJoiner;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.Definitions.ForeignKey;
import org.lupomig.orchestrator.port.TargetOperation;

/** The statement that is sent for an operation. Images are {@link ImageCreation}'s: they go by the table's columns. */
final class OperationSql {
    private OperationSql() {}

    static String of(TargetOperation operation, String heldSchema) {
        if (operation instanceof TargetOperation.Send send) {
            return send.sql();
        }
        if (operation instanceof TargetOperation.SendWaived send) {
            return send.sql();
        }
        if (operation instanceof TargetOperation.Care care) {
            return care.sql();
        }
        if (operation instanceof TargetOperation.Alter alter) {
            return "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES') FOR " + alter.sql();
        }
        if (operation instanceof TargetOperation.AlterBack alter) {
            // a table's history is altered with it, as it was when the statement went forward
            return "SET STATEMENT sql_mode = 'NO_AUTO_VALUE_ON_ZERO" + (alter.strict() ? ",STRICT_ALL_TABLES" : "")
                    + "', system_versioning_alter_history = KEEP, foreign_key_checks = "
                    + (alter.refers() && !KeysLook.judges(alter.keys()) ? 1 : 0) + " FOR " + alter.sql();
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
        if (operation instanceof TargetOperation.CreateLike create) {
            // a table may have a default that today's mode refuses
            return "SET STATEMENT sql_mode = '' FOR CREATE TABLE " + SqlQuoting.identifier(create.twin()) + " LIKE "
                    + SqlQuoting.identifier(create.model());
        }
        if (operation instanceof TargetOperation.ForeignKeys alter) {
            return foreignKeys(alter);
        }
        if (operation instanceof TargetOperation.DropTable drop) {
            // without the checks the server would leave the keys of others pointing nowhere
            return "SET STATEMENT foreign_key_checks = 1 FOR DROP TABLE " + SqlQuoting.identifier(drop.table());
        }
        if (operation instanceof TargetOperation.DropUntouched drop) {
            return of(new TargetOperation.DropTable(drop.table()), heldSchema);
        }
        if (operation instanceof TargetOperation.DropSchema drop) {
            return "DROP SCHEMA " + SqlQuoting.identifier(drop.schema());
        }
        if (operation instanceof TargetOperation.RestoreSchema restore) {
            return restore.sql();
        }
        if (operation instanceof TargetOperation.CreateTwin twin) {
            return twin.sql();
        }
        if (operation instanceof TargetOperation.TakeDefaults take) {
            return String.join(";\n", take.statements());
        }
        if (operation instanceof TargetOperation.OnSequence on) {
            return of(on.operation(), heldSchema);
        }
        if (operation instanceof TargetOperation.DropObject drop) {
            return ObjectRestore.drop(drop.object());
        }
        if (operation instanceof TargetOperation.RestoreObject restore) {
            return String.join(";\n", ObjectRestore.statements(restore));
        }
        if (operation instanceof TargetOperation.RestoreAccount restore) {
            return String.join(";\n", AccountRestore.statements(restore));
        }
        if (operation instanceof TargetOperation.CopyTrigger copy) {
            return String.join(";\n", ObjectRestore.statements(ObjectRestore.restoring(copy)));
        }
        if (operation instanceof TargetOperation.CreateHeldSchema) {
            return "CREATE SCHEMA IF NOT EXISTS " + SqlQuoting.identifier(heldSchema)
                    + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
        }
        throw new IllegalStateException("an operation without a statement: " + operation.getClass());
    }

    private static String foreignKeys(TargetOperation.ForeignKeys alter) {
        var actions = new StringJoiner(", ");
        int number = 0;
        for (ForeignKey key : alter.keys()) {
            number++;
            String index = key.index();
            if (index != null) {
                String meanwhile = "lupomig_k" + number;
                actions.add("RENAME KEY " + SqlQuoting.identifier(alter.adds() ? meanwhile : index) + " TO "
                        + SqlQuoting.identifier(alter.adds() ? index : meanwhile));
            }
            actions.add(alter.adds() ? "ADD " + key.text() : "DROP FOREIGN KEY " + SqlQuoting.identifier(key.name()));
        }
        // No row is judged, as where the table is new and empty; and what they refer to need not be there.
        return (alter.adds() ? "SET STATEMENT foreign_key_checks = 0 FOR " : "") + "ALTER TABLE "
                + SqlQuoting.identifier(alter.table()) + " " + actions;
    }
}
