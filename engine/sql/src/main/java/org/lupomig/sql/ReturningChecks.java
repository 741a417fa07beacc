package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.sql.TableDefinition.Part;

/** The CHECK constraints that come back with the way back of an ALTER, of the table, its columns and its periods. */
public final class ReturningChecks {
    private static final String NAME = "`((?:[^`]++|``)*+)`";

    /** One of an application, whose rows begin before they end: the server holds a constraint of its name to that. */
    private static final Pattern PERIOD =
            Pattern.compile("PERIOD FOR " + NAME + " \\((`(?:[^`]++|``)*+`), ?(`(?:[^`]++|``)*+`)\\)");

    private ReturningChecks() {}

    /**
     * A constraint.
     *
     * @param name that of the column, where it is in its definition
     * @param expression in parentheses, in the names from before
     */
    public record Check(String name, String expression) {}

    /** Those of the table before the statement that it has not, or not so, after it. */
    public static List<Check> of(AlterTable alter, TableDefinition before, TableDefinition after) {
        RenamedColumns names =
                new RenamedColumns(before.columns(), after.columns(), DefinitionWay.renamed(alter, before));
        List<Part> still = WayBuilder.named(after, names).checks();
        List<Check> checks = new ArrayList<>();
        Map<String, String> is = WayBuilder.byName(after.columns());
        for (Part column : before.columns()) {
            String expression = inline(column.text());
            String now = names.now(column.name());
            String text = now == null ? null : is.get(now);
            String other = text == null ? null : inline(names.back(text, 1));
            if (expression != null && !expression.equals(other)) {
                checks.add(new Check(column.name(), expression));
            }
        }
        for (Part check : before.checks()) {
            String head = "CONSTRAINT " + SqlQuoting.identifier(check.name()) + " CHECK ";
            if (check.text().startsWith(head) && !still.contains(check)) {
                checks.add(new Check(check.name(), check.text().substring(head.length())));
            }
        }
        for (String period : before.periods()) {
            Matcher of = PERIOD.matcher(period);
            if (!after.periods().contains(period) && of.matches()) {
                String expression = "(" + of.group(2) + " < " + of.group(3) + ")";
                checks.add(new Check(of.group(1).replace("``", "`"), expression));
            }
        }
        return checks;
    }

    private static @Nullable String inline(String text) {
        Column column = ColumnText.read(text);
        ColumnAttribute.InlineCheck check = column == null ? null : column.last(ColumnAttribute.InlineCheck.class);
        String found = check == null
                ? ""
                : text.substring(check.span().start(), check.span().end());
        return found.startsWith("CHECK ") ? found.substring("CHECK ".length()) : null;
    }
}
