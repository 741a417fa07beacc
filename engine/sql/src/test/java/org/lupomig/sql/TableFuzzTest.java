package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/** Statements on tables, cut and patched at random, are read to their end, and say nothing of places outside of them. */
@Timeout(60)
class TableFuzzTest {
    private static final List<String> WORDS = List.of(
            "(", ")", ",", "'x'", "`", "1", "=", ".", "NOT", "NULL", "DEFAULT", "KEY", "PARTITION", "BY", "ADD", "(a)");

    private final Random random = new Random(20_251_121);

    @Test
    void everyBeginningOfEveryStatement() {
        for (String sql : statements()) {
            for (int end = 1; end < sql.length(); end += 1 + random.nextInt(4)) {
                check(sql.substring(0, end));
            }
        }
    }

    @Test
    void piecesAndPatches() {
        List<String> statements = statements();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(statements.get(random.nextInt(statements.size())));
            for (int edits = 1 + random.nextInt(4); edits > 0 && text.length() > 1; edits--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(12));
                String other = statements.get(random.nextInt(statements.size()));
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, end);
                    case 1 -> text.replace(at, end, " " + WORDS.get(random.nextInt(WORDS.size())) + " ");
                    case 2 -> text.insert(at, text.substring(at, end));
                    default -> text.replace(at, end, other.substring(random.nextInt(other.length())));
                }
            }
            check(text.toString());
        }
    }

    private static List<String> statements() {
        List<String> found = new ArrayList<>();
        for (StatementCase each : StatementCorpus.all()) {
            for (CaseSql sql : each.sent()) {
                if (TableCorpusTest.isOnTables(sql.text())) {
                    found.add(sql.text());
                }
            }
        }
        return found;
    }

    private static void check(String sql) {
        for (Statement statement : TableCorpusTest.statements(sql)) {
            Span whole = new Span(0, statement.sql().length());
            for (Span span : spans(statement.fact())) {
                assertThat(whole.covers(span)).as(sql).isTrue();
            }
            ForwardRule.whyNot(statement.fact());
        }
    }

    private static List<Span> spans(StatementFact fact) {
        List<Span> spans = new ArrayList<>();
        if (fact instanceof StatementFact.CreateTable create) {
            spans.add(create.opening());
            spans.add(create.target().span());
            create.shape().columns().forEach(column -> add(column, spans));
            create.shape().keys().forEach(key -> spans.add(key.span()));
            create.shape().foreignKeys().forEach(key -> spans.add(key.span()));
            create.shape().checks().forEach(check -> spans.add(check.expression().span()));
            create.shape().options().forEach(option -> spans.add(option.span()));
        } else if (fact instanceof StatementFact.AlterTable alter) {
            spans.add(alter.target().span());
            for (AlterAction action : alter.actions()) {
                spans.add(action.span());
                if (action.guard() != null) {
                    spans.add(action.guard());
                }
            }
        } else if (fact instanceof StatementFact.Unparsed unparsed) {
            spans.add(unparsed.at());
        }
        return spans;
    }

    private static void add(Column column, List<Span> spans) {
        spans.add(column.span());
        spans.add(column.nameSpan());
        spans.add(column.type().span());
        for (ColumnAttribute attribute : column.attributes()) {
            spans.add(attribute.span());
        }
    }
}
