package org.lupomig.store.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.state.State;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;

/** Inserts row after row, each with its journal entry, until it is killed or told where to die. */
final class InsertingChild {
    static final String TOKEN = "child";
    static final ObjectName TABLE = new ObjectName("shop", "t");

    private InsertingChild() {}

    /**
     * Runs as a process of its own.
     *
     * @param args host and port with a slash behind, user, password, and the row before whose commit it dies
     */
    public static void main(String[] args) {
        try (Rig rig = Rig.at(args[0], args[1], args[2])) {
            insert(rig, Integer.parseInt(args[3]));
        }
    }

    static void insert(Rig rig, int diesBeforeCommitOf) {
        try (Store.Lock lock = rig.locked(TOKEN);
                TargetSession session = rig.target().open(SessionName.of(TOKEN, 1), Purpose.FORWARD)) {
            lock.begin(Rig.newRun("p", TOKEN));
            System.out.println("ready");
            StatementOutcome outcome;
            int[] row = new int[1];
            do {
                row[0]++;
                String sql = "INSERT INTO shop.t VALUES (" + row[0] + ", 'v')";
                outcome = session.insert(sql, TABLE, Duration.ofMinutes(1), result -> {
                    if (row[0] == diesBeforeCommitOf) {
                        Runtime.getRuntime().halt(9);
                    }
                    return List.of(entry(row[0]));
                });
            } while (outcome instanceof StatementOutcome.Accepted);
        }
    }

    private static Write entry(int row) {
        return new Write.Journal(new JournalEntry(
                0,
                new Address("p", "b", "s"),
                JournalEntry.Kind.DONE,
                State.MIGRATING,
                State.MIGRATING,
                null,
                20260108000000L,
                0,
                Map.of("row", (long) row)));
    }
}
