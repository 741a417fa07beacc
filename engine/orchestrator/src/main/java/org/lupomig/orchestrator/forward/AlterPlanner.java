package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.AlterSchema;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Snapshot;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.Orphans;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * Changes of one table's definition, or of a schema's options. What would lose something is refused here, before it is
 * sent: by the definition that is there, and by a look at the rows that goes with the statement.
 */
final class AlterPlanner {
    /** Engines whose tables are altered by more than what adds to them: they keep all their rows themselves. */
    private static final Set<String> KEEPS_ITS_ROWS =
            Set.of("innodb", "aria", "myisam", "memory", "archive", "csv", "rocksdb");

    private AlterPlanner() {}

    static Resolution resolve(AlterTable alter, Situation situation, Definitions definitions) {
        ObjectName table = situation.of(alter.table());
        ObjectState state = situation.session().describe(table);
        if (!(state instanceof ObjectState.Present present)) {
            return alter.guard() != null
                    ? situation.nothing(table + " does not exist")
                    : situation.blocked(EngineMessage.NOT_THERE, table);
        }
        if (alter.actions().isEmpty()) {
            return situation.nothing("it has no action");
        }
        AlterAction.RenameTo rename = RenamingAlter.among(alter);
        if (rename != null) {
            return new RenamingAlter(alter, rename, situation).resolve(table, definitions);
        }
        Definitions.Guards found = definitions.guards(alter, present.definition());
        if (found.idle()) {
            return situation.nothing("all of it is so already");
        }
        Definitions.Caution caution = definitions.caution(alter, present.definition());
        String refusal = caution.unclear() != null ? caution.unclear() : elsewhere(alter, present);
        if (refusal != null) {
            return situation.blocked(EngineMessage.STATEMENT_REFUSED, alter.kind() + " of " + table, refusal);
        }
        List<Span> guards = new ArrayList<>(found.met());
        if (alter.guard() != null) {
            guards.add(alter.guard());
        }
        String plain = guards.isEmpty() ? situation.sql() : situation.reader().withoutGuards(situation.sql(), guards);
        KeepingPlanner keeping = new KeepingPlanner(alter, table, present, situation, definitions);
        Resolution removing = keeping.removing(plain);
        if (removing != null) {
            return removing;
        }
        List<Definitions.Risk> lost = keeping.lost(caution.risks());
        if (!lost.isEmpty() && !situation.goesBack()) {
            return keeping.resolve(lost, caution.risks(), plain);
        }
        List<UnfitRows> unfit = KeepingPlanner.unfit(caution.risks());
        // By the time it is sent somebody may have made a column longer; the author's mode may let it be cut.
        boolean cuts = situation.ledger().get(table) == null
                && alter.actions().stream().anyMatch(AlterPlanner::converts);
        TargetOperation operation = unfit.isEmpty() && !cuts
                ? new TargetOperation.Send(plain)
                : new TargetOperation.Alter(plain, table, unfit, present.definition());
        List<Orphans> keys = LeavingKeys.noted(alter, table, present, situation, definitions);
        return Resolution.ready(
                new Work.Alters(table, null, alter.kind(), keys), operation, plain, Situation.seen(table, state));
    }

    /** Whether values of a column that is there come into another one. */
    private static boolean converts(AlterAction action) {
        return action instanceof AlterAction.ModifyColumn
                || action instanceof AlterAction.ChangeColumn
                || action instanceof AlterAction.ConvertCharset;
    }

    /** Why a table of this engine is not altered so; null where it may be. */
    private static @Nullable String elsewhere(AlterTable alter, ObjectState.Present present) {
        if (!present.kind().equals("BASE TABLE") && !present.kind().equals("SYSTEM VERSIONED")) {
            return "it is a " + present.kind().toLowerCase(Locale.ROOT);
        }
        String engine = present.engine() == null ? "" : present.engine().toLowerCase(Locale.ROOT);
        for (AlterAction action : alter.actions()) {
            boolean adds = action instanceof AlterAction.AddColumn || action instanceof AlterAction.AddIndex;
            boolean switches = action instanceof AlterAction.SwitchKeys && !engine.equals("innodb");
            if (switches) {
                return "whether its keys are kept up is not among what is brought back";
            } else if (!adds && !engine.isEmpty() && !KEEPS_ITS_ROWS.contains(engine)) {
                return "its rows are kept by the engine " + present.engine();
            }
        }
        return null;
    }

    static Resolution resolve(AlterSchema alter, Situation situation) {
        String schema = alter.schema() == null ? situation.session().defaultSchema() : alter.schema();
        if (schema == null) {
            return situation.blocked(EngineMessage.NOT_THERE, "a default schema");
        }
        SchemaState state = situation.session().describeSchema(schema);
        return state.absent()
                ? situation.blocked(EngineMessage.NOT_THERE, "schema " + schema)
                : Resolution.ready(
                        new Work.AltersSchema(schema),
                        new TargetOperation.Send(situation.sql()),
                        situation.sql(),
                        new Snapshot(Map.of(), Map.of(schema, state)));
    }
}
