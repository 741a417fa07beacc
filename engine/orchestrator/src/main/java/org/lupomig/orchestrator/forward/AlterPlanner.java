package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterAction.AddColumn;
import org.lupomig.model.sql.AlterAction.AddIndex;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.TargetOperation;

/** Changes of one table's definition. */
final class AlterPlanner {
    private AlterPlanner() {}

    static Resolution resolve(AlterTable alter, Situation situation) {
        ObjectName table = situation.of(alter.table());
        ObjectState state = situation.session().describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return alter.guard() != null
                    ? situation.nothing(table + " does not exist")
                    : situation.blocked(EngineMessage.NOT_THERE, table);
        }
        String definition = present.definition().toLowerCase(Locale.ROOT);
        List<Span> guards = new ArrayList<>();
        if (alter.guard() != null) {
            guards.add(alter.guard());
        }
        for (AlterAction action : alter.actions()) {
            if (action.guard() != null && !mentions(definition, action)) {
                guards.add(action.guard());
            }
        }
        String plain = guards.isEmpty() ? situation.sql() : situation.reader().withoutGuards(situation.sql(), guards);
        return Resolution.ready(
                new Work.Alters(table), new TargetOperation.Send(plain), plain, Situation.seen(table, state));
    }

    /** Whether a definition may have what an action adds; then the server's own IF NOT EXISTS is left to decide. */
    private static boolean mentions(String definition, AlterAction action) {
        String name = null;
        if (action instanceof AddColumn add) {
            name = add.column();
        } else if (action instanceof AddIndex add) {
            name = add.index();
        }
        return name == null
                || definition.contains("`" + name.toLowerCase(Locale.ROOT).replace("`", "``") + "`");
    }
}
