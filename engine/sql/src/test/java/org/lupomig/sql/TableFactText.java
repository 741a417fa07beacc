package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Touch;

/** All that is known of a statement on tables, for people who review what was read. */
final class TableFactText {
    private final String sql;
    private final List<String> lines = new ArrayList<>();

    private TableFactText(String sql) {
        this.sql = sql;
    }

    static List<String> lines(Statement statement) {
        TableFactText text = new TableFactText(statement.sql());
        text.fact(statement.fact());
        for (Touch touch : statement.touches()) {
            if (touch.isUnknown()) {
                continue;
            }
            text.lines.add(touch.access().name().toLowerCase(Locale.ROOT)
                    + (touch.table() == null
                            ? " schema " + touch.schema()
                            : " " + touch.schema() + "." + touch.table()));
        }
        String whyNever = ForwardRule.whyNever(statement.fact());
        String whyNot = ForwardRule.whyNot(statement.fact());
        if (whyNever != null) {
            text.lines.add("not run: " + whyNever);
        } else if (whyNot != null) {
            text.lines.add("run in undo scripts only: " + whyNot);
        }
        return text.lines;
    }

    private void fact(StatementFact fact) {
        if (fact instanceof StatementFact.CreateTable f) {
            head(f.kind(), table(f.target()), guard(f.guard()));
            if (f.model() != null) {
                lines.add("like " + table(f.model()));
            }
            lines.addAll(ShapeText.lines(f.shape()));
            if (f.query() != null) {
                String duplicates = f.query().duplicates();
                lines.add((duplicates == null ? "" : duplicates.toLowerCase(Locale.ROOT) + " ") + "query ["
                        + slice(f.query().span()) + "]");
            }
        } else if (fact instanceof StatementFact.AlterTable f) {
            head(f.kind(), table(f.target()), guard(f.guard()) + clauses(f.clauses()));
            f.actions().forEach(action -> lines.add(ActionText.full(action) + " [" + slice(action.span()) + "]"));
        } else if (fact instanceof StatementFact.RenameTable f) {
            head(f.kind(), "", guard(f.guard()));
            for (int i = 0; i < f.renames().size(); i++) {
                StatementFact.Rename rename = f.renames().get(i);
                lines.add(rename.from() + " to " + rename.to() + " ["
                        + slice(f.spans().get(i)) + "]");
            }
        } else if (fact instanceof StatementFact.DropTable f) {
            String tables = f.targets().stream().map(this::table).collect(Collectors.joining(", "));
            head(f.kind(), tables, guard(f.guard()) + text(f.restriction()) + text(f.waiting()));
        } else if (fact instanceof StatementFact.TruncateTable f) {
            head(f.kind(), table(f.target()), text(f.waiting()));
        } else if (fact instanceof StatementFact.CreateSchema f) {
            head(f.kind(), f.schema(), guard(f.guard()));
            f.options().forEach(option -> lines.add("option " + ShapeText.option(option)));
        } else if (fact instanceof StatementFact.AlterSchema f) {
            head(f.kind(), String.valueOf(f.schema()), "");
            f.options().forEach(option -> lines.add("option " + ShapeText.option(option)));
        } else if (fact instanceof StatementFact.DropSchema f) {
            head(f.kind(), f.schema(), guard(f.guard()));
        } else if (fact instanceof StatementFact.Unparsed f) {
            head(f.kind(), "", "; at [" + slice(f.at()) + "]");
        } else {
            head(fact.kind(), "", "");
        }
    }

    private void head(String kind, String what, String more) {
        lines.add(kind + (what.isEmpty() ? "" : " " + what) + more);
    }

    private String table(TableRef table) {
        return table.name() + (table.qualified() ? " (qualified)" : "");
    }

    private String guard(@Nullable Span guard) {
        return guard == null ? "" : "; " + slice(guard).toLowerCase(Locale.ROOT);
    }

    private String clauses(AlterClauses clauses) {
        return (clauses.online() == null ? "" : "; online")
                + (clauses.ignore() == null ? "" : "; ignore")
                + (clauses.orReplace() == null ? "" : "; or replace")
                + (clauses.algorithm() == null
                        ? ""
                        : "; algorithm " + clauses.algorithm().value())
                + (clauses.lock() == null ? "" : "; lock " + clauses.lock().value())
                + text(clauses.waiting());
    }

    private static String text(@Nullable SqlText words) {
        return words == null ? "" : "; " + words.text().toLowerCase(Locale.ROOT);
    }

    private String slice(Span span) {
        return sql.substring(span.start(), span.end()).replace("\n", "⏎");
    }
}
