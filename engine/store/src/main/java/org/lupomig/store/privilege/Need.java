package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;

/**
 * Something that is done to a schema or to a table in it.
 *
 * @param schema null for the connection's own
 * @param table null where the schema itself is meant
 * @param ifMissing whether it is done only where that is not there yet
 */
record Need(
        Feature feature, @Nullable String schema, @Nullable String table, boolean ifMissing) {

    /** What a statement does; nothing for one that is never sent. */
    static List<Need> of(StatementFact fact) {
        List<Need> needs = new ArrayList<>();
        if (fact instanceof StatementFact.CreateSchema create) {
            needs.add(new Need(Feature.CREATE_SCHEMA, create.schema(), null, create.guard() != null));
        } else if (fact instanceof StatementFact.CreateTable create) {
            boolean ifMissing = create.guard() != null;
            needs.add(on(Feature.CREATE_TABLE, create.table(), ifMissing));
            create.references().forEach(table -> needs.add(on(Feature.FOREIGN_KEY, table, false)));
            if (create.like() != null) {
                needs.add(on(Feature.READ, create.like(), false));
            }
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(table -> needs.add(on(Feature.DROP_TABLE, table, false)));
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                needs.add(on(Feature.RENAME_TABLE, pair.from(), false));
                needs.add(on(Feature.RENAME_TABLE, pair.to(), false));
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            alter(alter, needs);
        } else if (fact instanceof StatementFact.Insert insert) {
            needs.add(on(Feature.INSERT_ROWS, insert.table(), false));
            insert.reads().forEach(table -> needs.add(on(Feature.READ, table, false)));
        } else if (fact instanceof StatementFact.Query query) {
            query.reads().forEach(table -> needs.add(on(Feature.READ, table, false)));
        } else {
            ObjectNeed.add(fact, needs);
        }
        return needs;
    }

    private static void alter(StatementFact.AlterTable alter, List<Need> needs) {
        if (alter.keyword().equals("CREATE INDEX")) {
            needs.add(on(Feature.CREATE_INDEX, alter.table(), false));
            return;
        }
        if (alter.keyword().equals("DROP INDEX")) {
            needs.add(on(Feature.DROP_INDEX, alter.table(), false));
            return;
        }
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.AddColumn) {
                needs.add(on(Feature.ADD_COLUMN, alter.table(), false));
            } else if (action instanceof AlterAction.AddIndex) {
                needs.add(on(Feature.ADD_INDEX, alter.table(), false));
            }
        }
    }

    static Need on(Feature feature, ObjectName table, boolean ifMissing) {
        return new Need(feature, table.schema(), table.name(), ifMissing);
    }
}
