package org.lupomig.store.privilege;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;

/** What statements read that change the session and nothing else. */
final class SessionNeed {
    private static final String CATALOGUE = "information_schema";

    private SessionNeed() {}

    static void add(StatementFact fact, List<Need> needs) {
        Set<ObjectName> tables = new TreeSet<>();
        if (fact instanceof RowFact.ActingQuery query) {
            tables.addAll(query.uses().tables());
        } else if (fact instanceof RowFact.Do run) {
            tables.addAll(run.uses().tables());
        } else if (fact instanceof SessionFact.SetVariables set) {
            set.assignments()
                    .forEach(assignment -> tables.addAll(assignment.uses().tables()));
        } else if (fact instanceof MaintenanceFact.Explain explain) {
            Need.of(explain.statement()).stream()
                    .filter(need -> need.feature() == Feature.READ && need.table() != null)
                    .forEach(need -> tables.add(new ObjectName(need.schema(), String.valueOf(need.table()))));
        }
        for (ObjectName table : tables) {
            // everybody reads the catalogue
            if (!CATALOGUE.equalsIgnoreCase(table.schema())) {
                needs.add(Need.on(Feature.READ, table, false));
            }
        }
    }
}
