package org.lupomig.store.privilege;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ChangedRows;
import org.lupomig.model.sql.ChangedRows.Change;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.orchestrator.port.RowFacts.Reference;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.Target.Planned;
import org.lupomig.store.StoreMessage;
import org.lupomig.store.connect.ServerConnection;
import org.lupomig.store.connect.ServerError;

/**
 * Rows that foreign keys of tables which the account does not see may refer to are neither deleted nor replaced, nor
 * changed where these may refer to them; and none are inserted where a table refers to them which the account knows of
 * and may not read. That is refused when it is its turn, and said before anything is done. Each table and each foreign
 * key is asked for once, however many statements have to do with it.
 */
final class UnseenReferences {
    /** Columns that a foreign key can refer to: it needs an index of theirs. */
    private static final String INDEXED = "SELECT DISTINCT COLUMN_NAME FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND INDEX_TYPE = 'BTREE'";

    private final ServerConnection reader;
    private final Grants grants;
    private final Function<ObjectName, List<Reference>> references;
    private final Set<String> refused = new TreeSet<>();
    private final Map<ObjectName, Set<String>> unread = new TreeMap<>();
    private final Map<ObjectName, List<Reference>> known = new HashMap<>();
    private final Map<ObjectName, List<String>> indexed = new HashMap<>();
    private final Map<Columns, Boolean> readable = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private @Nullable Boolean all;
    private @Nullable String own;
    private boolean ownRead;

    /** Some columns of a table. */
    private record Columns(ObjectName table, List<String> names) {
        String question() {
            StringJoiner columns = new StringJoiner(", ");
            names.forEach(column -> columns.add(SqlQuoting.identifier(column)));
            return "SELECT " + columns + " FROM " + SqlQuoting.identifier(table) + " LIMIT 0";
        }
    }

    /**
     * None yet.
     *
     * @param references the foreign keys that refer to a table, as far as the account knows of them
     */
    UnseenReferences(ServerConnection reader, Grants grants, Function<ObjectName, List<Reference>> references) {
        this.references = references;
        this.reader = reader;
        this.grants = grants;
    }

    void look(Planned planned) {
        change(planned);
        for (ChangedRows rows : planned.standing() ? ChangedRows.all(planned.fact()) : List.<ChangedRows>of()) {
            ObjectName table = rows.table().in(planned.defaultSchema());
            if (mayTakeAlong(rows) && !seesAll() && indexed(table).stream().anyMatch(column -> reaches(rows, column))) {
                refused.add(planned.fact().kind() + " of " + table);
            }
            if (rows.change() == Change.INSERTS && rows.assigned().isEmpty()) {
                lookInto(
                        table.schema() == null ? table.in(ownSchema()) : table,
                        planned.fact().kind());
            }
        }
    }

    private @Nullable String ownSchema() {
        if (!ownRead) {
            own = reader.first("SELECT DATABASE()", (row, ctx) -> row.getString(1));
            ownRead = true;
        }
        return own;
    }

    private void lookInto(ObjectName table, String kind) {
        if (table.schema() != null) {
            // without a schema chosen the server will say so
            known.computeIfAbsent(table, references).forEach(reference -> lookInto(reference, kind + " into " + table));
        }
    }

    /** What refers to a table now may do so no more when it is this one's turn. */
    private void change(Planned planned) {
        List<ObjectName> tables = new ArrayList<>();
        if (planned.fact() instanceof StatementFact.AlterTable alter) {
            tables.add(alter.table());
        } else if (planned.fact() instanceof StatementFact.DropTable drop) {
            tables.addAll(drop.tables());
        } else if (planned.fact() instanceof StatementFact.CreateTable create) {
            tables.add(create.table());
        } else if (planned.fact() instanceof StatementFact.RenameTable rename) {
            rename.renames().forEach(pair -> tables.add(pair.from()));
        } else if (planned.fact() instanceof StatementFact.DropSchema drop) {
            changed.add(lower(drop.schema()));
        }
        tables.forEach(table -> changed.add(lower(table.in(planned.defaultSchema()))));
    }

    private static String lower(Object name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a row refers to what comes in is looked at in its columns. */
    private void lookInto(Reference reference, String statement) {
        ObjectName child = reference.child();
        boolean goes = changed.contains(lower(child)) || changed.contains(lower(String.valueOf(child.schema())));
        if (!goes && !reference.own().isEmpty() && !mayRead(reference)) {
            unread.computeIfAbsent(child, name -> new TreeSet<>()).add(statement);
        }
    }

    private boolean mayRead(Reference reference) {
        return readable.computeIfAbsent(new Columns(reference.child(), reference.own()), this::mayRead);
    }

    private boolean mayRead(Columns columns) {
        try {
            reader.list(columns.question(), (row, ctx) -> 1);
            return true;
        } catch (ServerRefused e) {
            return !ServerError.denied(e.code());
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
        return indexed.computeIfAbsent(
                table, name -> reader.list(INDEXED, (row, ctx) -> row.getString(1), name.schema(), name.name()));
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
        unread.forEach((child, statements) -> problems.add(Problem.of(
                StoreMessage.ACCOUNT_PRIVILEGES_MISSING,
                grants.account(),
                "SELECT",
                SqlQuoting.identifier(child),
                "seeing whether its rows refer to what comes in: " + String.join(", ", statements))));
        if (!refused.isEmpty()) {
            problems.add(Problem.of(
                    StoreMessage.ACCOUNT_PRIVILEGES_MISSING,
                    grants.account(),
                    "PROCESS",
                    "*.*",
                    "seeing all foreign keys that refer to rows (what is inserted then takes SELECT on the tables that"
                            + " these are of): "
                            + String.join(", ", refused)));
        }
    }
}
