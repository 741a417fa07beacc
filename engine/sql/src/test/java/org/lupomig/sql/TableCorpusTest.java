package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact.Refused;
import org.lupomig.model.sql.StatementFact.Unparsed;
import org.lupomig.testkit.GoldenFiles;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/**
 * Every statement on tables and schemas in the corpus is read into a typed fact, as {@code table-facts/*.facts} say, a
 * file for each group. With {@code -Dgolden.update=true} the files are written, and the test fails.
 */
class TableCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/table-facts");

    /** The server's code for what it cannot read either. */
    private static final int SYNTAX = 1064;

    /** Statements of servers' own that are not read, and why. */
    private static final Map<String, String> NOT_READ = Map.of(
            "create-table/names-ansi", "names in double quotes need the session's ANSI_QUOTES",
            "client/ansi-quotes#2", "names in double quotes need the session's ANSI_QUOTES",
            "create-table/refused#7", "neither columns nor a query, which the server reads and then refuses");

    @Test
    void whatTheServerReadsIsRead() {
        Set<String> notRead = new TreeSet<>();
        int read = 0;
        for (StatementCase each : StatementCorpus.all()) {
            for (CaseSql sql : concat(each.given(), each.sent())) {
                if (!isOnTables(sql.text()) || each.refused() == SYNTAX) {
                    continue;
                }
                boolean typed = statements(sql.text()).stream()
                        .noneMatch(s -> s.fact() instanceof Unparsed || s.fact() instanceof Refused);
                read += typed ? 1 : 0;
                if (!typed) {
                    notRead.add(each.name());
                }
            }
        }
        assertThat(notRead).isEqualTo(new TreeSet<>(NOT_READ.keySet()));
        assertThat(read).isGreaterThan(300);
    }

    @Test
    void everyGroup() {
        Map<String, String> files = new TreeMap<>();
        for (StatementCase each : StatementCorpus.all()) {
            for (CaseSql sql : each.sent()) {
                if (isOnTables(sql.text())) {
                    files.merge(each.group() + ".facts", facts(each, sql), String::concat);
                }
            }
        }
        GoldenFiles.check(FOLDER, files);
    }

    private static String facts(StatementCase each, CaseSql sql) {
        StringBuilder text = new StringBuilder();
        for (Statement statement : statements(sql.text())) {
            text.append(each.name())
                    .append("  ")
                    .append(statement.sql().replace("\n", "⏎"))
                    .append('\n');
            for (String line : TableFactText.lines(statement)) {
                text.append("    ").append(line).append('\n');
            }
        }
        return text.toString();
    }

    static List<Statement> statements(String sql) {
        return SqlScript.read(MappedText.identity(sql), SourceText.of("case.sql", sql), "c", ScriptUse.UNDO)
                .statements();
    }

    static boolean isOnTables(String sql) {
        Splitter splitter = new Splitter(sql);
        if (!splitter.next()) {
            return false;
        }
        Cursor c = new Cursor(sql, splitter.tokens(), null);
        return switch (c.word(0)) {
            case "CREATE" ->
                CreateTableReader.tableWord(c) > 0
                        || IndexStatementReader.indexWord(c) > 0
                        || SchemaReader.isSchema(c, 1)
                        || (c.isWord(1, "OR") && SchemaReader.isSchema(c, 3));
            case "ALTER" -> AlterTableReader.tableWord(c) > 0 || SchemaReader.isSchema(c, 1);
            case "DROP" ->
                TableStatementReader.droppedTableWord(c) > 0 || c.isWord(1, "INDEX") || SchemaReader.isSchema(c, 1);
            case "RENAME" -> TableStatementReader.isTable(c, 1);
            case "TRUNCATE" -> true;
            default -> false;
        };
    }

    private static List<CaseSql> concat(List<CaseSql> first, List<CaseSql> second) {
        List<CaseSql> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
