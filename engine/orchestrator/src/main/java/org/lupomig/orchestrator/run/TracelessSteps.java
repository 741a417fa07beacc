package org.lupomig.orchestrator.run;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;

/**
 * Opens sessions for steps. Definitions of tables leave no trace in a session and ask nothing of it, as long as no
 * default does for rows that are there; and neither do rows that are written out, in a table that the same step has
 * made: nobody has given that a trigger. Steps of nothing else may share one, one after the other; all others have one
 * of their own.
 */
final class TracelessSteps {
    /** What a default could ask the session for, or leave in it. */
    private static final Pattern ASKS =
            Pattern.compile("@|VAL\\b|VALUE\\s+FOR|LAST_INSERT_ID|_ROWS|ROW_COUNT", Pattern.CASE_INSENSITIVE);

    private TracelessSteps() {}

    static TargetSession open(Target target, String lockName, List<Statement> statements) {
        boolean traceless = !statements.isEmpty() && isTraceless(statements);
        String schema = traceless ? statements.get(0).defaultSchema() : null;
        return traceless && statements.stream().allMatch(each -> Objects.equals(schema, each.defaultSchema()))
                ? target.openAgain(List.of(lockName), Purpose.FORWARD, schema)
                : target.open(lockName, Purpose.FORWARD);
    }

    /**
     * The tables that a step makes, by names in lower case, where it makes nothing else and touches nothing else; null
     * where it does.
     */
    static @Nullable Set<ObjectName> made(List<Statement> statements) {
        Set<ObjectName> made = new HashSet<>();
        for (Statement statement : statements) {
            if (statement.fact() instanceof StatementFact.CreateTable create && create.guard() == null) {
                made.add(lower(create.table(), statement));
            }
            boolean elsewhere = statement.touches().stream()
                    .anyMatch(touch -> touch.table() == null
                            || !made.contains(lower(new ObjectName(touch.schema(), touch.table()), statement)));
            if (elsewhere || statement.fact() instanceof StatementFact.RenameTable) {
                return null;
            }
        }
        return isTraceless(statements) && !made.isEmpty() ? made : null;
    }

    private static ObjectName lower(ObjectName name, Statement statement) {
        ObjectName in = name.in(statement.defaultSchema());
        return new ObjectName(Footprint.lower(in.schema()), Footprint.lower(in.name()));
    }

    private static boolean isTraceless(List<Statement> statements) {
        Set<ObjectName> made = new HashSet<>();
        boolean asks = false;
        for (Statement statement : statements) {
            if (statement.fact() instanceof StatementFact.Insert insert) {
                if (asks
                        || !isWrittenOut(insert.rows())
                        || !made.contains(insert.rows().target().name())) {
                    return false;
                }
                continue;
            }
            if (!defines(statement.fact())) {
                return false;
            }
            asks |= ASKS.matcher(statement.sql()).find();
            if (statement.fact() instanceof StatementFact.AlterTable && asks) {
                return false;
            } else if (statement.fact() instanceof StatementFact.CreateTable create) {
                if (create.guard() == null && create.like() == null) {
                    made.add(create.table());
                }
            } else if (statement.fact() instanceof StatementFact.RenameTable) {
                made.clear();
            }
        }
        return true;
    }

    private static boolean isWrittenOut(InsertedRows rows) {
        return rows.source() == InsertedRows.Source.VALUES
                && rows.uses().equals(Uses.NONE)
                && rows.assignments().isEmpty()
                && rows.onDuplicate() == null
                && rows.returning() == null
                && rows.priority() == null
                && !rows.ignore();
    }

    private static boolean defines(StatementFact fact) {
        return (fact instanceof StatementFact.CreateTable create
                        && !create.temporary()
                        && !create.orReplace()
                        && create.query() == null)
                || fact instanceof StatementFact.AlterTable
                || fact instanceof StatementFact.RenameTable;
    }
}
