package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.orchestrator.evidence.SequenceMade;
import org.lupomig.orchestrator.evidence.SequenceMade.Found;
import org.lupomig.orchestrator.port.ServerObjectState.Present;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What a statement makes of a sequence is what the server makes of it. */
class SequenceMadeIT {
    private final TestDatabase database = TestDatabase.get();

    @BeforeEach
    void shop() throws SQLException {
        database.clear();
        database.execute("CREATE SCHEMA shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE shop.s RESTART WITH 1000",
                "ALTER SEQUENCE shop.s RESTART",
                "ALTER SEQUENCE shop.s RESTART 3 START 2 CACHE 7",
                "ALTER SEQUENCE shop.s START = 5 RESTART",
                "ALTER SEQUENCE shop.s NOCACHE CYCLE",
                "ALTER SEQUENCE shop.s MAXVALUE 5000 MINVALUE=-4",
                "ALTER SEQUENCE shop.s INCREMENT 3",
                "ALTER SEQUENCE shop.s NO MAXVALUE NOMINVALUE CACHE 2",
                "DO SETVAL(shop.s, 5000)",
                "DO SETVAL(shop.s, 5000, 0)",
                "SELECT SETVAL(shop.s, 5000, 1, 0)",
                "CREATE OR REPLACE SEQUENCE shop.s",
                "CREATE OR REPLACE SEQUENCE shop.s INCREMENT -2 CACHE 5",
                "CREATE OR REPLACE SEQUENCE shop.s START 7 MINVALUE 3 MAXVALUE 99 COMMENT 'a \"b\" c' ENGINE=innodb",
                "CREATE OR REPLACE SEQUENCE shop.s INCREMENT BY -1 MINVALUE -99 MAXVALUE -5 CYCLE",
                "CREATE SEQUENCE shop.n START WITH 10 NOCACHE",
                "CREATE SEQUENCE shop.n"
            })
    void isForeseen(String sql) throws SQLException {
        database.execute("CREATE SEQUENCE shop.s START WITH 1 MINVALUE 1 MAXVALUE 90000 NOCACHE", "DO NEXTVAL(shop.s)");
        String name = sql.startsWith("CREATE SEQUENCE") ? "n" : "s";
        Present before = name.equals("n") ? null : look(name);
        database.execute(sql);
        assertThat(find(sql, before, look(name))).isEqualTo(Found.AFTER);
        if (before != null) {
            assertThat(find(sql, before, before)).isEqualTo(Found.BEFORE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALTER SEQUENCE shop.s RESTART WITH 1000, NOCACHE, BEFORE",
        "ALTER SEQUENCE shop.s RESTART WITH 1000, CACHE 10, BEFORE",
        "ALTER SEQUENCE shop.s RESTART WITH 1, NOCACHE, BEFORE",
        "'DO SETVAL(shop.s, 5000)', NOCACHE, BEFORE",
        "CREATE OR REPLACE SEQUENCE shop.s START 3000 CACHE 10, CACHE 10, BEFORE",
        "CREATE OR REPLACE SEQUENCE shop.s START 3000, CACHE 10, BEFORE",
        // the three draws lead to it as well, but so many at that moment are not likely
        "ALTER SEQUENCE shop.s RESTART WITH 5, NOCACHE, AFTER"
    })
    void whatIsDrawnInTheMeantimeStaysDrawn(String sql, String cache, Found found) throws SQLException {
        database.execute("CREATE SEQUENCE shop.s MAXVALUE 90000 " + cache, "DO NEXTVAL(shop.s)");
        Present before = look("s");
        for (int i = 0; i < 30; i++) {
            if (i < 3 || !cache.equals("NOCACHE")) {
                database.execute("DO NEXTVAL(shop.s)");
            }
        }
        assertThat(find(sql, before, look("s"))).isEqualTo(found);
    }

    @Test
    void whatOneDrawExplainsAsWellIsLeftToAPerson() throws SQLException {
        database.execute("CREATE SEQUENCE shop.s NOCACHE", "DO NEXTVAL(shop.s)");
        Present before = look("s");
        database.execute("DO NEXTVAL(shop.s)");
        assertThat(find("ALTER SEQUENCE shop.s RESTART WITH 3", before, look("s")))
                .isEqualTo(Found.UNKNOWN);
    }

    @Test
    void whatOthersDidIsNeither() throws SQLException {
        database.execute("CREATE SEQUENCE shop.s NOCACHE", "DO SETVAL(shop.s, 500)");
        Present before = look("s");
        database.execute("ALTER SEQUENCE shop.s RESTART WITH 20");
        assertThat(find("ALTER SEQUENCE shop.s RESTART WITH 10", before, look("s")))
                .isEqualTo(Found.UNKNOWN);
        database.execute("ALTER SEQUENCE shop.s CACHE 7");
        assertThat(find("ALTER SEQUENCE shop.s CACHE 8", before, look("s"))).isEqualTo(Found.UNKNOWN);
        database.execute("CREATE SEQUENCE shop.n CACHE 8");
        assertThat(find("CREATE SEQUENCE shop.n", null, look("n"))).isEqualTo(Found.UNKNOWN);
        assertThat(find("CREATE SEQUENCE shop.n CACHE 8 COMMENT 'x'", null, look("n")))
                .isEqualTo(Found.UNKNOWN);
    }

    private static Found find(String sql, @Nullable Present before, Present live) {
        return SequenceMade.find((SequenceFact) new SqlStatementReader().read(sql, null), before, live);
    }

    private Present look(String name) throws SQLException {
        String next =
                database.query("SELECT next_not_cached_value FROM shop." + name).get(0);
        return new Present(created(name), Map.of(), Map.of(Present.NEXT, next));
    }

    private String created(String name) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW CREATE SEQUENCE shop." + name)) {
            assertThat(row.next()).isTrue();
            return row.getString(2);
        }
    }
}
