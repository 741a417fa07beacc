package org.lupomig.analysis.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.doctrine.CheckDefined;
import org.lupomig.model.doctrine.ColumnDefined;
import org.lupomig.model.doctrine.Defined;
import org.lupomig.model.doctrine.ForeignKeyDefined;
import org.lupomig.model.doctrine.FunctionCalled;
import org.lupomig.model.doctrine.KeyDefined;
import org.lupomig.model.doctrine.OptionSet;
import org.lupomig.model.doctrine.SqlStatement;
import org.lupomig.model.doctrine.TableAltered;
import org.lupomig.model.doctrine.TableCreated;
import org.lupomig.model.doctrine.TableDropped;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Check;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlExpression;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableShape;

/** What a statement says of the definition of tables and schemas. */
final class TableFacts {
    private final SqlStatement statement;
    private final List<Object> facts;

    TableFacts(SqlStatement statement, List<Object> facts) {
        this.statement = statement;
        this.facts = facts;
    }

    void add() {
        StatementFact fact = statement.fact();
        if (fact instanceof StatementFact.CreateTable create) {
            created(create);
        } else if (fact instanceof StatementFact.AlterTable alter) {
            for (AlterAction action : alter.actions()) {
                facts.add(new TableAltered(statement, alter.table(), alter, action, statement.place(action.span())));
                action(alter.table(), action);
            }
        } else if (fact instanceof StatementFact.DropTable drop) {
            for (TableRef target : drop.targets()) {
                facts.add(new TableDropped(
                        statement,
                        target.name(),
                        drop.temporary(),
                        drop.guard() != null,
                        statement.place(target.span())));
            }
        } else if (fact instanceof StatementFact.CreateSchema create) {
            create.options().forEach(option -> option(null, create.schema(), option, Defined.CREATED));
        } else if (fact instanceof StatementFact.AlterSchema alter) {
            alter.options().forEach(option -> option(null, alter.schema(), option, Defined.CHANGED));
        }
    }

    private void created(StatementFact.CreateTable create) {
        ObjectName table = create.table();
        TableShape shape = create.shape();
        facts.add(new TableCreated(
                statement,
                table,
                shape,
                create.temporary(),
                create.guard() != null,
                create.model() != null,
                create.query() != null,
                statement.place(create.target().span())));
        shape.columns().forEach(column -> column(table, column, Defined.CREATED, create.temporary()));
        shape.keys().forEach(key -> key(table, key, Defined.CREATED));
        shape.foreignKeys().forEach(key -> foreignKey(table, key, Defined.CREATED));
        shape.checks().forEach(check -> check(table, check, Defined.CREATED));
        shape.options().forEach(option -> option(table, table.schema(), option, Defined.CREATED));
    }

    private void action(ObjectName table, AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            column(table, add.definition(), Defined.ADDED, false);
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            column(table, modify.definition(), Defined.CHANGED, false);
        } else if (action instanceof AlterAction.ChangeColumn change) {
            column(table, change.definition(), Defined.CHANGED, false);
        } else if (action instanceof AlterAction.AddIndex add) {
            key(table, add.key(), Defined.ADDED);
        } else if (action instanceof AlterAction.AddForeignKey add) {
            foreignKey(table, add.key(), Defined.ADDED);
        } else if (action instanceof AlterAction.AddCheck add) {
            check(table, add.check(), Defined.ADDED);
        } else if (action instanceof AlterAction.SetOption set) {
            option(table, table.schema(), set.option(), Defined.CHANGED);
        } else if (action instanceof AlterAction.AlterDefault alter && alter.value() != null) {
            calls(alter.value());
        }
    }

    private void column(ObjectName table, Column column, Defined how, boolean temporary) {
        facts.add(new ColumnDefined(
                statement,
                table,
                column.name(),
                column,
                how,
                temporary,
                statement.place(column.nameSpan()),
                statement.place(column.type().span())));
        for (ColumnAttribute attribute : column.attributes()) {
            attribute(table, column, attribute, how);
        }
    }

    private void attribute(ObjectName table, Column column, ColumnAttribute attribute, Defined how) {
        if (attribute instanceof ColumnAttribute.Default said) {
            calls(said.value());
        } else if (attribute instanceof ColumnAttribute.OnUpdate said) {
            calls(said.value());
        } else if (attribute instanceof ColumnAttribute.Generated said) {
            calls(said.expression());
        } else if (attribute instanceof ColumnAttribute.InlineKey said) {
            Key.Kind kind = said.primary() ? Key.Kind.PRIMARY : Key.Kind.UNIQUE;
            Key.Part part = new Key.Part(column.name(), 0, false, false, column.nameSpan());
            key(table, new Key(kind, null, List.of(part), null, List.of(), null, said.span()), how);
        } else if (attribute instanceof ColumnAttribute.SerialDefault said) {
            Key.Part part = new Key.Part(column.name(), 0, false, false, column.nameSpan());
            key(table, new Key(Key.Kind.UNIQUE, null, List.of(part), null, List.of(), null, said.span()), how);
        } else if (attribute instanceof ColumnAttribute.InlineCheck said) {
            check(table, new Check(said.name(), said.expression(), null, said.span()), how);
        } else if (attribute instanceof ColumnAttribute.References said) {
            facts.add(new ForeignKeyDefined(
                    statement,
                    table,
                    said.name(),
                    List.of(column.name()),
                    said.target(),
                    how,
                    statement.place(said.span())));
        }
    }

    private void key(ObjectName table, Key key, Defined how) {
        facts.add(new KeyDefined(statement, table, key, how, statement.place(key.span())));
    }

    private void foreignKey(ObjectName table, ForeignKey key, Defined how) {
        List<String> columns = key.columns().stream().map(Key.Part::column).toList();
        facts.add(new ForeignKeyDefined(
                statement, table, key.name(), columns, key.target(), how, statement.place(key.span())));
    }

    private void check(ObjectName table, Check check, Defined how) {
        facts.add(new CheckDefined(
                statement, table, check.name(), check.expression(), how, statement.place(check.span())));
        calls(check.expression());
    }

    private void option(@Nullable ObjectName table, @Nullable String schema, TableOption option, Defined how) {
        facts.add(new OptionSet(
                statement, table, schema, option.name(), option.value(), how, statement.place(option.span())));
    }

    private void calls(SqlExpression expression) {
        for (SqlExpression.Call call : expression.calls()) {
            facts.add(new FunctionCalled(statement, null, call.function(), null, statement.place(call.span())));
        }
    }
}
