package org.lupomig.orchestrator.sim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowDigest;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.TargetOperation;

/** Does what a session is told to, with what the engine asks for besides. */
final class ServerOperations {
    private final SimulatedServer server;

    ServerOperations(SimulatedServer server) {
        this.server = server;
    }

    StatementOutcome execute(TargetOperation operation, String sql, @Nullable String schema) {
        if (operation instanceof TargetOperation.RestoreSchema || operation instanceof TargetOperation.TakeDefaults) {
            // One that is there is whole here, and none has defaults.
            return new StatementOutcome.Accepted(0, List.of());
        }
        if (operation instanceof TargetOperation.CreateImage) {
            server.schemas.computeIfAbsent(SimulatedServer.HELD, held -> new TreeMap<>());
        }
        if (operation instanceof TargetOperation.CopyRows copy) {
            SimulatedTable from = Objects.requireNonNull(server.table(copy.table()));
            server.put(
                    copy.copy(),
                    Objects.requireNonNull(server.table(copy.copy())).withRows(from.rows()));
            return new StatementOutcome.Accepted(from.rows().size(), List.of());
        }
        if (operation instanceof TargetOperation.AlterBack back) {
            if (back.all() != null && !back.all().equals(rows(back.table()))) {
                return new StatementOutcome.Refused(0, "HY000", "somebody has changed its rows just now");
            }
            if (back.aside() != null) {
                List<Map<String, String>> rows =
                        Objects.requireNonNull(server.table(back.table())).rows();
                ObjectName copy = back.aside().image();
                server.put(copy, Objects.requireNonNull(server.table(copy)).withRows(rows));
            }
        }
        if (operation instanceof TargetOperation.DropUntouched drop && isTouched(drop)) {
            return StatementOutcome.Refused.overtaken(drop.table() + " is not as it was left");
        }
        return operation instanceof TargetOperation.DropSchema drop
                        && server.describeSchema(drop.schema()) instanceof SchemaState.Present present
                        && !present.contents().isEmpty()
                ? new StatementOutcome.Refused(
                        TargetOperation.DropSchema.NOT_EMPTY, "HY000", "not empty: " + present.contents())
                : new ServerStatements(server).execute(sql, schema);
    }

    private static String withoutCounter(String definition) {
        return definition.replaceFirst(" AUTO_INCREMENT=\\d+$", "");
    }

    private boolean isTouched(TargetOperation.DropUntouched drop) {
        return server.describe(drop.table()) instanceof ObjectState.Present live
                && (!withoutCounter(live.definition()).equals(withoutCounter(drop.definition()))
                        || !live.triggers().isEmpty()
                        || !rows(drop.table()).equals(Objects.requireNonNullElse(drop.rows(), new RowDigest(0, 0))));
    }

    private RowDigest rows(ObjectName table) {
        return Objects.requireNonNull(server.table(table)).digest();
    }
}
