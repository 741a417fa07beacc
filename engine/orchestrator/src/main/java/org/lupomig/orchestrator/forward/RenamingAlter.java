package org.lupomig.orchestrator.forward;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.EngineMessage;
import org.lupomig.orchestrator.evidence.Likeness;
import org.lupomig.orchestrator.evidence.Work;
import org.lupomig.orchestrator.port.Definitions;
import org.lupomig.orchestrator.port.TargetOperation;

/**
 * An ALTER that renames its table and does more: it is sent without the rename, which is a part of its own after it.
 * Each has a way back of its own; a process that is killed between them leaves the first one done.
 */
final class RenamingAlter {
    private final AlterTable alter;
    private final AlterAction.RenameTo rename;
    private final Situation situation;

    RenamingAlter(AlterTable alter, AlterAction.RenameTo rename, Situation situation) {
        this.alter = alter;
        this.rename = rename;
        this.situation = situation;
    }

    /** The rename among its actions; null where there is none. */
    static AlterAction.@Nullable RenameTo among(AlterTable alter) {
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameTo rename) {
                return rename;
            }
        }
        return null;
    }

    Resolution resolve(ObjectName table, Definitions definitions) {
        ObjectName to = situation.of(rename.to().name());
        if (!situation.session().describe(to).absent()) {
            return situation.blocked(EngineMessage.ALREADY_THERE, to);
        }
        WaitingKeys waiting = new WaitingKeys(new Holding(situation, new Likeness(definitions)));
        waiting.look(alter.kind(), to, child -> true);
        waiting.renamed(alter.kind(), table);
        Resolution refused = waiting.refused();
        if (refused != null) {
            return refused;
        }
        List<Part> renames = waiting.around(renames(table, to), List.of(new Rename(table, to)));
        if (alter.actions().size() == 1) {
            return new Resolution.Ready(renames);
        }
        if (waiting.of(table)) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED,
                    alter.kind() + " of " + table,
                    "foreign keys of its own wait for the name that it gets, so that a RENAME TABLE of its own is needed");
        }
        String sql = situation.reader().withoutAction(situation.sql(), rename.span());
        StatementFact rest = situation.reader().read(sql, situation.session().defaultSchema());
        if (!(rest instanceof AlterTable others) || among(others) != null) {
            return situation.blocked(
                    EngineMessage.STATEMENT_REFUSED, alter.kind() + " of " + table, "it renames more than once");
        }
        Resolution resolution = AlterPlanner.resolve(others, situation.with(sql), definitions);
        if (!(resolution instanceof Resolution.Ready ready)) {
            return resolution;
        }
        List<Part> parts = new ArrayList<>(ready.parts());
        parts.addAll(renames);
        return new Resolution.Ready(parts);
    }

    private static Part renames(ObjectName table, ObjectName to) {
        List<Rename> pairs = List.of(new Rename(table, to));
        return new Part(
                new Work.Renames(pairs),
                new TargetOperation.RenameTables(pairs),
                "RENAME TABLE " + table + " TO " + to,
                null);
    }
}
