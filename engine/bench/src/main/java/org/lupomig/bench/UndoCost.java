package org.lupomig.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.embedded.EmbeddedServerException;

/**
 * What each strategy of the undo costs: a statement by itself, as a plan, and rolled back, on tables of several sizes
 * in a server that writes every commit to disk. Plan and rollback are commands as users give them; what a command costs
 * that has nothing to do is taken off, and what is less than such commands differ is not told.
 *
 * <p>{@code java -cp … org.lupomig.bench.UndoCost path/to/bin/lupomig 1000 100000 1000000}
 */
public final class UndoCost {
    private static final int TIMES = 3;

    private final LupomigCommand lupomig;
    private final Connection connection;

    private UndoCost(LupomigCommand lupomig, Connection connection) {
        this.lupomig = lupomig;
        this.connection = connection;
    }

    /**
     * A statement, and the strategy for which it stands.
     *
     * @param sql changes {@code bench.t}, a table with a primary key, or takes rows from {@code bench.more}
     * @param before what makes the table fit for it
     */
    private record Case(String strategy, String sql, List<String> before) {
        Case(String strategy, String sql) {
            this(strategy, sql, List.of());
        }
    }

    private static final String HALVES = "BEGIN NOT ATOMIC SELECT CONCAT('ALTER TABLE bench.t PARTITION BY RANGE (id)"
            + " (PARTITION low VALUES LESS THAN (', MAX(id) DIV 2, '), PARTITION high VALUES LESS THAN MAXVALUE)')"
            + " FROM bench.t INTO @halves; EXECUTE IMMEDIATE @halves; END";

    private static final List<Case> CASES = List.of(
            new Case("inverse, instant", "ALTER TABLE bench.t ADD COLUMN added INT"),
            new Case("inverse, key built", "ALTER TABLE bench.t ADD KEY ix_number (number)"),
            new Case("hold, dropped", "DROP TABLE bench.t"),
            new Case("hold, emptied", "TRUNCATE TABLE bench.t"),
            new Case("hold, replaced", "CREATE OR REPLACE TABLE bench.t (id INT PRIMARY KEY)"),
            new Case(
                    "hold, schema dropped",
                    "DROP SCHEMA aside",
                    List.of("CREATE OR REPLACE SCHEMA aside", "RENAME TABLE bench.t TO aside.t")),
            new Case("row image, UPDATE", "UPDATE bench.t SET note = CONCAT(note, '+') WHERE id > 0"),
            new Case("row image, DELETE", "DELETE FROM bench.t WHERE id > 0"),
            new Case("row image, DROP COLUMN", "ALTER TABLE bench.t DROP COLUMN number"),
            new Case("row image, DROP PARTITION", "ALTER TABLE bench.t DROP PARTITION low", List.of(HALVES)),
            new Case("row image, TRUNCATE PARTITION", "ALTER TABLE bench.t TRUNCATE PARTITION low", List.of(HALVES)),
            new Case("keys, INSERT", "INSERT INTO bench.t (id, number, note) SELECT id, number, note FROM bench.more"),
            new Case("table image", "UPDATE bench.t SET note = CONCAT(note, '+') ORDER BY id LIMIT 1000000000"),
            new Case("table image, ALTER IGNORE", "ALTER IGNORE TABLE bench.t ADD UNIQUE (id, number)"));

    /**
     * Measures and prints a table.
     *
     * @param args the command, then the numbers of rows
     */
    public static void main(String[] args)
            throws IOException, SQLException, EmbeddedServerException, InterruptedException {
        Path folder = Files.createTempDirectory("lupomig-bench");
        EmbeddedServerConfig config =
                EmbeddedServerConfig.in(folder.resolve("server")).withOptions("--innodb-buffer-pool-size=1G");
        try (EmbeddedServer server = EmbeddedServer.start(config);
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            LupomigCommand lupomig = new LupomigCommand(Path.of(args[0]).toAbsolutePath(), folder, server);
            UndoCost cost = new UndoCost(lupomig, connection);
            System.out.println("MariaDB " + server.version() + ", medians of " + TIMES + ", seconds");
            System.out.println();
            System.out.println("| strategy | rows | plain | plan | ratio | rollback | ratio |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int i = 1; i < args.length; i++) {
                cost.measure(Integer.parseInt(args[i]));
            }
        }
    }

    private void measure(int rows) throws SQLException, IOException, InterruptedException {
        fill("more", rows, rows);
        // One that nobody counts: the store is made, the page cache warm.
        times(new Case("warm-up", "SELECT 1"), rows);
        Times idle = times(new Case("nothing", "SELECT 1"), rows);
        for (Case each : CASES) {
            Times times = times(each, rows);
            double plan = times.plan - idle.plan;
            double rollback = times.rollback - idle.rollback;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.3f | %s | %s | %s | %s |%n",
                    each.strategy,
                    rows,
                    times.plain,
                    seconds(plan, idle.spread),
                    ratio(plan, times.plain, idle.spread),
                    seconds(rollback, idle.spread),
                    ratio(rollback, Math.max(plan, idle.spread), idle.spread));
        }
    }

    /**
     * Medians of some runs.
     *
     * @param spread by how much commands differ that do the same
     */
    private record Times(double plain, double plan, double rollback, double spread) {}

    /** What is less than commands differ by themselves is not told from nothing. */
    private static String seconds(double measured, double spread) {
        return measured < spread
                ? String.format(Locale.ROOT, "< %.3f", spread)
                : String.format(Locale.ROOT, "%.3f", measured);
    }

    private static String ratio(double measured, double to, double spread) {
        return measured < spread ? "" : String.format(Locale.ROOT, "%.1f", measured / to);
    }

    private Times times(Case of, int rows) throws SQLException, IOException, InterruptedException {
        List<Double> plain = new ArrayList<>();
        List<Double> plan = new ArrayList<>();
        List<Double> rollback = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            ready(of, rows);
            plain.add(seconds(() -> execute(of.sql)));
            ready(of, rows);
            Path file = lupomig.plan(of.sql);
            plan.add(seconds(() -> lupomig.run("run", file)));
            rollback.add(seconds(() -> lupomig.run("rollback", file)));
        }
        double spread = Math.max(spread(plan), spread(rollback));
        return new Times(median(plain), median(plan), median(rollback), spread);
    }

    private void ready(Case of, int rows) throws SQLException {
        fill("t", rows, 0);
        for (String sql : of.before) {
            execute(sql);
        }
    }

    private static double spread(List<Double> values) {
        return Collections.max(values) - Collections.min(values);
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private interface Work {
        void run() throws SQLException, IOException, InterruptedException;
    }

    private static double seconds(Work work) throws SQLException, IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Rows of some 100 bytes, with keys from {@code first + 1}. */
    private void fill(String table, int rows, int first) throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS bench");
        execute("USE bench");
        execute("CREATE OR REPLACE TABLE bench." + table
                + " (id INT PRIMARY KEY, number INT NOT NULL, note VARCHAR(200) NOT NULL)");
        execute("INSERT INTO bench." + table + " SELECT seq + " + first + ", seq % 1000, REPEAT('n', 80) FROM seq_1_to_"
                + rows);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
