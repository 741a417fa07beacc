package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lupomig.orchestrator.port.StatementOutcome.LockTimeout;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.SessionSettings;

/** Several statements for one thing. */
class AnswerIT {
    private static final String MAKES = "CREATE SEQUENCE shop.s";
    private static final String WAITS = "ALTER TABLE shop.t COMMENT = 'x'";

    /** Whoever goes on from there has to look what the others have made. */
    @Test
    void oneThatWaitsInVainBehindOthersSaysSo() throws Exception {
        try (Rig rig = TestServer.cleared();
                ServerConnection connection = rig.server().open(SessionSettings.UNDO);
                ServerConnection holder = rig.server().open(SessionSettings.UNDO)) {
            rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT) ENGINE=InnoDB");
            connection.update("SET lock_wait_timeout = 0");
            holder.update("LOCK TABLES shop.t READ");

            assertThat(Answer.all(List.of(WAITS, MAKES), connection))
                    .isInstanceOfSatisfying(LockTimeout.class, waited -> assertThat(waited.begun())
                            .isFalse());
            assertThat(made(rig)).isEmpty();

            assertThat(Answer.all(List.of(MAKES, WAITS), connection))
                    .isInstanceOfSatisfying(LockTimeout.class, waited -> assertThat(waited.begun())
                            .isTrue());
            assertThat(made(rig)).containsExactly("s");
        }
    }

    private static List<String> made(Rig rig) {
        return rig.values(
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'shop' AND TABLE_NAME = 's'");
    }
}
