package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.Partitioning;
import org.lupomig.model.sql.Period;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableShape;

/** Gathers what a table consists of. */
final class ShapeBuilder implements Elements {
    private final List<Column> columns = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>(4);
    private final List<ForeignKey> foreignKeys = new ArrayList<>(2);
    private final List<Check> checks = new ArrayList<>(2);
    private final List<Period> periods = new ArrayList<>(2);

    /** A list of columns and keys where there is one, and the options and partitions behind it. */
    static TableShape read(Cursor c, @Nullable String schema, boolean list) {
        ShapeBuilder shape = new ShapeBuilder();
        if (list) {
            new ElementReader(c, schema, shape).list();
        }
        List<TableOption> options = Options.ofTable(c);
        Partitioning partitioning = c.at("PARTITION") ? new PartitionReader(c).partitioning() : null;
        return new TableShape(
                shape.columns, shape.keys, shape.foreignKeys, shape.checks, shape.periods, options, partitioning);
    }

    @Override
    public void column(Column column) {
        columns.add(column);
    }

    @Override
    public void key(Key key) {
        keys.add(key);
    }

    @Override
    public void foreignKey(ForeignKey key) {
        foreignKeys.add(key);
    }

    @Override
    public void check(Check check) {
        checks.add(check);
    }

    @Override
    public void period(Period period) {
        periods.add(period);
    }
}
