package org.lupomig.store.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.store.Rig;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.TestServer;

class ConnectingIT {
    private Rig rig;

    @BeforeEach
    void connect() {
        rig = TestServer.cleared();
    }

    @AfterEach
    void disconnect() {
        rig.close();
    }

    @Test
    void aQuestionMarkInANameOrATextStandsForItself() {
        rig.sql("CREATE SCHEMA `who?`", "CREATE TABLE `who?`.`what?` (`when?` VARCHAR(9)) COMMENT 'why?'");
        assertThat(rig.server()
                        .<String>reading(connection -> connection.one(
                                "SELECT CONCAT(`when?`, 'it''s \\'?', ?, \"?\") FROM (SELECT '-' AS `when?`) AS d",
                                (rows, ctx) -> rows.getString(1),
                                7)))
                .isEqualTo("-it's '?7?");
        assertThat(rig.server()
                        .<String>reading(connection ->
                                connection.one("SHOW CREATE TABLE `who?`.`what?`", (rows, ctx) -> rows.getString(2))))
                .contains("'why?'");
    }

    @Test
    void aServerSaysItsVersion() {
        assertThat(rig.server().version())
                .isEqualTo(rig.values("SELECT VERSION()").get(0));
    }

    @Test
    void aWrongPassword() {
        rig.sql("CREATE OR REPLACE USER poor@'%' IDENTIFIED BY 'right'");
        try {
            Problem problem = failing(rig.urlAs("poor", "WR0NG"));
            assertThat(problem.type()).isEqualTo(StoreMessage.ACCESS_DENIED);
            assertThat(problem.message())
                    .isEqualTo("the server at " + place() + " does not let 'poor' in: wrong user or password");
            assertThat(problem.toString()).doesNotContain("WR0NG");
            MariaDbAddress right = Rig.address(rig.urlAs("poor", "")).withPassword("right");
            assertThat(MariaDbServer.connect(right)).isInstanceOf(Connecting.Connected.class);
            assertThat(failing(rig.urlAs("poor", "right").replace("/?", "/mysql?"))
                            .type())
                    .isEqualTo(StoreMessage.SCHEMA_DENIED);
            rig.sql("ALTER USER poor@'%' ACCOUNT LOCK");
            assertThat(failing(rig.urlAs("poor", "right")).type()).isEqualTo(StoreMessage.ACCOUNT_UNUSABLE);
        } finally {
            rig.sql("DROP USER poor@'%'");
        }
    }

    @Test
    void aSchemaThatIsNotThere() {
        Problem problem = failing(rig.urlIn("nope"));
        assertThat(problem.type()).isEqualTo(StoreMessage.SCHEMA_UNKNOWN);
        assertThat(problem.message()).isEqualTo("the server at " + place() + " has no schema 'nope'");
    }

