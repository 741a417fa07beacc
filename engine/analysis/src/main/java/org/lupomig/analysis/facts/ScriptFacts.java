package org.lupomig.analysis.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.doctrine.SqlFile;
import org.lupomig.model.doctrine.SqlStatement;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.CompoundFact;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * The facts of one script: of each statement, and of what it defines, changes, names and calls. What stored programs do
 * when they are called is not looked into.
 */
public final class ScriptFacts {
    private final List<Object> facts;
    private final boolean mariadb;
    private final @Nullable Step step;
    private final @Nullable Batch batch;
    private final boolean undo;
    private final Set<String> schemas = new HashSet<>();
    private int position;

    /**
     * Facts of a script.
     *
     * @param facts where they are put
     * @param mariadb whether it is for MariaDB
     * @param step whose script it is; null without a plan, and for the undo of a batch
     * @param batch null without a plan
     * @param undo whether it is an author's way back
     */
    ScriptFacts(List<Object> facts, boolean mariadb, @Nullable Step step, @Nullable Batch batch, boolean undo) {
        this.facts = facts;
        this.mariadb = mariadb;
        this.step = step;
        this.batch = batch;
        this.undo = undo;
    }

    /** The facts of a file without a plan. */
    public static List<Object> ofFile(List<Statement> statements) {
        List<Object> facts = new ArrayList<>();
        new ScriptFacts(facts, true, null, null, false).add(statements);
        return facts;
    }

    /** Adds the facts of a script: of its file or files, and of its statements, unless it is a way back. */
    void add(List<Statement> statements) {
        int first = 0;
        for (int i = 1; i <= statements.size(); i++) {
            String file = statements.get(first).location().file();
            if (i == statements.size() || !statements.get(i).location().file().equals(file)) {
                Location place = statements.get(first).place(Span.at(0));
                facts.add(new SqlFile(file, batch == null, step, batch, undo, i - first, place));
                first = i;
            }
        }
        if (undo) {
            return;
        }
        StatementFact last = null;
        for (Statement statement : statements) {
            position++;
            StatementFact fact = statement.fact();
            if (!isLike(fact, last)) {
                add(statement, fact);
            }
            last = fact;
        }
    }

    /**
     * Whether a statement loads rows as the one before it does: the reader keeps what is known of both once. A dump of
     * a hundred thousand such needs no facts of each.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isLike(StatementFact fact, @Nullable StatementFact last) {
        return fact == last && (fact instanceof StatementFact.Insert || fact instanceof RowFact.Replace);
    }

    private void add(Statement written, StatementFact fact) {
        Span opening = fact.opening();
        Location place = opening == null || opening.isEmpty() ? written.location() : written.place(opening);
        SqlStatement statement = new SqlStatement(written, fact, fact.kind(), mariadb, step, batch, position, place);
        facts.add(statement);
        if (!mariadb) {
            return;
        }
        new TableFacts(statement, facts).add();
        new RowFacts(statement, facts, schemas).add();
        if (fact instanceof CompoundFact.Block block) {
            block.body().statements().forEach(inner -> add(written, inner));
        } else if (fact instanceof SessionFact.SetStatement set) {
            add(written, set.statement());
        } else if (fact instanceof MaintenanceFact.Explain explain && explain.runs()) {
            add(written, explain.statement());
        }
    }
}
