package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.PartitionAction;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.CaseSession;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/**
 * Every ALTER of the corpus that is its case's last statement is taken back on a server, and what SHOW CREATE TABLE
 * gives is what it gave before. Where no loss was told of, the rows are what they were, too.
 */
class DefinitionWayIT {
    /** Cases whose definition does not come back, or cannot be asked to, and why. */
    private static final Map<String, String> NOT_BACK = Map.of(
            "alter-table/partition-convert#2", "the rows of another table are in it, which only its name tells",
            "alter-table/partition-convert#3", "the rows of another table are in it, which only its name tells");

    private int taken;
    private int complete;

    @Test
    void everyAlterIsTakenBack() throws SQLException {
        TestDatabase database = TestDatabase.get();
        Map<String, String> notBack = new TreeMap<>();
        Set<String> expected = new TreeSet<>();
        for (StatementCase each : StatementCorpus.all()) {
            boolean runs = !each.isRefused() && !each.is(Trait.PARSED) && alters(each);
            if (runs && each.versions().covers(version(database))) {
                if (NOT_BACK.containsKey(each.name())) {
                    expected.add(each.name());
                }
                try (CaseSession session = CaseSession.open(database, each)) {
                    int last = each.sent().size() - 1;
                    for (CaseSql sql : each.sent().subList(0, last)) {
                        session.run(sql);
                    }
                    String wrong = run(session, each.sent().get(last));
                    if (wrong != null) {
                        notBack.put(each.name(), wrong);
                    }
                }
            }
        }
        assertThat(notBack.keySet()).as(notBack.toString()).isEqualTo(expected);
        assertThat(taken).as("ALTERs taken back").isGreaterThanOrEqualTo(270);
        assertThat(complete).as("of these, with all rows").isGreaterThanOrEqualTo(150);
    }

    private static boolean alters(StatementCase each) {
        return fact(each.sent().get(each.sent().size() - 1)) instanceof AlterTable;
    }

    private static StatementFact fact(CaseSql sql) {
        List<org.lupomig.model.sql.Statement> statements = TableCorpusTest.statements(sql.text());
        return statements.isEmpty()
                ? new StatementFact.SetNames()
                : statements.get(0).fact();
    }

    private @Nullable String run(CaseSession session, CaseSql sql) throws SQLException {
        AlterTable alter = (AlterTable) fact(sql);
        Optional<TableDefinition> before = definition(session, alter.table());
        List<String> rows = rows(session, alter.table());
        session.run(sql);
        ObjectName name = alter.table();
        for (AlterAction action : alter.actions()) {
            if (action instanceof AlterAction.RenameTo rename) {
                name = rename.to().name();
            }
        }
        Optional<TableDefinition> after = definition(session, name);
        if (before.isEmpty() || after.isEmpty()) {
            return null;
        }
        DefinitionWay way =
                DefinitionWay.back(name, before.get(), after.get(), DefinitionWay.renamed(alter, before.get()));
        if (!way.impossible().isEmpty()) {
            return way.impossible().toString();
        }
        session.send("SET SESSION foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO',"
                + " system_versioning_alter_history = KEEP");
        for (String statement : way.statements()) {
            try {
                session.send(statement);
            } catch (SQLException e) {
                return e.getMessage() + " FOR " + statement;
            }
        }
        taken++;
        String restored = definition(session, name).orElseThrow().normalised();
        boolean keeps = way.lost().isEmpty() && way.losing().isEmpty() && !movesRows(alter);
        if (keeps && !rows(session, name).equals(rows)) {
            return "rows were " + rows + " and are " + rows(session, name) + " by " + way.statements();
        }
        complete += keeps ? 1 : 0;
        return restored.equals(before.get().normalised())
                ? null
                : "was\n" + before.get().normalised() + "is\n" + restored + "by " + way.statements();
    }

    /** Whether it takes rows away that no difference of definitions can tell of: only what it was read as does. */
    private static boolean movesRows(AlterTable alter) {
        return alter.clauses().ignore() != null
                || alter.actions().stream()
                        .anyMatch(action -> action instanceof PartitionAction.TruncatePartition
                                || action instanceof PartitionAction.ExchangePartition
                                || action instanceof AlterAction.Tablespace);
    }

    private static Optional<TableDefinition> definition(CaseSession session, ObjectName name) {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + SqlQuoting.identifier(name))) {
            return rows.next() ? TableDefinition.parse(rows.getString(2)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** All rows in some order; none where they cannot be read. */
    private static List<String> rows(CaseSession session, ObjectName name) {
        List<String> found = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + SqlQuoting.identifier(name))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getString(i)).append('|');
                }
                found.add(row.toString());
            }
        } catch (SQLException e) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    private static String version(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version()")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
