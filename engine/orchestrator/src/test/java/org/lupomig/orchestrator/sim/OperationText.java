package org.lupomig.orchestrator.sim;

import java.util.stream.Collectors;
import org.lupomig.orchestrator.port.ServerObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/** What the simulated server is sent for an operation. */
final class OperationText {
    private OperationText() {}

    static String of(TargetOperation operation) {
        if (operation instanceof TargetOperation.Send send) {
            return send.sql();
        } else if (operation instanceof TargetOperation.SendWaived send) {
            return send.sql();
        } else if (operation instanceof TargetOperation.RestoreSchema restore) {
            return restore.sql();
        } else if (operation instanceof TargetOperation.Altering alter) {
            return alter.sql();
        } else if (operation instanceof TargetOperation.RenameTables rename) {
            return "RENAME TABLE "
                    + rename.pairs().stream()
                            .map(pair -> pair.from() + " TO " + pair.to())
                            .collect(Collectors.joining(", "));
        } else if (operation instanceof TargetOperation.CreateImage create) {
            return "CREATE TABLE " + create.image() + " LIKE " + create.table();
        } else if (operation instanceof TargetOperation.CopyRows copy) {
            return "INSERT INTO " + copy.copy() + " FROM " + copy.table();
        } else if (operation instanceof TargetOperation.CreateLike create) {
            return "CREATE TABLE " + create.twin() + " LIKE " + create.model();
        } else if (operation instanceof TargetOperation.ForeignKeys alter) {
            return "ALTER TABLE " + alter.table() + " "
                    + alter.keys().stream()
                            .map(key -> alter.adds() ? "ADD FK " + tiny(key.text()) : "DROP FK " + key.name())
                            .collect(Collectors.joining(", "));
        } else if (operation instanceof TargetOperation.DropTable drop) {
            return "DROP TABLE " + drop.table();
        } else if (operation instanceof TargetOperation.DropUntouched drop) {
            return "DROP TABLE " + drop.table();
        } else if (operation instanceof TargetOperation.DropSchema drop) {
            return "DROP SCHEMA " + drop.schema();
        }
        if (operation instanceof TargetOperation.CreateTwin twin) {
            return twin.sql();
        } else if (operation instanceof TargetOperation.TakeDefaults take) {
            return String.join("; ", take.statements());
        }
        if (operation instanceof TargetOperation.DropObject drop) {
            return "DROP " + drop.object().kind().words() + " " + drop.object().name();
        } else if (operation instanceof TargetOperation.RestoreObject restore) {
            return restore.now().absent()
                    ? restore.before().definition()
                    : restore.before().definition().replaceFirst("CREATE", "CREATE OR REPLACE");
        }
        if (operation instanceof TargetOperation.CopyTrigger copy) {
            return copy.as()
                    .definition()
                    .replace(
                            String.valueOf(copy.as().beside().get(ServerObjectState.Present.PLACE)),
                            copy.table().toString());
        }
        return "CREATE SCHEMA IF NOT EXISTS " + SimulatedServer.HELD;
    }

    /** {@code f REFERENCES core.users} of {@code CONSTRAINT `f` FOREIGN KEY (x) REFERENCES `core`.`users`}. */
    private static String tiny(String text) {
        return text.replace("CONSTRAINT ", "").replace(" FOREIGN KEY (x)", "").replace("`", "");
    }
}
