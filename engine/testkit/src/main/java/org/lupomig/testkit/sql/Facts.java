package org.lupomig.testkit.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableShape;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.Uses;

/** Makes facts with what matters to most: names and guards. Everything else is as empty as it may be. */
public final class Facts {
    private static final Span AT = Span.at(0);

    private Facts() {}

    /** {@code CREATE SCHEMA}. */
    public static StatementFact.CreateSchema createSchema(String schema, @Nullable Span guard) {
        return new StatementFact.CreateSchema(schema, false, guard, List.of(), AT);
    }

    /** {@code CREATE TABLE}, like another or referring to others. */
    public static StatementFact.CreateTable createTable(
            ObjectName table, @Nullable Span guard, @Nullable ObjectName like, List<ObjectName> references) {
        List<ForeignKey> keys = references.stream().map(Facts::foreignKey).toList();
        TableShape shape = new TableShape(List.of(), List.of(), keys, List.of(), List.of(), List.of(), null);
        TableRef model = like == null ? null : named(like);
        return new StatementFact.CreateTable(named(table), false, false, guard, model, shape, null, AT);
    }

    /** {@code CREATE TABLE … SELECT}, of tables that it reads. */
    public static StatementFact.CreateTable fillTable(ObjectName table, List<ObjectName> reads) {
        StatementFact.TableQuery query = new StatementFact.TableQuery(null, Uses.of(reads), AT, AT);
        return new StatementFact.CreateTable(named(table), false, false, null, null, TableShape.EMPTY, query, AT);
    }

    /** {@code RENAME TABLE}. */
    public static StatementFact.RenameTable rename(StatementFact.Rename... pairs) {
        return new StatementFact.RenameTable(List.of(pairs), List.of(), null);
    }

    /** {@code ALTER TABLE}, {@code CREATE INDEX} or {@code DROP INDEX} with one action. */
    public static StatementFact.AlterTable alter(String keyword, ObjectName table, AlterAction action) {
        return new StatementFact.AlterTable(named(table), null, List.of(action), AlterClauses.NONE, keyword, AT);
    }

    /** {@code ADD COLUMN}. */
    public static AlterAction.AddColumn addColumn(String name) {
        ColumnType type = new ColumnType("INT", List.of(), ColumnType.Sign.SIGNED, null, null, false, AT);
        return new AlterAction.AddColumn(new Column(name, AT, type, List.of(), null, AT), null, AT);
    }

    /** {@code ADD COLUMN … AUTO_INCREMENT}. */
    public static AlterAction.AddColumn addNumbers(String name) {
        AlterAction.AddColumn plain = addColumn(name);
        Column numbered = new Column(
                name, AT, plain.definition().type(), List.of(new ColumnAttribute.AutoIncrement(AT)), null, AT);
        return new AlterAction.AddColumn(numbered, null, AT);
    }

    /** {@code ADD INDEX}. */
    public static AlterAction.AddIndex addIndex(String name) {
        return new AlterAction.AddIndex(new Key(Key.Kind.PLAIN, name, List.of(), null, List.of(), null, AT), AT);
    }

    /** {@code DROP TABLE}. */
    public static StatementFact.DropTable dropTable(ObjectName table) {
        return new StatementFact.DropTable(List.of(named(table)), false, null, null, null, AT);
    }

    private static TableRef named(ObjectName table) {
        return new TableRef(table, table.schema() != null, AT);
    }

    private static ForeignKey foreignKey(ObjectName parent) {
        ForeignKey.Target target = new ForeignKey.Target(named(parent), List.of(), null, null, null);
        return new ForeignKey(null, null, List.of(), target, null, AT);
    }

    /** {@code DELETE FROM table}, all of it. */
    public static RowFact.Delete deleteFrom(ObjectName table) {
        TableRef target = new TableRef(table, table.schema() != null, AT);
        return new RowFact.Delete(
                List.of(new TableSource(target, null)),
                List.of(target),
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                Uses.NONE,
                AT);
    }
}
