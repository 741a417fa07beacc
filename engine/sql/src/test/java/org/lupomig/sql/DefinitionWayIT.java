package org.lupomig.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.CaseSession;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.StatementCorpus;
import org.lupomig.testkit.statements.Trait;

/** Every ALTER of the corpus is taken back on a server, and what SHOW CREATE TABLE gives is what it gave before. */
class DefinitionWayIT {
    /** Cases whose definition does not come back, or cannot be asked to, and why. */
    private static final Map<String, String> NOT_BACK = Map.of();

    private int taken;

    @Test
    void everyAlterIsTakenBack() throws SQLException {
        TestDatabase database = TestDatabase.get();
        Map<String, String> notBack = new TreeMap<>();
        for (StatementCase each : StatementCorpus.all()) {
            boolean runs = !each.isRefused() && !each.is(Trait.PARSED) && alters(each);
            if (runs && each.versions().covers(version(database))) {
                try (CaseSession session = CaseSession.open(database, each)) {
                    for (CaseSql sql : each.sent()) {
                        String wrong = run(session, sql);
                        if (wrong != null) {
                            notBack.put(each.name(), wrong);
                            break;
                        }
                    }
                }
            }
        }
        assertThat(notBack.toString()).isEqualTo(NOT_BACK.toString());
        assertThat(taken).isGreaterThan(150);
    }

    private static boolean alters(StatementCase each) {
        return each.sent().stream().anyMatch(sql -> fact(sql) instanceof AlterTable);
    }

    private static StatementFact fact(CaseSql sql) {
        return TableCorpusTest.statements(sql.text()).get(0).fact();
    }

    private @Nullable String run(CaseSession session, CaseSql sql) throws SQLException {
        if (!(fact(sql) instanceof AlterTable alter)) {
            session.run(sql);
            return null;
        }
        Optional<TableDefinition> before = definition(session, alter.table());
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
                DefinitionWay.back(name, before.get(), after.get(), DefinitionWay.renamed(alter));
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
        return restored.equals(before.get().normalised())
                ? null
                : "was\n" + before.get().normalised() + "is\n" + restored + "by " + way.statements();
    }

    private static Optional<TableDefinition> definition(CaseSession session, ObjectName name) {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + SqlQuoting.identifier(name))) {
            return rows.next() ? TableDefinition.parse(rows.getString(2)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
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
