package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.testkit.GoldenFiles;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;

/**
 * Every statement of the corpus that is not about tables and schemas is read into a typed fact, as
 * {@code other-facts/*.facts} say, a file for each group. With {@code -Dgolden.update=true} the files are written, and
 * the test fails.
 */
class OtherCorpusTest {
    private static final Path FOLDER = Path.of("src/test/resources/other-facts");

    /** The server's code for what it cannot read either. */
    private static final int SYNTAX = 1064;

    /** Cases with a statement that is not read, and why. */
    private static final Map<String, String> NOT_READ = Map.of(
            "client/comments-code#8", "code in a comment that only later servers read",
            "create-table/refused#7", "neither columns nor a query, which the server reads and then refuses");

    /** Groups of statements on tables: what is read of them is told elsewhere. */
    private static final Set<String> TABLES = Set.of(
            "alter-schema",
            "alter-table",
            "create-index",
            "create-schema",
            "create-table",
            "drop-index",
            "drop-schema",
            "drop-table",
            "rename-table",
            "truncate");

    @Test
    void whatTheServerReadsIsRead() {
        Map<String, String> notRead = new TreeMap<>();
        for (StatementCase each : StatementCorpus.all()) {
            if (each.refused() != SYNTAX) {
                for (Statement statement : statements(each)) {
                    unread(statement.fact(), each.name(), notRead);
                }
            }
        }
        assertThat(notRead.keySet()).as(notRead.toString()).isEqualTo(new TreeSet<>(NOT_READ.keySet()));
    }

    @Test
    void everyGroup() {
        Map<String, String> files = new TreeMap<>();
        for (StatementCase each : StatementCorpus.all()) {
            for (Statement statement : statements(each)) {
                if (!isOnTables(statement.fact()) && !TABLES.contains(each.group())) {
                    files.merge(each.group() + ".facts", described(each, statement), String::concat);
                }
            }
        }
        GoldenFiles.check(FOLDER, files);
    }

    private static String described(StatementCase each, Statement statement) {
        StringBuilder text = new StringBuilder();
        text.append("== ").append(each.name());
        text.append(each.refused() == SYNTAX ? " (the server cannot read it)" : "")
                .append('\n');
        text.append(FactTree.of(statement.fact(), statement.sql(), ""));
        String touches = FactTree.touches(statement.touches());
        text.append(touches.isEmpty() ? "" : "  > " + touches + "\n");
        String commits = ImplicitCommits.of(statement.fact()).toString().toLowerCase(Locale.ROOT);
        text.append(commits.equals("no") ? "" : "  > commits: " + commits + "\n");
        return text.toString();
    }

    private static List<Statement> statements(StatementCase each) {
        String name = each.file();
        String sql = each.script();
        return SqlScript.read(MappedText.identity(sql), SourceText.of(name, sql), "c", ScriptUse.FORWARD, dialect(each))
                .statements();
    }

    /** The dialect that the statements before the case leave behind. */
    private static ScriptDialect dialect(StatementCase each) {
        ScriptDialect dialect = ScriptDialect.DEFAULT;
        for (CaseSql given : each.given()) {
            String sql = given.text();
            DialectChanges changes = new DialectChanges(dialect);
            Splitter splitter = Splitter.ofOne(sql);
            splitter.dialect(dialect);
            while (splitter.next()) {
                Cursor cursor = new Cursor(sql, splitter.tokens(), "c");
                cursor.dialect(dialect);
                changes.after(StatementReader.read(cursor), cursor);
            }
            dialect = changes.current();
        }
        return dialect;
    }

    private static void unread(StatementFact fact, String name, Map<String, String> notRead) {
        if (fact instanceof StatementFact.Unparsed unparsed) {
            notRead.put(name, unparsed.reason());
        } else if (fact instanceof StatementFact.Refused refused) {
            notRead.put(name, refused.reason());
        }
        ProgramBody body = fact instanceof RoutineFact.CreateRoutine routine
                ? routine.body()
                : fact instanceof TriggerFact.CreateTrigger trigger
                        ? trigger.body()
                        : fact instanceof RoutineFact.CreatePackage made ? made.body() : null;
        if (body != null) {
            body.statements().forEach(inner -> unread(inner, name, notRead));
        }
    }

    private static boolean isOnTables(StatementFact fact) {
        return fact instanceof StatementFact.CreateSchema
                || fact instanceof StatementFact.AlterSchema
                || fact instanceof StatementFact.DropSchema
                || fact instanceof StatementFact.CreateTable
                || fact instanceof StatementFact.AlterTable
                || fact instanceof StatementFact.RenameTable
                || fact instanceof StatementFact.TruncateTable
                || fact instanceof StatementFact.DropTable;
    }
}
