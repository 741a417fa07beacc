package org.lupomig.store.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.store.connect.AddressText;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;
import org.lupomig.testkit.mariadb.TestDatabase;

/** What the server does not let be read leaves the others their rows, and is named. */
class RowCopyIT {
    private static final ObjectName BROKEN = new ObjectName("d", "broken");
    private static final ObjectName CHILDREN = new ObjectName("d", "children");
    private static final ObjectName PARENTS = new ObjectName("d", "parents");

    private final TestDatabase database = TestDatabase.get();
    private final MariaDbServer server = connect();

    private static MariaDbServer connect() {
        AddressText.Reading.Address address = (AddressText.Reading.Address)
                AddressText.read(TestDatabase.get().jdbcUrlWithAccount());
        return ((Connecting.Connected) MariaDbServer.connect(address.address())).server();
    }

    @BeforeEach
    void make() throws SQLException {
        database.clear();
        database.execute(
                "CREATE SCHEMA d",
                "CREATE TABLE d.parents (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE TABLE d.children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES d.parents (id))"
                        + " ENGINE=InnoDB",
                "INSERT INTO d.parents VALUES (1), (2), (3)",
                "INSERT INTO d.children VALUES (1, 3), (2, 2)",
                "CREATE FUNCTION d.refuse() RETURNS INT BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not now';"
                        + " RETURN 1; END",
                "CREATE VIEW d.broken AS SELECT d.refuse() AS id");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void oneThatCannotBeReadIsNamedAndTheOthersComeWithTheirParents() {
        List<String> unread = new ArrayList<>();
        try (ServerConnection connection = server.open(SessionSettings.READER)) {
            Map<ObjectName, TakenRows> taken = RowCopy.read(connection, List.of(BROKEN, CHILDREN, PARENTS), 1, unread);

            assertThat(taken).containsOnlyKeys(CHILDREN, PARENTS);
            assertThat(taken.get(CHILDREN))
                    .isNotNull()
                    .extracting(TakenRows::count)
                    .isEqualTo(1);
            assertThat(taken.get(PARENTS))
                    .isNotNull()
                    .extracting(TakenRows::count)
                    .isEqualTo(2);
        }
        assertThat(unread)
                .singleElement()
                .asString()
                .startsWith("rows of table d.broken: ")
                .contains("not now", "(error 1644)");
    }
}
