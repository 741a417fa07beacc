package org.lupomig.store.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.port.SchemaState;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.orchestrator.port.SessionName;
import org.lupomig.orchestrator.port.StatementOutcome;
import org.lupomig.orchestrator.port.StatementOutcome.Accepted;
import org.lupomig.orchestrator.port.Target.Purpose;
import org.lupomig.orchestrator.port.TargetOperation;
import org.lupomig.orchestrator.port.TargetOperation.DropTable;
import org.lupomig.orchestrator.port.TargetOperation.RenameTables;
import org.lupomig.orchestrator.port.TargetOperation.Send;
import org.lupomig.orchestrator.port.TargetSession;
import org.lupomig.store.Rig;
import org.lupomig.store.TestServer;

/** The page about privileges is true: what it lists is enough, and nothing that it lists can be left out. */
class PrivilegesIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ObjectName T = new ObjectName("shop", "t");
    private static final ObjectName NEW = new ObjectName("shop", "fresh");
    private static final ObjectName HELD = new ObjectName("lupomig_held", "r1_1_1_fresh");

    /** What a statement and its way back do, by the page's name for it. */
    private static final Map<String, List<Action>> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put(
                "CREATE SCHEMA",
                List.of(
                        does(new Send("CREATE SCHEMA shop DEFAULT CHARACTER SET utf8mb4")),
                        PrivilegesIT::emptySchema,
                        does(new TargetOperation.DropSchema("shop"))));
        STATEMENTS.put("CREATE TABLE", createTable("CREATE TABLE shop.fresh (id INT PRIMARY KEY) ENGINE=InnoDB"));
        STATEMENTS.put(
                "CREATE TABLE with a foreign key",
                createTable("CREATE TABLE shop.fresh (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES shop.t (id))"
                        + " ENGINE=InnoDB"));
        STATEMENTS.put(
                "RENAME TABLE",
                List.of(
                        sees(T),
                        does(new RenameTables(List.of(new Rename(T, NEW)))),
                        sees(NEW),
                        does(new RenameTables(List.of(new Rename(NEW, T))))));
        STATEMENTS.put(
                "ADD COLUMN",
                List.of(
                        sees(T),
                        does(new Send("ALTER TABLE shop.t ADD COLUMN w INT")),
                        session -> session.ownValues(T, "w") != TargetSession.OwnValues.NONE ? "holds" : "",
                        does(new Send("ALTER TABLE shop.t DROP COLUMN w"))));
        STATEMENTS.put(
                "ADD INDEX",
                List.of(
                        sees(T),
                        does(new Send("ALTER TABLE shop.t ADD INDEX ix (v)")),
                        does(new Send("ALTER TABLE shop.t DROP INDEX ix"))));
        STATEMENTS.put(
                "CREATE INDEX",
                List.of(
                        sees(T),
                        does(new Send("CREATE INDEX ix ON shop.t (v)")),
                        does(new Send("ALTER TABLE shop.t DROP INDEX ix"))));
        STATEMENTS.put(
                "INSERT", List.of(does(new Send("INSERT INTO shop.t VALUES (1, 1)")), session -> digest(session, T)));
    }

    @Test
    void whatEachStatementNeeds() throws IOException {
        List<List<String>> rows = rows("## What a plan does");
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyElementsOf(STATEMENTS.keySet());
        // one that lists them all: the page is mended in one go
        SoftAssertions found = new SoftAssertions();
        for (List<String> row : rows) {
            List<String> grants = new ArrayList<>();
            privileges(row.get(1)).forEach(right -> grants.add(right + " ON shop.*"));
            privileges(row.get(2)).forEach(right -> grants.add(right + " ON lupomig_held.*"));
            List<Action> actions = STATEMENTS.getOrDefault(row.get(0), List.of());
            found.assertThat(refusal(row.get(0), actions, grants))
                    .as(row.get(0))
                    .isEmpty();
            for (String grant : grants) {
                List<String> fewer = new ArrayList<>(grants);
                fewer.remove(grant);
                found.assertThat(refusal(row.get(0), actions, fewer))
                        .as(row.get(0) + " without " + grant)
                        .isNotEmpty();
            }
        }
        found.assertAll();
    }

    /** What the server first refuses to an account with these grants; empty where it refuses nothing. */
    private static String refusal(String statement, List<Action> actions, List<String> grants) {
        try (Rig rig = TestServer.cleared()) {
            rig.sql("CREATE SCHEMA lupomig_held", "CREATE USER poor@'%' IDENTIFIED BY 'pw'");
            if (!statement.equals("CREATE SCHEMA")) {
                rig.sql("CREATE SCHEMA shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, v INT) ENGINE=InnoDB");
            }
            grants.forEach(grant -> rig.sql("GRANT " + grant + " TO poor@'%'"));
            try (Rig poor = rig.as("poor", "pw");
                    TargetSession session = poor.target().open(SessionName.of("tok", 1), Purpose.FORWARD)) {
                for (Action action : actions) {
                    String refused;
                    try {
                        refused = action.on(session);
                    } catch (ServerRefused e) {
                        refused = String.valueOf(e.getMessage());
                    }
                    if (!refused.isEmpty()) {
                        return refused;
                    }
                }
                return "";
            }
        }
    }

    private static List<Action> createTable(String sql) {
        return List.of(
                session -> session.describe(NEW).absent() ? "" : "there already",
                does(new Send(sql)),
                sees(NEW),
                does(new RenameTables(List.of(new Rename(NEW, HELD)))),
                session -> digest(session, HELD),
                does(new DropTable(HELD)));
    }

    private static Action does(TargetOperation operation) {
        return session -> {
            StatementOutcome outcome = session.execute(operation, MINUTE);
            return outcome instanceof Accepted ? "" : outcome.toString();
        };
    }

    private static Action sees(ObjectName name) {
        return session -> session.describe(name).absent() ? "not seen: " + name : "";
    }

    private static String emptySchema(TargetSession session) {
        return session.describeSchema("shop") instanceof SchemaState.Present present
                ? String.join(", ", present.contents())
                : "not seen";
    }

    private static String digest(TargetSession session, ObjectName table) {
        return session.digest(table).rows() < 0 ? "no rows" : "";
    }

    /** The rows of the first table below a heading, without their header. */
    private static List<List<String>> rows(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean below = false;
        for (String line : Files.readAllLines(Path.of("..", "..", "docs", "privileges.md"))) {
            if (line.startsWith("## ")) {
                below = line.equals(heading);
            } else if (below && line.startsWith("| ")) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
                    cells.add(cell.trim());
                }
                rows.add(cells);
            }
        }
        return rows.subList(1, rows.size());
    }

    private static List<String> privileges(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(", ", -1));
    }

    /** Something that an account tries; the answer is empty where it may. */
    @FunctionalInterface
    private interface Action {
        String on(TargetSession session);
    }
}
