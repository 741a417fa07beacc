package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.Touch.Access;
import org.lupomig.model.sql.Uses;

/** Which tables and schemas a statement touches, from its fact alone. */
public final class Touches {
    private final TreeSet<Touch> found = new TreeSet<>();

    private Touches() {}

    /** Each object with what is done to it, sorted. */
    public static List<Touch> of(StatementFact fact) {
        Touches touches = new Touches();
        touches.add(fact);
        return new ArrayList<>(touches.found);
    }

    /** What a program touches when it runs. */
    public static List<Touch> of(List<StatementFact> statements, Uses control) {
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
            if (create.orReplace()) {
                found.add(Touch.schema(create.schema(), Access.DROPS));
            }
        } else if (fact instanceof StatementFact.DropSchema drop) {
            found.add(Touch.schema(drop.schema(), Access.DROPS));
        } else if (fact instanceof StatementFact.AlterSchema alter) {
            if (alter.schema() != null) {
                found.add(Touch.schema(alter.schema(), Access.ALTERS));
            }
        } else if (fact instanceof StatementFact.CreateTable create) {
            createTable(create);
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                table(pair.from(), Access.DROPS);
                table(pair.to(), Access.CREATES);
            }
        } else if (fact instanceof StatementFact.AlterTable alter) {
            table(alter.table(), Access.ALTERS);
            for (AlterAction action : alter.actions()) {
                alter(alter.table(), action);
            }
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            table(truncate.target().name(), Access.WRITES);
        } else if (fact instanceof StatementFact.DropTable drop && !drop.temporary()) {
            tables(drop.tables(), Access.DROPS);
        } else if (fact instanceof StatementFact.Unparsed) {
            found.add(Touch.unknown());
        } else {
            OtherTouches.add(fact, found);
        }
    }

    /** A temporary table is nobody else's: that it is made touches nothing. */
    private void createTable(StatementFact.CreateTable create) {
        if (!create.temporary()) {
            table(create.table(), Access.CREATES);
        }
        if (create.orReplace() && !create.temporary()) {
            table(create.table(), Access.DROPS);
        }
        tables(create.references(), Access.READS);
        if (create.like() != null) {
            table(create.like(), Access.READS);
        }
        if (create.query() != null) {
            tables(create.query().reads(), Access.READS);
        }
        create.shape().options().forEach(this::union);
        for (Column column : create.shape().columns()) {
            sequences(column.defaultValue());
        }
    }

    /** The server looks for the sequences of a default when the default is made. */
    private void sequences(@Nullable SqlExpression value) {
        if (value != null) {
            value.sequences().forEach(sequence -> table(sequence.name(), Access.READS));
        }
    }

    private void union(TableOption option) {
        for (TableRef table : option.tables()) {
            table(table.name(), Access.READS);
        }
    }

    private void alter(ObjectName altered, AlterAction action) {
        if (action instanceof AlterAction.AddForeignKey add) {
            parent(altered, add.key().target());
        } else if (action instanceof AlterAction.AddColumn add) {
            column(altered, add.definition());
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            column(altered, modify.definition());
        } else if (action instanceof AlterAction.ChangeColumn change) {
            column(altered, change.definition());
        } else if (action instanceof AlterAction.RenameTo rename) {
            table(altered, Access.DROPS);
            table(rename.to().name(), Access.CREATES);
        } else if (action instanceof AlterAction.SetOption set) {
            union(set.option());
        } else if (action instanceof PartitionAction.ExchangePartition exchange) {
            table(exchange.with().name(), Access.WRITES);
        } else if (action instanceof PartitionAction.ConvertPartition convert) {
            table(convert.to().name(), Access.CREATES);
        } else if (action instanceof PartitionAction.ConvertTable convert) {
            table(convert.table().name(), Access.DROPS);
        } else if (action instanceof AlterAction.AlterDefault set) {
            sequences(set.value());
        }
    }

    private void column(ObjectName altered, Column column) {
        sequences(column.defaultValue());
        for (ColumnAttribute attribute : column.attributes()) {
            if (attribute instanceof ColumnAttribute.References references) {
                parent(altered, references.target());
            }
        }
    }

    private void parent(ObjectName altered, ForeignKey.Target target) {
        if (!target.table().name().equals(altered)) {
            table(target.table().name(), Access.READS);
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
