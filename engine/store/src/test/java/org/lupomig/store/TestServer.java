package org.lupomig.store;

import java.sql.SQLException;
import org.lupomig.testkit.mariadb.TestDatabase;

/** The server that all tests of this JVM share. */
public final class TestServer {
    private TestServer() {}

    /** The server with nothing on it. */
    public static Rig cleared() {
        TestDatabase database = TestDatabase.get();
        try {
            database.clear();
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return Rig.at(database.jdbcUrl(), database.user(), database.password());
    }
}
