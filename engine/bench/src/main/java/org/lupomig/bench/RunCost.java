package org.lupomig.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.lupomig.bench.MeasuredCommand.Took;
import org.lupomig.embedded.EmbeddedServer;
import org.lupomig.embedded.EmbeddedServerConfig;
import org.lupomig.embedded.EmbeddedServerException;

/**
 * What whole runs cost: commands as users give them, against the plain client that sends the same SQL over one
 * connection, in rounds that take turns, on a server that writes every commit to disk.
 *
 * <p>{@code java -cp … org.lupomig.bench.RunCost path/to/bin/lupomig 7}; the client is the {@code mariadb} on the path,
 * or what stands behind the number of rounds.
 */
public final class RunCost {
    private static final int SMALL = 500;
    private static final int MIDDLE = 2_000;
    private static final int LARGE = 5_000;

    private final MeasuredCommand lupomig;
    private final MeasuredCommand client;
    private final Connection connection;
    private final Path folder;
    private final int rounds;

    private final Samples plain = new Samples();
    private final Samples run = new Samples();
    private final Samples again = new Samples();
    private final Samples back = new Samples();
    private final Samples mixedPlain = new Samples();
    private final Samples mixedRun = new Samples();
    private final Samples mixedAgain = new Samples();
    private final Samples mixedBack = new Samples();
    private final Samples first = new Samples();
    private final Samples second = new Samples();
    private final Samples middleAgain = new Samples();
    private final Samples large = new Samples();
    private final Samples largeAgain = new Samples();
    private final Samples memory = new Samples();

    private RunCost(MeasuredCommand lupomig, MeasuredCommand client, Connection connection, Path folder, int rounds) {
        this.lupomig = lupomig;
        this.client = client;
        this.connection = connection;
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Measures and prints a table.
     *
     * @param args the command, the number of rounds, and perhaps the plain client
     */
    public static void main(String[] args)
            throws IOException, SQLException, EmbeddedServerException, InterruptedException {
        Path folder = Files.createTempDirectory("lupomig-bench");
        EmbeddedServerConfig config = EmbeddedServerConfig.in(folder.resolve("server"));
        try (EmbeddedServer server = EmbeddedServer.start(config);
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
            RunCost cost = new RunCost(
                    MeasuredCommand.lupomig(Path.of(args[0]).toAbsolutePath(), folder, server),
                    MeasuredCommand.client(args.length > 2 ? args[2] : "mariadb", folder, server),
                    connection,
                    folder,
                    rounds);
            System.out.println("MariaDB " + server.version() + ", " + rounds + " rounds, load before " + load());
            cost.measure();
            System.out.println("load after " + load());
            System.out.println();
            cost.print();
        }
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    private void measure() throws IOException, SQLException, InterruptedException {
        Path one = write("one.lupomig", ManyTables.plan("one", 1));
        Path other = write("other.lupomig", ManyTables.plan("other", 1));
        Path tables = write("tables.lupomig", ManyTables.plan("tables", SMALL));
        Path tablesSql = write("tables.sql", ManyTables.sql(SMALL));
        Path mixed = write("mixed.lupomig", ManyTables.mixedPlan("mixed", 200));
        Path mixedSql = write("mixed.sql", ManyTables.mixedSql(200));
        // One that nobody counts: what is loaded from disk is in memory afterwards.
        emptied();
        lupomig.run("run", one.toString());
        for (int round = 0; round < rounds; round++) {
            emptied();
            plain.add(client.with(tablesSql).seconds());
            emptied();
            first.add(lupomig.run("run", one.toString()).seconds());
            second.add(lupomig.run("run", other.toString()).seconds());
            run.add(lupomig.run("run", tables.toString()).seconds());
            again.add(lupomig.run("run", tables.toString()).seconds());
            back.add(lupomig.run("rollback", tables.toString()).seconds());
            emptied();
            mixedPlain.add(client.with(mixedSql).seconds());
            emptied();
            lupomig.run("run", one.toString());
            mixedRun.add(lupomig.run("run", mixed.toString()).seconds());
            mixedAgain.add(lupomig.run("run", mixed.toString()).seconds());
            mixedBack.add(lupomig.run("rollback", mixed.toString()).seconds());
        }
        emptied();
        Path some = write("middle.lupomig", ManyTables.plan("middle", MIDDLE));
        lupomig.run("run", some.toString());
        for (int round = 0; round < rounds; round++) {
            middleAgain.add(lupomig.run("run", some.toString()).seconds());
        }
        emptied();
        Path many = write("large.lupomig", ManyTables.plan("large", LARGE));
        Took took = lupomig.run("run", many.toString());
        large.add(took.seconds());
        memory.add(took.megabytes());
        for (int round = 0; round < rounds; round++) {
            largeAgain.add(lupomig.run("run", many.toString()).seconds());
        }
    }

    private void print() {
        System.out.println("| what | median | least to most | goal | met |");
        System.out.println("|---|---|---|---|---|");
        seconds("500 tables, plain client", plain);
        seconds("500 tables, `run`", run);
        seconds("the same again, T(0)", again, 0.8);
        seconds("2,000 tables, T(0)", middleAgain);
        seconds("5,000 tables, `run`, once", large);
        seconds("the same again, T(0)", largeAgain, 1.5);
        // Linear where the two say the same.
        seconds("T(0), more per 1,000 steps, from 500 to 2,000", more(again, SMALL, middleAgain, MIDDLE));
        seconds("T(0), more per 1,000 steps, from 2,000 to 5,000", more(middleAgain, MIDDLE, largeAgain, LARGE));
        seconds("`run` of one table with its store", first);
        line("more than without its store, seconds", first.minus(second), 0.7);
        line("500 tables: (`run` - T(0)) / plain", run.minus(again).per(plain), 1.5);
        line("500 tables: `run` / plain", run.per(plain), 2);
        seconds("200 times table, column, key, 50 rows, plain", mixedPlain);
        seconds("200 times table, column, key, 50 rows, `run`", mixedRun);
        line("200 times: (`run` - T(0)) / plain", mixedRun.minus(mixedAgain).per(mixedPlain), 1.5);
        seconds("200 times, `rollback`", mixedBack);
        line("200 times: `rollback` / `run`", mixedBack.per(mixedRun), 1.1);
        seconds("500 tables, `rollback`", back);
        line("500 tables: `rollback` / `run`", back.per(run), 1.1);
        line("memory for 5,000 tables, MB", memory, 200);
    }

    private static Samples more(Samples of, int steps, Samples ofMore, int moreSteps) {
        return ofMore.minus(of).per((moreSteps - steps) / 1_000.0);
    }

    private static void seconds(String what, Samples samples) {
        System.out.println(samples.line(what) + "  |  |");
    }

    private static void seconds(String what, Samples samples, double goal) {
        line(what, samples, goal);
    }

    private static void line(String what, Samples samples, double goal) {
        System.out.println(samples.line(what) + " " + goal + " | " + (samples.median() <= goal ? "yes" : "no") + " |");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Neither tables nor a store. */
    private void emptied() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String schema : new String[] {"lupomig_held", "lupomig_ephemeral", "lupomig_orchestration", "bench"}) {
                statement.execute("DROP SCHEMA IF EXISTS " + schema);
            }
            statement.execute("CREATE SCHEMA bench");
        }
    }
}
