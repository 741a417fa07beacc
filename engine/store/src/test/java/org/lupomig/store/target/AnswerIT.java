package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/** Several statements for one thing. */
class AnswerIT {
    @Test
    void onlyTheStatementThatWaitedInVainIsSentAgain() throws Exception {
        try (Rig rig = TestServer.cleared();
                ServerConnection connection = rig.server().open(SessionSettings.UNDO);
                ServerConnection holder = rig.server().open(SessionSettings.UNDO)) {
            rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT) ENGINE=InnoDB");
            connection.update("SET lock_wait_timeout = 1");
            holder.update("LOCK TABLES shop.t READ");
            CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
                holder.list("SELECT SLEEP(1.5)", (row, ctx) -> 1);
                holder.update("UNLOCK TABLES");
            });

            assertThat(Answer.all(List.of("CREATE SEQUENCE shop.s", "ALTER TABLE shop.t COMMENT = 'x'"), connection))
                    .isInstanceOf(Accepted.class);

            released.get();
            assertThat(rig.values("SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_NAME = 't'"
                            + " AND TABLE_SCHEMA = 'shop'"))
                    .containsExactly("x");
        }
    }

    /** However short each single wait is. */
    @Test
    void itIsGivenTimeUntilTheLockIsFree() throws Exception {
        try (Rig rig = TestServer.cleared();
                ServerConnection connection = rig.server().open(SessionSettings.UNDO);
                ServerConnection holder = rig.server().open(SessionSettings.UNDO)) {
            rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT) ENGINE=InnoDB");
            connection.update("SET lock_wait_timeout = 0");
            holder.update("LOCK TABLES shop.t READ");
            CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
                holder.list("SELECT SLEEP(1)", (row, ctx) -> 1);
                holder.update("UNLOCK TABLES");
            });

            assertThat(Answer.all(List.of("CREATE SEQUENCE shop.s", "ALTER TABLE shop.t COMMENT = 'x'"), connection))
                    .isInstanceOf(Accepted.class);

            released.get();
        }
    }
}
