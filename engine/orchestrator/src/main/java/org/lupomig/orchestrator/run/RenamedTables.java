package org.lupomig.orchestrator.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.Rename;

/** Which tables statements give another name, by their texts. */
final class RenamedTables {
    private RenamedTables() {}

    /** What a table is called before these statements, between them and behind them. */
    static Set<ObjectName> names(ObjectName table, List<Statement> statements) {
        Set<ObjectName> names = new LinkedHashSet<>(List.of(table));
        for (Statement statement : statements) {
            for (Rename pair : of(statement.fact())) {
                if (names.contains(pair.from().in(statement.defaultSchema()))) {
                    names.add(pair.to().in(statement.defaultSchema()));
                }
            }
        }
        return names;
    }

    private static List<Rename> of(StatementFact fact) {
        if (fact instanceof StatementFact.RenameTable rename) {
            return rename.renames();
        }
        Rename altered = byAlter(fact);
        return altered == null ? List.of() : List.of(altered);
    }

    /** The rename among other actions of an ALTER; null where there is none. */
    static @Nullable Rename byAlter(StatementFact fact) {
        if (fact instanceof StatementFact.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.RenameTo rename) {
                    return new Rename(alter.table(), rename.to().name());
                }
            }
        }
        return null;
    }
}
