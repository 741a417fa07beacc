package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Schemas that are dropped: all tables are set aside by one rename, then the empty schema goes. The server itself drops
 * table by table, and leaves half of them where it cannot go on.
 */
final class DropSchemaPlanner {
    private static final String TABLE = "table ";

    private final Holding holding;
    private final Situation situation;

    DropSchemaPlanner(Holding holding) {
        this.holding = holding;
        this.situation = holding.situation();
    }

    Resolution resolve(DropSchema drop) {
        String schema = drop.schema();
        if (!(situation.session().describeSchema(schema) instanceof SchemaState.Present present)) {
            return drop.guard() != null
                    ? situation.nothing("schema " + schema + " does not exist")
                    : situation.blocked(EngineMessage.NOT_THERE, "schema " + schema);
        }
        Map<ObjectName, Seen> tables = new LinkedHashMap<>();
        for (String content : present.contents()) {
            ObjectName table = new ObjectName(schema, content.substring(content.indexOf(' ') + 1));
            ObjectState state = content.startsWith(TABLE) ? situation.session().describe(table) : null;
            if (!(state instanceof ObjectState.Present seen)) {
                return situation.blocked(
                        EngineMessage.NOT_HELD,
                        drop.kind(),
                        schema,
                        "it has " + content + ", which is not brought back",
                        "drop that first");
            }
            tables.put(table, new Seen(table, seen));
        }
        for (Seen seen : tables.values()) {
            Resolution refused = holding.refused(drop.kind() + " with", seen, tables.keySet());
            if (refused != null) {
                return refused;
            }
        }
        return new Resolution.Ready(parts(schema, List.copyOf(tables.values())));
    }

    private List<Part> parts(String schema, List<Seen> tables) {
        List<Part> parts = new ArrayList<>();
        if (!tables.isEmpty()) {
            parts.addAll(holding.begun());
            parts.addAll(holding.setAside(tables));
        }
        parts.add(
                new Part(new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), situation.sql(), null));
        return parts;
    }
}
