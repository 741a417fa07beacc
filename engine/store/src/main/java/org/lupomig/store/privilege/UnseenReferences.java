package org.lupomig.store.privilege;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ChangedRows.Change;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Rows that foreign keys of tables which the account does not see may refer to are neither deleted nor replaced, nor
 * changed where these may refer to them: that is refused when it is its turn, and said before anything is done.
 */
final class UnseenReferences {
    /** Columns that a foreign key can refer to: it needs an index of theirs. */
    private static final String INDEXED = "SELECT DISTINCT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND INDEX_TYPE = 'BTREE'";

    private final ServerConnection reader;
    private final Grants grants;
    private final Set<String> refused = new TreeSet<>();
    private @Nullable Boolean all;

    UnseenReferences(ServerConnection reader, Grants grants) {
        this.reader = reader;
        this.grants = grants;
    }

    void look(Planned planned) {
        for (ChangedRows rows : planned.standing() ? ChangedRows.all(planned.fact()) : List.<ChangedRows>of()) {
            ObjectName table = rows.table().in(planned.defaultSchema());
            if (mayTakeAlong(rows) && !seesAll() && indexed(table).stream().anyMatch(column -> reaches(rows, column))) {
                refused.add(planned.fact().kind() + " of " + table);
            }
        }
    }

    private static boolean goes(ChangedRows rows) {
        return rows.splits() || rows.change() == Change.DELETES || rows.change() == Change.REPLACES;
    }

    private static boolean mayTakeAlong(ChangedRows rows) {
        return goes(rows) || !rows.assigned().isEmpty();
    }

    private static boolean reaches(ChangedRows rows, String column) {
        return goes(rows) || rows.assigned().stream().anyMatch(column::equalsIgnoreCase);
    }

    private List<String> indexed(ObjectName table) {
        return reader.list(INDEXED, (row, ctx) -> row.getString(1), table.schema(), table.name());
    }

    private boolean seesAll() {
        Boolean known = all;
        if (known == null) {
            known = grants.showReferences() || readsInnodb();
            all = known;
        }
        return known;
    }

    /** Whether the server shows them to it as it shows them to those who have PROCESS. */
    private boolean readsInnodb() {
        try {
            reader.list("SELECT 1 FROM information_schema.INNODB_SYS_FOREIGN LIMIT 1", (row, ctx) -> 1);
            return true;
        } catch (ServerRefused e) {
            return e.code() != ServerError.RIGHT_MISSING;
        }
    }

    void addTo(List<Problem> problems) {
        if (!refused.isEmpty()) {
            problems.add(Problem.of(
                    StoreMessage.ACCOUNT_PRIVILEGES_MISSING,
                    grants.account(),
                    "PROCESS",
                    "*.*",
                    "seeing all foreign keys that refer to rows: " + String.join(", ", refused)));
        }
    }
}
