package org.lupomig.store.target;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Refused;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** A session of the engine on a server with a store and one empty table, closed behind the test that registers it. */
final class OpenSession implements AfterEachCallback {
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final String LOCK = SessionName.of("tok", 1);
    static final ObjectName T = new ObjectName("shop", "t");

    private final Rig rig = TestServer.cleared().withStore();
    private final TargetSession session;

    OpenSession() {
        rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(80)) ENGINE=InnoDB");
        session = rig.target().open(LOCK, Purpose.FORWARD);
    }

    Rig rig() {
        return rig;
    }

    TargetSession session() {
        return session;
    }

    /** Sends a statement. */
    StatementOutcome send(String sql) {
        return session.execute(new Send(sql), MINUTE);
    }

    /** The server's number of a refusal; 0 for all else. */
    static int code(StatementOutcome outcome) {
        return outcome instanceof Refused refused ? refused.code() : 0;
    }

    /** An entry for the journal. */
    static Write said(String what) {
        return new Write.Journal(new JournalEntry(
                0,
                new Address("p", "b", "s"),
                JournalEntry.Kind.DONE,
                State.MIGRATING,
                State.MIGRATING,
                null,
                20260108000000L,
                0,
                Map.of("said", what, "empty", "")));
    }

    /** Ends the session on the server, and waits until it has. */
    void kill() {
        rig.sql("KILL CONNECTION IS_USED_LOCK('" + LOCK + "')");
        for (int i = 0; i < 200; i++) {
            if (rig.values("SELECT IS_USED_LOCK('" + LOCK + "')").get(0).equals("null")) {
                return;
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        session.close();
        rig.close();
    }
}
