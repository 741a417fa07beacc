package org.lupomig.orchestrator.port;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Uses;

/**
 * The values that an UPDATE gave, as its text has them: from these and the image the rows can be computed as it left
 * them, where nothing but the row itself is in them.
 *
 * @param called what the statement calls the table
 * @param values expressions by their columns, in lower case
 */
public record Assigned(String called, Map<String, String> values) {
    /** What is not known. */
    public static final Assigned UNKNOWN = new Assigned("", Map.of());

    public Assigned {
        values = Map.copyOf(values);
    }

    /** Those of a statement. */
    public static Assigned of(StatementFact fact, String sql) {
        if (!(fact instanceof RowFact.Update update) || update.tables().size() != 1 || !isOfTheRow(update.uses())) {
            return UNKNOWN;
        }
        Map<String, String> values = new LinkedHashMap<>();
        update.assignments().forEach(each -> {
            Span span = each.value();
            values.put(
                    each.column().name().toLowerCase(Locale.ROOT),
                    sql.substring(span.start(), Math.min(span.end(), sql.length())));
        });
        return new Assigned(update.tables().get(0).called(), values);
    }

    private static boolean isOfTheRow(Uses uses) {
        return uses.reads().isEmpty()
                && uses.sequences().isEmpty()
                && uses.variables().isEmpty()
                && uses.subqueries().isEmpty()
                && uses.calls().stream().allMatch(call -> call.nature() == FunctionNature.DETERMINISTIC);
    }
}
