package org.lupomig.cli.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lupomig.model.plan.Plan;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.model.ReferenceModel;
import org.lupomig.testkit.model.ReferenceModel.Batch;

/**
 * The model's batches as plans for a server, on which each step has a schema of its own: what is applied can be seen
 * there. A step fails while its name is in {@code m_gate.closed}.
 */
final class ModelSchemas {
    private final TestDatabase database;
    private final Path folder;
    private final Map<String, Plan> plans = new HashMap<>();
    private final Map<String, String> before = new HashMap<>();
    private final Map<String, String> after = new HashMap<>();
    private final Map<String, Integer> points = new HashMap<>();

    /** @param folder where the plans are written */
    ModelSchemas(TestDatabase database, Path folder) throws Exception {
        this.database = database;
        this.folder = folder;
        for (Batch batch : ReferenceModel.BATCHES) {
            plans.put(batch.name(), plan(batch));
        }
        begin();
        for (Batch batch : ReferenceModel.BATCHES) {
            for (String step : batch.names()) {
                String key = ReferenceModel.key(batch, step);
                before.put(key, dump(key));
                database.execute(sql(key).split(";\n", -1));
                after.put(key, dump(key));
            }
        }
        measure();
    }

    /** Runs them all and takes them back, to see how many points there are. */
    private void measure() throws Exception {
        begin();
        List<Batch> batches = ReferenceModel.BATCHES;
        for (Batch batch : batches) {
            measure("run", batch);
        }
        for (int i = batches.size() - 1; i >= 0; i--) {
            measure("rollback", batches.get(i));
        }
    }

    private void measure(String command, Batch batch) {
        CrashedProcess done = CrashedProcess.here(command, database, folder.resolve(batch.name() + ".lupomig"));
        if (done.status() != 0) {
            throw new IllegalStateException(command + " of " + batch.name() + ": " + done.output());
        }
        points.put(command + " " + batch.name(), done.points());
    }

    /** How many points a run or a rollback of a batch has where it does all of it. */
    int points(String command, Batch batch) {
        return points.getOrDefault(command + " " + batch.name(), 1);
    }

    /** Makes what all begin with, on an empty server. */
    void begin() throws Exception {
        EmptyServer.begin(database);
        database.execute(
                "CREATE SCHEMA m_gate", "CREATE TABLE m_gate.closed (step VARCHAR(64) PRIMARY KEY) ENGINE=InnoDB");
        for (Batch batch : ReferenceModel.BATCHES) {
            for (String step : batch.names()) {
                make(ReferenceModel.key(batch, step));
            }
        }
    }

    /** A step's schema, as it is before the step. Where rows are changed, only names that are listed may be given. */
    private void make(String key) throws Exception {
        String schema = "m_" + key;
        String names = key.endsWith("_rows") ? " REFERENCES names (name)" : "";
        database.execute("CREATE SCHEMA " + schema);
        if (!names.isEmpty()) {
            database.execute(
                    "CREATE TABLE " + schema + ".names (name VARCHAR(9) PRIMARY KEY) ENGINE=InnoDB",
                    "INSERT INTO " + schema + ".names VALUES ('one'), ('two'), ('new'), ('other'), ('theirs')");
        }
        database.execute(
                "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, name VARCHAR(9)" + names + ") ENGINE=InnoDB",
                "INSERT INTO " + schema + ".t VALUES (1, 'one'), (2, 'two'), (3, NULL)");
    }

    /** A person makes a step's schema as it was before the step; what was set aside stays. */
    void takeBackByHand(String key) throws Exception {
        database.execute("DROP SCHEMA m_" + key);
        make(key);
    }

    /** The server refuses a batch's change of rows until it is let through. */
    void refuseRows(Batch batch) throws SQLException {
        database.execute("DELETE FROM m_" + ReferenceModel.key(batch, "rows") + ".names WHERE name = 'new'");
    }

    /** It does not any more. */
    void letThrough(Batch batch) throws SQLException {
        database.execute("INSERT IGNORE INTO m_" + ReferenceModel.key(batch, "rows") + ".names VALUES ('new')");
    }

