package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Variables of the server that come and go with others. */
class ServerVariablesIT {
    private final TestDatabase database = TestDatabase.get();

    private ServerProject project;
    private List<String> first;

    @BeforeEach
    void shop(@TempDir Path folder) throws SQLException {
        first = values();
        project = ServerProject.onFreshServer(
                folder,
                "SET GLOBAL collation_server = utf8mb4_unicode_ci, GLOBAL collation_database = utf8mb4_unicode_ci,"
                        + " GLOBAL collation_connection = utf8mb4_unicode_ci, GLOBAL max_join_size = 5000,"
                        + " GLOBAL sql_big_selects = ON");
    }

    @AfterEach
    void asItWas() throws SQLException {
        for (String one : first) {
            database.execute("SET GLOBAL " + one);
        }
        database.execute("SET GLOBAL max_join_size = DEFAULT, GLOBAL sql_big_selects = DEFAULT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GLOBAL max_join_size = 9000",
                "SET GLOBAL character_set_server = latin1",
                "SET GLOBAL Character_Set_Server = utf8mb4",
                "SET GLOBAL collation_server = latin1_bin",
                "SET GLOBAL collation_server = utf8mb4_bin, GLOBAL character_set_database = ucs2",
                "SET GLOBAL character_set_connection = latin1",
                "SET @@global.collation_connection = latin1_bin",
                "SET GLOBAL character_set_database = latin1, GLOBAL collation_server = latin1_bin"
            })
    void whatTheServerSetsWithItGoesBackToo(String sql) throws Exception {
        List<String> before = values();
        project.checkedPlan(sql + ";", false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(values()).isEqualTo(before);

        project.checkedPlan(sql + ";", true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(values()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(values()).isEqualTo(before);
    }

    private List<String> values() throws SQLException {
        return database.query(
                "SELECT CONCAT(VARIABLE_NAME, ' = ', GLOBAL_VALUE) FROM information_schema.SYSTEM_VARIABLES"
                        + " WHERE VARIABLE_NAME IN ('COLLATION_SERVER', 'COLLATION_DATABASE', 'COLLATION_CONNECTION',"
                        + " 'CHARACTER_SET_SERVER', 'CHARACTER_SET_DATABASE', 'CHARACTER_SET_CONNECTION',"
                        + " 'MAX_JOIN_SIZE', 'SQL_BIG_SELECTS')"
                        + " ORDER BY VARIABLE_NAME");
    }

    @Test
    void oneThatIsNotThereIsNamed() throws Exception {
        project.plan("SET GLOBAL no_such_limit = 1;");
        assertThat(project.run("run", "shop.lupomig").err())
                .contains("LM5073", "this server has no global variable no_such_limit", "SHOW GLOBAL VARIABLES")
                .doesNotContain("IF EXISTS");
    }
}
