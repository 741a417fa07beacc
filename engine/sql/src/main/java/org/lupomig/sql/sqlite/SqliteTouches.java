package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.sql.Touches;

/**
 * What statements of SQLite touch. What is temporary is nobody else's. Indexes have their names among the tables of the
 * schema, and what drops one does not say of which table; nor does a schema that is attached say which other names its
 * file has: such statements may touch anything.
 */
final class SqliteTouches {
    private final TreeSet<Touch> found = new TreeSet<>();

    private SqliteTouches() {}

    static List<Touch> of(StatementFact fact) {
        SqliteTouches touches = new SqliteTouches();
        if (!ofTemporaryTrigger(fact)) {
            touches.found.addAll(Touches.of(fact));
        }
        touches.add(fact);
        touches.found.removeIf(touch -> SqliteNames.TEMP.equals(touch.schema()));
        return new ArrayList<>(touches.found);
    }

    private static boolean ofTemporaryTrigger(StatementFact fact) {
        return fact instanceof TriggerFact.CreateTrigger create
                && SqliteNames.TEMP.equals(create.trigger().name().schema());
    }

    private void add(StatementFact fact) {
        if (fact instanceof SqliteFact.CreateIndex create) {
            add(create.index(), Access.CREATES);
            add(create.table(), Access.ALTERS);
        } else if (fact instanceof SqliteFact.DropIndex drop) {
            add(drop.index(), Access.DROPS);
            found.add(Touch.unknown());
        } else if (fact instanceof TriggerFact.CreateTrigger create && ofTemporaryTrigger(fact)) {
            add(create.table(), Access.READS);
            // rows that this connection changes make it change others
            found.addAll(create.body().touches());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            if (!SqliteNames.TEMP.equals(drop.trigger().name().schema())) {
                found.add(Touch.unknown());
            }
        } else if (fact instanceof SqliteFact.CreateVirtualTable create) {
            add(create.table(), Access.CREATES);
        } else if (fact instanceof SqliteFact.Attach attach) {
            if (attach.keepsRows()) {
                found.add(Touch.unknown());
            }
        } else if (fact instanceof SqliteFact.Vacuum) {
            found.add(Touch.unknown());
        } else if (fact instanceof SqliteFact.Care care) {
            if (care.target() == null) {
                found.add(Touch.unknown());
            } else {
                add(care.target(), Access.WRITES);
            }
        } else if (fact instanceof SqliteFact.Pragma pragma) {
            pragma(pragma);
        } else if (fact instanceof MaintenanceFact.Explain explain) {
            for (Touch touch : of(explain.statement())) {
                found.add(touch.isUnknown() ? touch : new Touch(touch.schema(), touch.table(), Access.READS));
            }
        }
    }

    private void pragma(SqliteFact.Pragma pragma) {
        String schema = pragma.schema() == null ? SqliteNames.MAIN : pragma.schema();
        Touch setting = Touch.table(new ObjectName(schema, "pragma " + pragma.name()), Access.WRITES);
        switch (PragmaKind.of(pragma)) {
            case ANSWERS, CONNECTION, CONNECTION_OUTSIDE -> {}
            case FILE, FILE_OUTSIDE -> found.add(setting);
            case DANGEROUS, UNKNOWN -> found.add(Touch.unknown());
        }
    }

    private void add(TableRef table, Access access) {
        found.add(Touch.table(table.name(), access));
    }
}
