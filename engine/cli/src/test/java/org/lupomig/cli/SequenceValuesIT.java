package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Sequences that are set to a value, as dumps do, and back. */
class SequenceValuesIT {
    private final TestDatabase database = TestDatabase.get();

    @RegisterExtension
    final ServerProject project = ServerProject.onFreshServer(
            "CREATE SCHEMA shop",
            "CREATE SEQUENCE shop.s START WITH 100 INCREMENT BY 10",
            "CREATE SEQUENCE shop.down START WITH -1 INCREMENT BY -1 NOCACHE",
            "DO NEXTVAL(shop.s), NEXTVAL(shop.down)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO SETVAL(shop.s, 50000);",
                "SELECT SETVAL(shop.`s`, 50000, 0);",
                "USE shop; DO SETVAL(`s`, 50000, 1, 0); DO SETVAL(s, 70000, 0);",
                "DO SETVAL(shop.down, -500, 0); ALTER SEQUENCE shop.down CACHE 5;",
                "ALTER SEQUENCE shop.s RESTART 7; DO SETVAL(shop.s, 9000, 0);",
                "DO SETVAL(shop.s, 9000, 0); DROP SEQUENCE shop.s; CREATE SEQUENCE shop.s; DO SETVAL(shop.s, 4000, 0);",
                "CREATE SEQUENCE shop.fresh; DO SETVAL(shop.fresh, 101, 0);"
            })
    void whatIsSetGoesBack(String sql) throws Exception {
        String before = project.dump();
        String next = next();
        project.checkedPlan(sql, true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(project.dump()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(next()).isEqualTo(next);
        assertThat(project.dump()).isEqualTo(before);

        project.checkedPlan(sql, false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(next()).isEqualTo(next);
        assertThat(project.dump()).isEqualTo(before);
    }

    @Test
    void whatOthersDrewSinceStopsTheWayBack() throws Exception {
        project.plan("DO SETVAL(shop.down, -500, 0);");
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(database.query("SELECT NEXTVAL(shop.down)")).containsExactly("-500");
        assertThat(project.run("rollback", "change").err()).contains("values were drawn from it since");
        assertThat(database.query("SELECT next_not_cached_value FROM shop.down"))
                .containsExactly("-501");
    }

    @Test
    void aTableIsNoSequence() throws Exception {
        database.execute("CREATE TABLE shop.t (id INT)");
        project.plan("DO SETVAL(shop.t, 5, 0);");
        assertThat(project.run("run", "shop.lupomig").status()).isEqualTo(1);
    }

    private String next() throws SQLException {
        return database.query("SELECT next_not_cached_value FROM shop.s")
                + database.query("SELECT next_not_cached_value FROM shop.down").toString();
    }
}