    @Test
    void nobodyAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Problem problem = failing("jdbc:mariadb://127.0.0.1:" + port + "/?user=root");
        assertThat(problem.type()).isEqualTo(StoreMessage.SERVER_UNREACHABLE);
        assertThat(problem.message()).isEqualTo("no server answers at 127.0.0.1:" + port + ": connection refused");
    }

    @Test
    void noSuchHost() {
        Problem problem = failing("jdbc:mariadb://nowhere.invalid/?user=root");
        assertThat(problem.type()).isEqualTo(StoreMessage.HOST_UNKNOWN);
        assertThat(problem.message()).isEqualTo("no host is called 'nowhere.invalid'");
    }

    @Test
    void anEncryptedConnectionThatTheServerDoesNotOffer() {
        assertThat(failing(rig.url() + "&sslMode=verify-full").type()).isEqualTo(StoreMessage.TLS_FAILED);
    }

    @Test
    void noMoreConnections() {
        String before = rig.values("SELECT @@max_connections").get(0);
        rig.sql("CREATE OR REPLACE USER poor@'%'", "SET GLOBAL max_connections = 10");
        var open = new java.util.ArrayList<Connecting>();
        try {
            Connecting last;
            do {
                last = MariaDbServer.connect(Rig.address(rig.urlAs("poor", "")));
                open.add(last);
            } while (last instanceof Connecting.Connected && open.size() < 20);
            assertThat(last).isInstanceOfSatisfying(Connecting.Failed.class, f -> assertThat(
                            f.problem().type())
                    .isEqualTo(StoreMessage.SERVER_FULL));
        } finally {
            for (Connecting one : open) {
                if (one instanceof Connecting.Connected connected) {
                    connected.server().close();
                }
            }
            rig.sql("SET GLOBAL max_connections = " + before, "DROP USER poor@'%'");
        }
    }

    @Test
    void aServerOfAnotherKindOrTooOld() throws IOException {
        Problem other = greetedBy("8.0.36");
        assertThat(other.type()).isEqualTo(StoreMessage.NOT_MARIADB);
        assertThat(other.message()).contains(" is MySQL 8.0.36, not MariaDB");
        Problem old = greetedBy("5.5.5-10.5.8-MariaDB-log");
        assertThat(old.type()).isEqualTo(StoreMessage.SERVER_TOO_OLD);
        assertThat(old.message()).contains(" is MariaDB 10.5.8-MariaDB-log; 10.6 or later is needed");
    }

    @Test
    void aServerThatTurnsThisMachineAway() throws IOException {
        String sentence = "Host '10.0.0.9' is not allowed to connect to this MariaDB server";
        Problem problem = turnedAway(1130, sentence);
        assertThat(problem.type()).isEqualTo(StoreMessage.HOST_REFUSED);
        assertThat(problem.message()).endsWith(" takes no connections from this machine: " + sentence);
        assertThat(turnedAway(1129, "Host '10.0.0.9' is blocked").type()).isEqualTo(StoreMessage.HOST_REFUSED);
    }

    @Test
    void aRefusalOfNoKnownKind() throws IOException {
        Problem problem = turnedAway(1105, "the moon is full");
        assertThat(problem.type()).isEqualTo(StoreMessage.CONNECT_FAILED);
        assertThat(problem.message()).endsWith(" could be made: the moon is full");
    }

    @Test
    void somethingElseThatListens() throws IOException {
        try (ServerSocket socket = listening("SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.US_ASCII))) {
            Problem problem = failing("jdbc:mariadb://127.0.0.1:" + socket.getLocalPort() + "/?connectTimeout=2000");
            assertThat(problem.type()).isIn(StoreMessage.SERVER_UNREACHABLE, StoreMessage.CONNECT_FAILED);
        }
    }

    @Test
    void aReaderThatDiedIsReplaced() {
        long id = rig.server().reading(ServerConnection::id);
        rig.sql("KILL CONNECTION " + id);
        int seven = rig.server().reading(reader -> reader.one("SELECT 7", (row, ctx) -> row.getInt(1)));
        assertThat(seven).isEqualTo(7);
        long later = rig.server().reading(ServerConnection::id);
        assertThat(later).isNotEqualTo(id);
    }

    /** It may be one that this process has ended a moment ago, and the server has not noticed yet. */
    @Test
    void aConnectionWaitsForOneThatTheServerStillCounts() throws Exception {
        rig.sql("CREATE OR REPLACE USER poor@'%' WITH MAX_USER_CONNECTIONS 2");
        MariaDbServer server =
                ((Connecting.Connected) MariaDbServer.connect(Rig.address(rig.urlAs("poor", "")))).server();
        try (Connection others = DriverManager.getConnection(rig.urlAs("poor", ""))) {
            assertThat(others.isValid(1)).isTrue();
            String ends = "KILL CONNECTION "
                    + rig.values("SELECT MAX(ID) FROM information_schema.PROCESSLIST WHERE USER = 'poor'")
                            .get(0);
            CompletableFuture<Void> ended = CompletableFuture.runAsync(
                    () -> rig.sql(ends), CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
            try (ServerConnection made = server.open(SessionSettings.FORWARD)) {
                assertThat(made.closed()).isFalse();
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> server.open(SessionSettings.FORWARD))
                        .isInstanceOf(ConnectionLost.class)
                        .hasMessageContaining("takes no more connections");
            }
            ended.join();
        } finally {
            server.close();
            rig.sql("DROP USER poor@'%'");
        }
    }

    @Test
    void aServerThatHasGoneIsALostConnection() {
        try (Rig gone = rig.again()) {
            gone.server().reading(reader -> {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> {
                            reader.update("KILL CONNECTION CONNECTION_ID()");
                            reader.update("DO 1");
                        })
                        .isInstanceOf(ConnectionLost.class);
                return reader.id();
            });
        }
    }

    private String place() {
        return Rig.address(rig.url()).display();
    }

    private static Problem failing(String url) {
        return ((Connecting.Failed) MariaDbServer.connect(Rig.address(url))).problem();
    }

    /** A server that says its version, lets everybody in, and accepts whatever is sent. */
    private static Problem greetedBy(String version) throws IOException {
        byte[] name = version.getBytes(StandardCharsets.US_ASCII);
        var greeting = new java.io.ByteArrayOutputStream();
        greeting.write(10);
        greeting.writeBytes(name);
        greeting.write(0);
        greeting.writeBytes(new byte[] {1, 0, 0, 0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 0});
        // capabilities, collation, status
        greeting.writeBytes(new byte[] {(byte) 0xff, (byte) 0xf7, 45, 2, 0, 0x08, 0, 21});
        greeting.writeBytes(new byte[10]);
        greeting.writeBytes("ijklmnopqrst".getBytes(StandardCharsets.US_ASCII));
        greeting.write(0);
        greeting.writeBytes("mysql_native_password".getBytes(StandardCharsets.US_ASCII));
        greeting.write(0);
        try (ServerSocket socket = listening(packet(0, greeting.toByteArray()))) {
            return failing("jdbc:mariadb://127.0.0.1:" + socket.getLocalPort() + "/?user=root&connectTimeout=5000");
        }
    }

    /** A server that answers with an error instead of its greeting. */
    private static Problem turnedAway(int code, String sentence) throws IOException {
        var error = new java.io.ByteArrayOutputStream();
        error.writeBytes(new byte[] {(byte) 0xff, (byte) code, (byte) (code >> 8)});
        error.writeBytes(sentence.getBytes(StandardCharsets.US_ASCII));
        try (ServerSocket socket = listening(packet(0, error.toByteArray()))) {
            return failing("jdbc:mariadb://127.0.0.1:" + socket.getLocalPort() + "/?user=root&connectTimeout=5000");
        }
    }

    private static byte[] packet(int sequence, byte[] body) {
        var packet = new java.io.ByteArrayOutputStream();
        packet.writeBytes(new byte[] {(byte) body.length, (byte) (body.length >> 8), 0, (byte) sequence});
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static ServerSocket listening(byte[] greeting) throws IOException {
        ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> {
            try (Socket client = socket.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(greeting);
                out.flush();
                byte[] buffer = new byte[4096];
                int read = client.getInputStream().read(buffer);
                while (read > 0) {
                    // every packet is answered by OK, in its turn
                    byte[] ok = {0, 0, 0, 2, 0, 0, 0};
                    out.write(packet(buffer[3] + 1, ok));
                    out.flush();
                    read = client.getInputStream().read(buffer);
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        serving.setDaemon(true);
        serving.start();
        return socket;
    }
}
