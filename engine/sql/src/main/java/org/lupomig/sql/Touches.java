package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.Uses;

/** Which tables and schemas a statement touches, from its fact alone. */
final class Touches {
    private final TreeSet<Touch> found = new TreeSet<>();

    private Touches() {}

    static List<Touch> of(StatementFact fact) {
        Touches touches = new Touches();
        touches.add(fact);
        return new ArrayList<>(touches.found);
    }

    /** What a program touches when it runs. */
    static List<Touch> of(List<StatementFact> statements, Uses control) {
        Touches touches = new Touches();
        for (StatementFact statement : statements) {
            touches.add(statement);
        }
        OtherTouches.addUses(control, touches.found);
        return new ArrayList<>(touches.found);
    }

    private void add(StatementFact fact) {
        if (fact instanceof StatementFact.CreateSchema create) {
            found.add(Touch.schema(create.schema(), Access.CREATES));
        } else if (fact instanceof StatementFact.DropSchema drop) {
            found.add(Touch.schema(drop.schema(), Access.DROPS));
        } else if (fact instanceof StatementFact.CreateTable create) {
            table(create.table(), Access.CREATES);
            tables(create.references(), Access.READS);
            if (create.like() != null) {
                table(create.like(), Access.READS);
            }
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                table(pair.from(), Access.DROPS);
                table(pair.to(), Access.CREATES);
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            table(alter.table(), Access.ALTERS);
        } else if (fact instanceof StatementFact.DropTable drop) {
            tables(drop.tables(), Access.DROPS);
        } else if (fact instanceof StatementFact.Refused) {
            found.add(Touch.unknown());
        } else {
            OtherTouches.add(fact, found);
        }
    }

    private void tables(List<ObjectName> names, Access access) {
        for (ObjectName name : names) {
            table(name, access);
        }
    }

    private void table(ObjectName name, Access access) {
        found.add(Touch.table(name, access));
    }
}
