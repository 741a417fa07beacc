package org.lupomig.analysis.facts;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lupomig.model.doctrine.SchemaNamed;
import org.lupomig.model.doctrine.SqlStatement;
import org.lupomig.model.doctrine.TableNamed;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** The tables and schemas that a statement names, but for those that it takes rows from or gives rows to. */
final class NameFacts {
    private static final Pattern TO = Pattern.compile("\\s+(?:TO|AS|=)\\s+", Pattern.CASE_INSENSITIVE);

    private final SqlStatement statement;
    private final List<Object> facts;
    private final Set<String> schemas;

    NameFacts(SqlStatement statement, List<Object> facts, Set<String> schemas) {
        this.statement = statement;
        this.facts = facts;
        this.schemas = schemas;
    }

    void table(TableRef table) {
        named(table.name(), table.qualified(), table.span());
    }

    void add() {
        StatementFact fact = statement.fact();
        if (fact instanceof StatementFact.CreateTable create) {
            table(create.target());
            if (create.model() != null) {
                table(create.model());
            }
            create.shape().foreignKeys().forEach(this::parent);
        } else if (fact instanceof StatementFact.AlterTable alter) {
            table(alter.target());
            alter.actions().forEach(this::action);
        } else if (fact instanceof StatementFact.RenameTable rename) {
            for (int i = 0; i < rename.renames().size(); i++) {
                pair(rename.renames().get(i), rename.spans().get(i));
            }
        } else if (fact instanceof StatementFact.TruncateTable truncate) {
            table(truncate.target());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.targets().forEach(this::table);
        } else if (fact instanceof StatementFact.CreateSchema create) {
            schema(create.schema());
        } else if (fact instanceof StatementFact.AlterSchema alter && alter.schema() != null) {
            schema(alter.schema());
        } else if (fact instanceof StatementFact.DropSchema drop) {
            schema(drop.schema());
        } else if (fact instanceof StatementFact.UseSchema use) {
            schema(use.schema());
        } else {
            others(fact);
        }
    }

    private void others(StatementFact fact) {
        if (fact instanceof ViewFact.CreateView create) {
            table(create.view());
        } else if (fact instanceof ViewFact.AlterView alter) {
            table(alter.view());
        } else if (fact instanceof ViewFact.DropViews drop) {
            drop.views().forEach(this::table);
        } else if (fact instanceof TriggerFact.CreateTrigger create) {
            table(create.table());
        } else if (fact instanceof SequenceFact.CreateSequence create) {
            table(create.sequence());
        } else if (fact instanceof SequenceFact.AlterSequence alter) {
            table(alter.sequence());
        } else if (fact instanceof SequenceFact.SetValue set) {
            table(set.sequence());
        } else if (fact instanceof SequenceFact.DropSequences drop) {
            drop.sequences().forEach(this::table);
        } else if (fact instanceof MaintenanceFact.TableCare care) {
            care.tables().forEach(this::table);
        } else if (fact instanceof SessionFact.LockTables lock) {
            lock.locks().forEach(each -> table(each.table().table()));
        }
    }

    private void action(AlterAction action) {
        if (action instanceof AlterAction.AddForeignKey add) {
            parent(add.key());
        } else if (action instanceof AlterAction.RenameTo rename) {
            table(rename.to());
        }
    }

    private void parent(ForeignKey key) {
        table(key.target().table());
    }

    /** {@code a TO b}: the reader keeps where the pair stands, not where each name does. */
    private void pair(StatementFact.Rename rename, Span span) {
        String words = statement.written().sql().substring(span.start(), span.end());
        Matcher to = TO.matcher(words);
        if (!to.find()) {
            named(rename.from(), rename.from().schema() != null, span);
            named(rename.to(), rename.to().schema() != null, span);
            return;
        }
        Span from = new Span(span.start(), span.start() + to.start());
        Span target = new Span(span.start() + to.end(), span.end());
        named(rename.from(), words.substring(0, to.start()).indexOf('.') >= 0, from);
        named(rename.to(), words.substring(to.end()).indexOf('.') >= 0, target);
    }

    private void named(ObjectName table, boolean qualified, Span span) {
        facts.add(new TableNamed(statement, table, qualified, statement.place(span)));
        if (qualified && table.schema() != null && schemas.add(table.schema())) {
            facts.add(new SchemaNamed(statement, table.schema(), statement.place(schemaPart(span))));
        }
    }

    /** What stands before the dot; all of it where there is none. */
    private Span schemaPart(Span name) {
        String sql = statement.written().sql();
        boolean quoted = sql.charAt(name.start()) == '`';
        int from = quoted ? sql.indexOf('`', name.start() + 1) : name.start();
        int dot = sql.indexOf('.', Math.max(from, name.start()));
        int end = dot;
        while (end > name.start() && Character.isWhitespace(sql.charAt(end - 1))) {
            end--;
        }
        return dot < 0 || dot >= name.end() ? name : new Span(name.start(), end);
    }

    private void schema(String name) {
        if (schemas.add(name)) {
            facts.add(new SchemaNamed(statement, name, schemaPlace(name)));
        }
    }

    /** The name behind the first words; where it is not found as it is, the first words themselves. */
    private Location schemaPlace(String name) {
        String sql = statement.written().sql();
        Span opening = statement.fact().opening();
        int at = sql.indexOf(name, opening == null ? 0 : opening.end());
        return at < 0 ? statement.place() : statement.place(new Span(at, at + name.length()));
    }
}
