package org.lupomig.analysis.facts;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.doctrine.FunctionCalled;
import org.lupomig.model.doctrine.RowsChanged;
import org.lupomig.model.doctrine.SqlStatement;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;

/** What a statement does to rows, and what it names and calls meanwhile. */
final class RowFacts {
    private final SqlStatement statement;
    private final List<Object> facts;
    private final NameFacts names;

    /** @param schemas those that the script has named; named ones are added */
    RowFacts(SqlStatement statement, List<Object> facts, Set<String> schemas) {
        this.statement = statement;
        this.facts = facts;
        this.names = new NameFacts(statement, facts, schemas);
    }

    void add() {
        StatementFact fact = statement.fact();
        if (fact instanceof StatementFact.Insert insert) {
            inserted("INSERT", insert.rows());
        } else if (fact instanceof RowFact.Replace replace) {
            inserted("REPLACE", replace.rows());
        } else if (fact instanceof RowFact.Update update) {
            boolean joined = update.tables().size() > 1 || update.limit() != null || update.portion() != null;
            changed("UPDATE", refs(update.written()), joined, update.where());
            update.tables().forEach(source -> names.table(source.table()));
            uses(update.uses());
        } else if (fact instanceof RowFact.Delete delete) {
            boolean joined =
                    delete.tables().size() > 1 || delete.joined() || delete.limit() != null || delete.portion() != null;
            changed("DELETE", refs(delete.written()), joined, delete.where());
            delete.tables().forEach(source -> names.table(source.table()));
            uses(delete.uses());
        } else if (fact instanceof RowFact.LoadRows load) {
            changed("LOAD", List.of(load.table().name()), false, null);
            names.table(load.table());
            uses(load.uses());
        } else {
            names.add();
            others(fact);
        }
    }

    private void others(StatementFact fact) {
        if (fact instanceof StatementFact.Query query) {
            uses(query.uses());
        } else if (fact instanceof RowFact.ActingQuery query) {
            uses(query.uses());
        } else if (fact instanceof RowFact.Call call) {
            uses(call.arguments());
        } else if (fact instanceof RowFact.Do what) {
            uses(what.uses());
        } else if (fact instanceof StatementFact.CreateTable create && create.query() != null) {
            uses(create.query().uses());
        } else if (fact instanceof ViewFact.CreateView create) {
            uses(create.definition().uses());
        } else if (fact instanceof ViewFact.AlterView alter) {
            uses(alter.definition().uses());
        } else if (fact instanceof CompoundFact.Block block) {
            uses(block.body().control());
        } else if (fact instanceof SessionFact.SetVariables set) {
            set.assignments().forEach(assignment -> uses(assignment.uses()));
        } else if (fact instanceof SessionFact.SetStatement set) {
            set.assignments().forEach(assignment -> uses(assignment.uses()));
        }
    }

    private void inserted(String verb, InsertedRows rows) {
        changed(verb, List.of(rows.target().name()), false, null);
        names.table(rows.target());
        uses(rows.uses());
    }

    private void changed(String verb, List<ObjectName> tables, boolean joined, @Nullable Condition where) {
        facts.add(new RowsChanged(statement, verb, tables, joined, where != null, statement.place()));
    }

    private static List<ObjectName> refs(List<TableRef> tables) {
        return tables.stream().map(TableRef::name).toList();
    }

    private void uses(Uses uses) {
        uses.reads().forEach(names::table);
        uses.sequences().forEach(names::table);
        for (FunctionCall call : uses.calls()) {
            Location place = statement.place(call.span());
            facts.add(new FunctionCalled(
                    statement, call.schema(), call.name().toUpperCase(Locale.ROOT), call.nature(), place));
        }
    }
}
