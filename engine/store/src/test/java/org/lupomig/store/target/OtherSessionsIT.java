package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.Target.OtherSession;
import org.lupomig.orchestrator.port.Target.Others;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreSchemas;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.Connecting;
import org.lupomig.store.connect.MariaDbServer;

/** Who else uses a schema, as a real server shows it. */
class OtherSessionsIT {
    private static final List<String> SHOP = List.of("shop", "gone");

    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
        rig.sql(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.t (id INT PRIMARY KEY) ENGINE=InnoDB",
                "CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'pw'",
                "GRANT ALL ON shop.* TO poor@'%'");
    }

    @AfterEach
    void disconnect() {
        rig.sql("DROP USER poor@'%'");
        rig.close();
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The server reads its list of transactions anew only where nobody has asked for it for 0.1 s. */
    private static void pastTheCache() throws InterruptedException {
        Thread.sleep(300);
    }

    @Test
    void aServerBesideThisOneIsNoStranger() {
        MariaDbServer own = rig.server();
        Connecting beside = MariaDbServer.connect(Rig.address(rig.urlIn("shop")), own);
        try (MariaDbServer other = ((Connecting.Connected) beside).server()) {
            assertThat(other.made(other.reading(reader -> reader.id()))).isTrue();
            assertThat(rig.target().others(SHOP).sessions()).isEmpty();
        }
    }

    @Test
    void nobody() {
        assertThat(rig.target().others(SHOP)).isEqualTo(new Others(List.of(), true));
        assertThat(rig.target().others(List.of())).isEqualTo(new Others(List.of(), true));
    }

    @Test
    void thoseInASchemaOfAnotherSpellingAreInAnotherOne() throws SQLException {
        try (Connection in = DriverManager.getConnection(rig.urlIn("shop"))) {
            boolean one = rig.values("SELECT @@lower_case_table_names <> 0").contains("1");
            assertThat(rig.target().others(List.of("Shop")).sessions()).hasSize(one ? 1 : 0);
            assertThat(rig.target().others(List.of("Shop", "shop")).sessions())
                    .extracting(OtherSession::connection)
                    .containsExactly(id(in));
        }
    }

    @Test
    void thoseInTheSchemaAreNamed() throws SQLException {
        try (Connection in = DriverManager.getConnection(rig.urlIn("shop"));
                Connection elsewhere = DriverManager.getConnection(rig.url())) {
            assertThat(id(elsewhere)).isPositive();
            Others others = rig.target().others(SHOP);
            assertThat(others.all()).isTrue();
            assertThat(others.sessions()).extracting(OtherSession::connection).containsExactly(id(in));
            assertThat(others.sessions().get(0).account())
                    .matches("[^@]+@[^@]+")
                    .doesNotContain(":");
        }
    }

    @Test
    void soAreThoseThatHaveChangedRowsAndNotCommitted() throws SQLException, InterruptedException {
        try (Connection writer = DriverManager.getConnection(rig.url());
                Statement statement = writer.createStatement()) {
            statement.execute("START TRANSACTION");
            statement.execute("INSERT INTO shop.t VALUES (1)");
            pastTheCache();
            assertThat(rig.target().others(SHOP).sessions())
                    .extracting(OtherSession::connection)
                    .containsExactly(id(writer));
            statement.execute("ROLLBACK");
            pastTheCache();
            assertThat(rig.target().others(SHOP).sessions()).isEmpty();
        }
    }

    @Test
    void ourOwnAreNotOthers() {
        MariaDbServer server = Rig.connected(rig.urlIn("shop"));
        var target = MariaDbTarget.withoutStore(server, StoreSchemas.DEFAULT);
        try (var session = target.open("lupomig/test/1", Purpose.FORWARD)) {
            assertThat(session.defaultSchema()).isEqualTo("shop");
            assertThat(target.others(SHOP).sessions()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void anAccountThatDoesNotSeeOthersSaysSo() throws SQLException {
        try (Rig poor = rig.as("poor", "pw");
                Connection theirs = DriverManager.getConnection(rig.urlIn("shop"));
                Connection same = DriverManager.getConnection(poor.urlIn("shop"))) {
            assertThat(id(theirs)).isPositive();
            Others others = poor.target().others(SHOP);
            assertThat(others.all()).isFalse();
            assertThat(others.sessions()).extracting(OtherSession::connection).containsExactly(id(same));
        }
    }
}
