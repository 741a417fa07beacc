package org.lupomig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
        first = collations();
        project = ServerProject.onFreshServer(
                folder,
                "SET GLOBAL collation_server = utf8mb4_unicode_ci, GLOBAL collation_database = utf8mb4_unicode_ci,"
                        + " GLOBAL collation_connection = utf8mb4_unicode_ci");
    }

    @AfterEach
    void asItWas() throws SQLException {
        for (String one : first) {
            database.execute("SET GLOBAL " + one);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET GLOBAL character_set_server = latin1",
                "SET GLOBAL Character_Set_Server = utf8mb4",
                "SET GLOBAL collation_server = latin1_bin",
                "SET GLOBAL collation_server = utf8mb4_bin, GLOBAL character_set_database = ucs2",
                "SET GLOBAL character_set_connection = latin1",
                "SET @@global.collation_connection = latin1_bin",
                "SET GLOBAL character_set_database = latin1, GLOBAL collation_server = latin1_bin"
            })
    void aCharacterSetAndItsCollationGoBackTogether(String sql) throws Exception {
        List<String> before = collations();
        project.checkedPlan(sql + ";", false);
        assertThat(project.run("run", "shop.lupomig").err()).contains("LM5010");
        assertThat(collations()).isEqualTo(before);

        project.checkedPlan(sql + ";", true);
        assertThat(project.run("run", "shop.lupomig").err()).isEmpty();
        assertThat(collations()).isNotEqualTo(before);
        assertThat(project.run("rollback", "change").err()).isEmpty();
        assertThat(collations()).isEqualTo(before);
    }

    private List<String> collations() throws SQLException {
        return database.query(
                "SELECT CONCAT(VARIABLE_NAME, ' = ', GLOBAL_VALUE) FROM information_schema.SYSTEM_VARIABLES"
                        + " WHERE VARIABLE_NAME IN ('COLLATION_SERVER', 'COLLATION_DATABASE', 'COLLATION_CONNECTION',"
                        + " 'CHARACTER_SET_SERVER', 'CHARACTER_SET_DATABASE', 'CHARACTER_SET_CONNECTION')"
                        + " ORDER BY VARIABLE_NAME");
    }
}