    /** Whether the table that a step makes is there. */
    boolean isMade(String key) throws SQLException {
        return !database.query(
                        "SELECT 1 FROM information_schema.TABLES WHERE TABLE_NAME = 'made' AND TABLE_SCHEMA = 'm_" + key
                                + "'")
                .isEmpty();
    }

    /** A plan that shares a table with a batch, fails, and leaves everything as it was. */
    Plan common(Batch batch) throws IOException {
        Path file = folder.resolve("beside_" + batch.name() + ".lupomig");
        Files.writeString(file, """
                plan beside_%1$s version 1 {
                  database main = mariadb
                  schema m_gate core
                  batch beside_%1$s rollback A {
                    step rows {
                      sql \"""
                        UPDATE m_%1$s_rows.t SET name = 'other' WHERE id = 3;
                      \"""
                      validate post integrity "it never is" on failure rollback A {
                        expect query("SELECT COUNT(*) FROM m_gate.closed") = 7
                      }
                    }
                  }
                }
                """.formatted(batch.name()));
        return HaltingProcess.plan(file);
    }

    Plan plan(String batch) {
        return Objects.requireNonNull(plans.get(batch));
    }

    /** What a step's schema looks like where this is so. */
    String looks(ReferenceModel model, String key) throws Exception {
        String dump = model.since.containsKey(key) ? after.getOrDefault(key, "") : before.getOrDefault(key, "");
        return model.theirs.contains(key) ? dump + "with a row of others" : dump;
    }

    /** What it does look like. */
    String seen(ReferenceModel model, String key) throws Exception {
        if (!model.theirs.contains(key)) {
            return dump(key);
        }
        String table = "m_" + key + ".made";
        database.execute("DELETE FROM " + table + " WHERE id = 99");
        String without = dump(key);
        database.execute("INSERT INTO " + table + " VALUES (99)");
        return without + "with a row of others";
    }

    private String dump(String key) throws Exception {
        return SchemaDump.of(database, "m_" + key);
    }

    private static String sql(String key) {
        String table = "m_" + key + ".t";
        return switch (key.substring(key.indexOf('_') + 1)) {
            case "make" ->
                "CREATE TABLE m_" + key + ".made (id INT PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO m_" + key
                        + ".made VALUES (1)";
            case "drop" -> "DROP TABLE " + table;
            case "rows" -> "UPDATE " + table + " SET name = 'new' WHERE id = 2";
            case "alter" -> "ALTER TABLE " + table + " ADD COLUMN x INT";
            default -> "RENAME TABLE " + table + " TO m_" + key + ".moved";
        };
    }

    private Plan plan(Batch batch) throws IOException {
        String required = batch.requires();
        StringBuilder text = new StringBuilder();
        text.append(required == null ? "" : "import \"" + required + ".lupomig\"\n")
                .append("plan ")
                .append(batch.name())
                .append(" version 1 {\n  database main = mariadb\n  schema m_gate core\n  batch ")
                .append(batch.name())
                .append(required == null ? "" : " requires " + required + "." + required)
                .append(" rollback ")
                .append(batch.rollbackClass())
                .append(" {\n")
                .append(batch.freezes() ? "    freeze writes on m_gate because \"it is tried\"\n" : "");
        batch.steps().forEach((step, requires) -> step(text, batch, step, requires));
        Path file = folder.resolve(batch.name() + ".lupomig");
        Files.writeString(file, text + "  }\n}\n");
        return HaltingProcess.plan(file);
    }

    private static void step(StringBuilder text, Batch batch, String step, List<String> requires) {
        String key = ReferenceModel.key(batch, step);
        text.append("    step ")
                .append(step)
                .append(requires.isEmpty() ? "" : " requires " + String.join(", ", requires))
                .append("""
                         {
                              sql \"""
                                %s;
                              \"""
                              validate post integrity "its gate is open" on failure rollback %s {
                                expect query("SELECT COUNT(*) FROM m_gate.closed WHERE step = '%s'") = 0
                              }
                            }
                        """.formatted(sql(key), batch.rollbackClass(), key));
    }
}
