package org.lupomig.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Looks for values that others have written into row 150 of tables of a batch: in the table, or in a copy of it. */
final class LaterValues {
    private LaterValues() {}

    static void assertIsThere(TestDatabase database, String when, String table, String column, int value)
            throws SQLException {
        boolean there = false;
        for (String each : database.query("SELECT CONCAT('`', TABLE_SCHEMA, '`.`', TABLE_NAME, '`') FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA IN ('crash_long', 'lupomig_held') AND TABLE_NAME LIKE '%"
                + table + "' AND COLUMN_NAME = '" + column + "'")) {
            there |= database.query("SELECT 1 FROM " + each + " WHERE id = 150 AND " + column + " = " + value)
                            .size()
                    == 1;
        }
        assertThat(there).as("%s: %d in %s", when, value, table).isTrue();
    }
}
