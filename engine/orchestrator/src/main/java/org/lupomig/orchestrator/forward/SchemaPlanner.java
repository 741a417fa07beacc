package org.lupomig.orchestrator.forward;

import java.util.Map;
import org.lupomig.model.sql.StatementFact.CreateSchema;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.TargetOperation;

/** New schemas. */
final class SchemaPlanner {
    private SchemaPlanner() {}

    static Resolution resolve(CreateSchema create, Situation situation) {
        SchemaState state = situation.session().describeSchema(create.schema());
        if (state.absent()) {
            String plain = situation.plain(create.guard());
            return Resolution.ready(
                    new Work.CreatesSchema(create.schema()),
                    new TargetOperation.Send(plain),
                    plain,
                    new Snapshot(Map.of(), Map.of(create.schema(), state)));
        }
        return create.guard() != null
                ? situation.nothing("schema " + create.schema() + " exists")
                : situation.blocked(EngineMessage.ALREADY_THERE, "schema " + create.schema());
    }
}
