package org.lupomig.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.port.ConnectionLost;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.testkit.mariadb.TestDatabase;

/** Rows and what is said of them are there together or not at all, whoever dies and when. */
class KilledIT {
    @Test
    void aProcessThatDiesBetweenInsertAndCommitLeavesNeither() throws Exception {
        try (Rig rig = TestServer.cleared()) {
            prepare(rig);
            Process child = child(4);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(9);
            assertThat(rowsAfterRecovery(rig)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 170})
    void aProcessThatIsKilledAtAnyMomentLeavesBothOrNeither(int millis) throws Exception {
        try (Rig rig = TestServer.cleared()) {
            prepare(rig);
            Process child = child(-1);
            try (var lines =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("ready");
                Thread.sleep(millis);
                child.destroyForcibly().waitFor();
            }
            rowsAfterRecovery(rig);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 150})
    void aServerThatIsKilledKeepsBothOrNeither(int millis, @TempDir Path directory) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServerConfig.in(directory));
                Rig rig = Rig.at(server.jdbcUrl(), server.user(), server.password())) {
            prepare(rig);
            Thread inserting = new Thread(() -> {
                try (Rig working = rig.again()) {
                    InsertingChild.insert(working, -1);
                } catch (ConnectionLost e) {
                    // the server was killed
                }
            });
            inserting.start();
            while (rig.store().unfinishedRuns().isEmpty()) {
                Thread.sleep(1);
            }
            Thread.sleep(millis);
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().get(60, TimeUnit.SECONDS);
            inserting.join();
        }
        try (EmbeddedServer again = EmbeddedServer.start(EmbeddedServerConfig.in(directory));
                Rig rig = Rig.at(again.jdbcUrl(), again.user(), again.password())) {
            rowsAfterRecovery(rig);
        }
    }

    private static void prepare(Rig rig) {
        rig.withStore();
        rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE=InnoDB");
    }

    /** Takes the lock as the next command would, ends what is left, and counts. */
    private static long rowsAfterRecovery(Rig rig) {
        RunRecord killed = null;
        for (int i = 0; i < 1000 && killed == null; i++) {
            // the server frees the lock of a client that died when it has noticed
            killed = rig.store().deadRuns().stream().findFirst().orElse(null);
        }
        assertThat(killed).isNotNull();
        Store.LockAttempt attempt = rig.store().takeOver(killed, Rig.owner("next"));
        assertThat(attempt).isInstanceOf(Store.LockAttempt.Held.class);
        try (Store.Lock lock = ((Store.LockAttempt.Held) attempt).lock()) {
            lock.check();
            assertThat(rig.target().endSession(SessionName.of(InsertingChild.TOKEN, 1), Duration.ofSeconds(30)))
                    .isTrue();
            List<RunRecord> dead = rig.store().unfinishedRuns();
            assertThat(dead)
                    .singleElement()
                    .satisfies(run -> assertThat(run.owner().token()).isEqualTo(InsertingChild.TOKEN));
            List<Long> said = rig.store().journal(dead.get(0).id()).stream()
                    .map(JournalEntry::data)
                    .map(data -> (Long) data.get("row"))
                    .toList();
            List<Long> rows = rig.values("SELECT id FROM shop.t ORDER BY id").stream()
                    .map(Long::valueOf)
                    .toList();
            assertThat(rows).isEqualTo(said);
            return rows.size();
        }
    }

    private static Process child(int diesBeforeCommitOf) throws IOException {
        TestDatabase database = TestDatabase.get();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        InsertingChild.class.getName(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password(),
                        Integer.toString(diesBeforeCommitOf))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
