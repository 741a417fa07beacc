package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionWork;
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
            if (create.orReplace()) {
                needs.add(new Need(Feature.DROP_SCHEMA, create.schema(), null, false));
            }
        } else if (fact instanceof StatementFact.CreateTable create) {
            boolean ifMissing = create.guard() != null;
            needs.add(
                    on(create.query() == null ? Feature.CREATE_TABLE : Feature.FILL_TABLE, create.table(), ifMissing));
            if (create.query() != null) {
                create.query().reads().forEach(table -> needs.add(on(Feature.READ, table, false)));
            }
            create.references().forEach(table -> needs.add(on(Feature.FOREIGN_KEY, table, false)));
            if (create.like() != null) {
                needs.add(on(Feature.READ, create.like(), false));
            }
            if (create.orReplace()) {
                needs.add(on(Feature.DROP_TABLE, create.table(), false));
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            needs.add(new Need(Feature.DROP_SCHEMA, drop.schema(), null, false));
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            needs.add(on(Feature.TRUNCATE_TABLE, truncate.target().name(), false));
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(table -> needs.add(on(Feature.DROP_TABLE, table, false)));
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                needs.add(on(Feature.RENAME_TABLE, pair.from(), false));
                needs.add(on(Feature.RENAME_TABLE, pair.to(), false));
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            alter(alter, needs);
        } else if (fact instanceof StatementFact.AlterSchema alter && alter.schema() != null) {
            needs.add(new Need(Feature.ALTER_SCHEMA, alter.schema(), null, false));
        } else if (fact instanceof StatementFact.Insert insert) {
            needs.add(on(Feature.INSERT_ROWS, insert.table(), false));
            insert.reads().forEach(table -> needs.add(on(Feature.READ, table, false)));
        } else if (fact instanceof RowFact.Call call) {
            needs.add(on(Feature.CALL_ROUTINE, call.routine().name(), false));
        } else if (fact instanceof RowFact rows && SessionWork.of(fact) == null) {
            List<ObjectName> changed =
                    ChangedRows.all(rows).stream().map(ChangedRows::table).toList();
            changed.forEach(table -> needs.add(on(Feature.CHANGE_ROWS, table, false)));
            if (!changed.isEmpty()) {
                read(rows).stream()
                        .filter(table -> !changed.contains(table))
                        .forEach(table -> needs.add(on(Feature.READ, table, false)));
            }
        } else if (fact instanceof StatementFact.Query query) {
            query.reads().forEach(table -> needs.add(on(Feature.READ, table, false)));
        } else if (SessionWork.of(fact) != null) {
            SessionNeed.add(fact, needs);
        } else {
            ObjectNeed.add(fact, needs);
        }
        return needs;
    }

    /** The tables that a change of rows goes through, and those that it asks. */
    private static List<ObjectName> read(RowFact rows) {
        List<ObjectName> tables = new ArrayList<>();
        if (rows instanceof RowFact.Update update) {
            update.tables().forEach(source -> tables.add(source.table().name()));
            tables.addAll(update.uses().tables());
        } else if (rows instanceof RowFact.Delete delete) {
            delete.tables().forEach(source -> tables.add(source.table().name()));
            tables.addAll(delete.uses().tables());
        } else if (rows instanceof RowFact.Replace replace) {
            tables.addAll(replace.rows().uses().tables());
        }
        return tables;
    }

    private static void alter(StatementFact.AlterTable alter, List<Need> needs) {
        if (alter.keyword().endsWith("INDEX")) {
            Feature feature = alter.keyword().equals("DROP INDEX") ? Feature.DROP_INDEX : Feature.CREATE_INDEX;
            needs.add(on(feature, alter.table(), false));
            return;
        }
        for (AlterAction action : alter.actions()) {
            needs.add(on(feature(action), alter.table(), false));
            if (action instanceof AlterAction.RenameTo rename) {
                needs.add(on(Feature.RENAME_TABLE, alter.table(), false));
                needs.add(on(Feature.RENAME_TABLE, rename.to().name(), false));
            }
            ForeignKey.Target target = target(action);
            if (target != null) {
                needs.add(on(Feature.FOREIGN_KEY, target.table().name(), false));
            }
        }
    }

    private static Feature feature(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return add.definition().valuesUntold() ? Feature.NUMBER_ROWS : Feature.ADD_COLUMN;
        } else if (action instanceof AlterAction.DropColumn
                || action instanceof PartitionAction.DropPartition
                || action instanceof PartitionAction.TruncatePartition) {
            return Feature.DROP_COLUMN;
        } else if (action instanceof AlterAction.AddIndex add) {
            return add.primary() ? Feature.ALTER_COLUMN : Feature.ADD_INDEX;
        } else if (action instanceof AlterAction.ModifyColumn
                || action instanceof AlterAction.ChangeColumn
                || action instanceof AlterAction.ConvertCharset) {
            return Feature.ALTER_COLUMN;
        }
        return action instanceof AlterAction.DropForeignKey || action instanceof AlterAction.DropConstraint
                ? Feature.DROP_FOREIGN_KEY
                : Feature.ALTER_TABLE;
    }

    private static ForeignKey.@Nullable Target target(AlterAction action) {
        if (action instanceof AlterAction.AddForeignKey add) {
            return add.key().target();
        } else if (action instanceof AlterAction.AddColumn add) {
            ColumnAttribute.References references = add.definition().last(ColumnAttribute.References.class);
            return references == null ? null : references.target();
        }
        return null;
    }

    static Need on(Feature feature, ObjectName table, boolean ifMissing) {
        return new Need(feature, table.schema(), table.name(), ifMissing);
    }
}
