package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.model.sql.StatementFact.DropSchema;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.forward.Holding.Seen;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Schemas that are dropped, or replaced: what is no table is dropped object by object, all tables are set aside by one
 * rename, then the empty schema goes. The server itself drops table by table, and leaves half of them where it cannot
 * go on. Each of these parts is taken back by itself, so that a kill between any two leaves a schema that is made whole
 * again; what is granted on a schema stays on the server when it goes.
 */
final class DropSchemaPlanner {
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
        List<Part> parts = new ArrayList<>();
        Resolution refused = dropped(drop.kind(), schema, present, parts);
        return refused != null ? refused : new Resolution.Ready(parts);
    }

    /** {@code CREATE OR REPLACE SCHEMA}. */
    Resolution resolve(CreateSchema create) {
        String schema = create.schema();
        String plain = situation.withoutReplace(create.opening());
        List<Part> parts = new ArrayList<>();
        if (situation.session().describeSchema(schema) instanceof SchemaState.Present present) {
            Resolution refused = dropped(create.kind(), schema, present, parts);
            if (refused != null) {
                return refused;
            }
        }
        parts.add(new Part(new Work.CreatesSchema(schema), new TargetOperation.Send(plain), plain, null));
        return new Resolution.Ready(parts);
    }

    private @Nullable Resolution dropped(
            String statement, String schema, SchemaState.Present present, List<Part> parts) {
        SchemaContents contents = SchemaContents.of(schema, present, situation.session(), situation.views());
        String lost = contents.lost();
        if (lost != null) {
            return situation.blocked(EngineMessage.NOT_HELD, statement, schema, lost, "drop that first");
        }
        Map<ObjectName, Seen> tables = contents.tables();
        for (Seen seen : tables.values()) {
            Resolution refused = holding.refused(statement + " with", seen, tables.keySet());
            if (refused != null) {
                return refused;
            }
        }
        contents.beforeTables().forEach(objects -> parts.add(holding.drop(objects, null)));
        if (!tables.isEmpty()) {
            parts.addAll(holding.begun());
            tables.values().forEach(seen -> holding.unbind(seen, parts));
            holding.setAside(List.copyOf(tables.values()), List.of(), parts);
        }
        contents.afterTables().forEach(sequence -> parts.add(holding.drop(List.of(sequence), null)));
        parts.add(
                new Part(new Work.DropsSchema(schema), new TargetOperation.DropSchema(schema), situation.sql(), null));
        return null;
    }
}
