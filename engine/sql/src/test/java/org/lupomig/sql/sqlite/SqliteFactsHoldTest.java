package org.lupomig.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqliteFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TransactionUse;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.ViewFact;

/** SQLite runs every statement of the corpus, and does what its fact says. */
class SqliteFactsHoldTest {
    @TempDir
    private Path folder;

    private int databases;

    @Test
    void whatIsMadeAndTakenAwayIsWhatTheFactSays() throws IOException, SQLException {
        for (SqliteCase each : SqliteCase.all()) {
            try (SqliteDatabase database = prepared(each)) {
                for (Statement statement : each.read().statements()) {
                    Map<String, String> before = database.objects();
                    database.run(statement.sql());
                    assertThat(withoutShadows(database.objects(), statement.fact()))
                            .as(each.name() + ": " + statement.sql())
                            .isEqualTo(expected(before, statement.fact()));
                }
            }
        }
    }

    @Test
    void whatRunsInsideOfATransactionIsRolledBackWithIt() throws IOException, SQLException {
        for (SqliteCase each : SqliteCase.all()) {
            if (each.read().statements().size() == 1) {
                Statement statement = each.read().statements().get(0);
                try (SqliteDatabase database = prepared(each)) {
                    inTransaction(database, statement, SqliteTransactions.of(statement.fact()));
                }
            }
        }
    }

    private static void inTransaction(SqliteDatabase database, Statement statement, TransactionUse use)
            throws SQLException {
        String before = database.dump();
        database.run("BEGIN");
        if (use == TransactionUse.INSIDE || use == TransactionUse.STAYS) {
            database.run(statement.sql());
            database.run("ROLLBACK");
            assertThat(database.dump()).as(statement.sql()).isEqualTo(before);
        } else if (statement.fact() instanceof SqliteFact.Vacuum) {
            assertThatThrownBy(() -> database.run(statement.sql()))
                    .as(statement.sql())
                    .hasMessageContaining("from within a transaction");
        }
    }

    @Test
    void aSettingOfForeignKeysDoesNothingInsideOfATransaction() throws IOException, SQLException {
        try (SqliteDatabase database = new SqliteDatabase(next())) {
            database.run("PRAGMA foreign_keys = OFF");
            database.run("BEGIN");
            database.run("PRAGMA foreign_keys = ON");
            assertThat(database.rows("PRAGMA foreign_keys").toString()).contains("0");
            assertThatThrownBy(() -> database.run("PRAGMA synchronous = OFF")).hasMessageContaining("transaction");
            database.run("COMMIT");
            database.run("ATTACH 'archive.db' AS arch");
            database.run("BEGIN");
            database.run("CREATE TABLE arch.a (x)");
            assertThatThrownBy(() -> database.run("DETACH arch")).hasMessageContaining("locked");
        }
    }

    private SqliteDatabase prepared(SqliteCase each) throws IOException, SQLException {
        SqliteDatabase database = new SqliteDatabase(next());
        for (Statement statement : each.readGiven().statements()) {
            database.run(statement.sql());
        }
        return database;
    }

    private Path next() {
        return folder.resolve("d" + databases++);
    }

    /** Without the tables that a module keeps beside the one that was asked for. */
    private static Map<String, String> withoutShadows(Map<String, String> objects, StatementFact fact) {
        if (fact instanceof SqliteFact.CreateVirtualTable create) {
            objects.keySet().removeIf(name -> name.startsWith(create.table().name() + "_"));
        }
        return objects;
    }

    private static Map<String, String> expected(Map<String, String> before, StatementFact fact) {
        Map<String, String> objects = new TreeMap<>(before);
        if (fact instanceof StatementFact.CreateTable create) {
            objects.putIfAbsent(
                    create.table().toString(), "table of " + create.table().name());
        } else if (fact instanceof SqliteFact.CreateVirtualTable create) {
            objects.put(
                    create.table().name().toString(),
                    "table of " + create.table().name().name());
        } else if (fact instanceof ViewFact.CreateView create) {
            objects.put(
                    create.view().name().toString(),
                    "view of " + create.view().name().name());
        } else if (fact instanceof SqliteFact.CreateIndex create) {
            objects.put(
                    create.index().name().toString(),
                    "index of " + create.table().name().name());
        } else if (fact instanceof TriggerFact.CreateTrigger create) {
            objects.put(
                    create.trigger().name().toString(),
                    "trigger of " + create.table().name().name());
        } else if (fact instanceof StatementFact.DropTable drop) {
            drop.tables().forEach(table -> remove(objects, table));
        } else if (fact instanceof ViewFact.DropViews drop) {
            drop.views().forEach(view -> remove(objects, view.name()));
        } else if (fact instanceof SqliteFact.DropIndex drop) {
            objects.remove(drop.index().name().toString());
        } else if (fact instanceof TriggerFact.DropTrigger drop) {
            objects.remove(drop.trigger().name().toString());
        } else if (fact instanceof SqliteFact.Detach detach) {
            objects.keySet().removeIf(name -> name.startsWith(detach.schema() + "."));
        } else if (fact instanceof StatementFact.RenameTable rename) {
            rename.renames().forEach(pair -> rename(objects, pair));
        }
        return objects;
    }

    private static void rename(Map<String, String> objects, StatementFact.Rename pair) {
        Set<String> names = new TreeSet<>(objects.keySet());
        for (String name : names) {
            String of = " of " + pair.from().name();
            String type = objects.get(name);
            if (type != null && type.endsWith(of)) {
                objects.remove(name);
                String moved = name.equals(pair.from().toString()) ? pair.to().toString() : name;
                objects.put(moved, type.replace(of, " of " + pair.to().name()));
            }
        }
    }

    /** With a table go its indexes and triggers. */
    private static void remove(Map<String, String> objects, ObjectName table) {
        objects.entrySet()
                .removeIf(object -> object.getKey().startsWith(table.schema() + ".")
                        && object.getValue().endsWith(" of " + table.name()));
    }
}
