package org.lupomig.sql;

import java.util.List;
import java.util.Locale;
import org.lupomig.model.sql.EventFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** What a statement changes that is no table. */
public final class ObjectNames {
    private ObjectNames() {}

    /** Each with its kind, in one spelling: {@code VIEW shop.sales}; empty for a statement that changes none. */
    public static List<String> of(StatementFact fact) {
        if (fact instanceof TriggerFact.CreateTrigger create) {
            return List.of(name("TRIGGER", create.trigger().name()));
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            return List.of(name("TRIGGER", drop.trigger().name()));
        } else if (fact instanceof ViewFact.CreateView create) {
            return List.of(name("VIEW", create.view().name()));
        } else if (fact instanceof ViewFact.AlterView alter) {
            return List.of(name("VIEW", alter.view().name()));
        } else if (fact instanceof ViewFact.DropViews drop) {
            return drop.views().stream().map(view -> name("VIEW", view.name())).toList();
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            return List.of(name("SEQUENCE", create.sequence().name()));
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            return List.of(name("SEQUENCE", alter.sequence().name()));
        } else if (fact instanceof SequenceFact.SetValue set) {
            return List.of(name("SEQUENCE", set.sequence().name()));
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            return drop.sequences().stream()
                    .map(sequence -> name("SEQUENCE", sequence.name()))
                    .toList();
        }
        return fact instanceof SqliteFact sqlite ? ofSqlite(sqlite) : ofPrograms(fact);
    }

    private static List<String> ofSqlite(SqliteFact fact) {
        if (fact instanceof SqliteFact.CreateIndex create) {
            return List.of(name("INDEX", create.index().name()));
        } else if (fact instanceof SqliteFact.DropIndex drop) {
            return List.of(name("INDEX", drop.index().name()));
        }
        return fact instanceof SqliteFact.Pragma pragma && pragma.value() != null
                ? List.of(name(
                        "PRAGMA", new ObjectName(pragma.schema() == null ? "main" : pragma.schema(), pragma.name())))
                : List.of();
    }

    private static List<String> ofPrograms(StatementFact fact) {
        if (fact instanceof EventFact.CreateEvent create) {
            return List.of(name("EVENT", create.event().name()));
        } else if (fact instanceof EventFact.AlterEvent alter) {
            String event = name("EVENT", alter.event().name());
            return alter.renamed() == null
                    ? List.of(event)
                    : List.of(event, name("EVENT", alter.renamed().name()));
        } else if (fact instanceof EventFact.DropEvent drop) {
            return List.of(name("EVENT", drop.event().name()));
        } else if (fact instanceof RoutineFact.CreateRoutine create) {
            return List.of(name(create.type().words(), create.routine().name()));
        } else if (fact instanceof RoutineFact.CreatePackage create) {
            return List.of(name(create.type().words(), create.routine().name()));
        } else if (fact instanceof RoutineFact.AlterRoutine alter) {
            return List.of(name(alter.type().words(), alter.routine().name()));
        } else if (fact instanceof RoutineFact.DropRoutine drop) {
            return List.of(name(drop.type().words(), drop.routine().name()));
        }
        return fact instanceof SessionFact.SetVariables set && set.isGlobal()
                ? set.assignments().stream()
                        .filter(SessionFact.VariableAssignment::ofServer)
                        .map(assignment -> name("VARIABLE", new ObjectName(null, assignment.name())))
                        .toList()
                : List.of();
    }

    private static String name(String kind, ObjectName name) {
        return kind + " " + name.toString().toLowerCase(Locale.ROOT);
    }
}
