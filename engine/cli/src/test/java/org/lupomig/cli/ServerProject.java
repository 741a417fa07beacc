package org.lupomig.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;

/**
 * A project folder whose database {@code main} is the server of the tests, and the commands that are given in it. One
 * that a test registers as an extension begins with a folder and a server of its own.
 */
final class ServerProject implements BeforeEachCallback, AfterEachCallback {
    private final TestDatabase database = TestDatabase.get();
    private final Path folder;
    private final String[] statements;

    private ServerProject(Path folder, String... statements) {
        this.folder = folder;
        this.statements = statements;
    }

    /** In a folder that is there, on the server as it is. */
    ServerProject(Path folder) {
        this(folder, new String[0]);
    }

    /** In a folder that is there, on a server with nothing on it but what {@code statements} make. */
    static ServerProject onFreshServer(Path folder, String... statements) throws SQLException {
        ServerProject project = new ServerProject(folder, statements);
        project.clear();
        return project;
    }

    /** To be registered: before each test the folder is made, and the server has what {@code statements} make. */
    static ServerProject onFreshServer(String... statements) {
        try {
            return new ServerProject(Files.createTempDirectory("lupomig-project"), statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the server anew, as it was before the test. */
    void clear() throws SQLException {
        database.clear();
        database.execute(statements);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws SQLException {
        clear();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** Writes a file. */
    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Writes {@code shop.lupomig}: a plan whose one step, {@code change.only}, sends {@code sql}. */
    void plan(String sql) throws IOException {
        plan(sql, "");
    }

    /**
     * The same with more in the step.
     *
     * @param ofStep such as its way back
     */
    void plan(String sql, String ofStep) throws IOException {
        plan("shop", "sql \"\"\"\n" + sql + "\n\"\"\"\n" + ofStep, "");
    }

    /** The same with a check at its end, which passes or fails. */
    void checkedPlan(String sql, boolean passes) throws IOException {
        plan(
                "shop",
                "sql \"\"\"\n" + sql + "\n\"\"\"",
                "validate post integrity \"as wanted\" { expect query(\"SELECT 1\") = " + (passes ? 1 : 2) + " }");
    }

    /** The same under another name, with the script in a file of its own. */
    void planOfScript(String name, String sql) throws IOException {
        write("change.sql", sql);
        plan(name, "sql \"change.sql\"", "");
    }

    private void plan(String name, String step, String ofBatch) throws IOException {
        write("shop.lupomig", """
                plan %s version 1 {
                  database main = mariadb
                  batch change {
                    step only {
                %s
                    }
                    %s
                  }
                }
                """.formatted(name, step, ofBatch));
    }

    /** Runs {@code lupomig} with these arguments. */
    TestShell.Result run(String... arguments) {
        return through(database, arguments);
    }

    /** The same by another way to the same server. */
    TestShell.Result through(TestDatabase way, String... arguments) {
        return TestShell.on(folder, way).withTime().run(arguments);
    }

    /** The same under another account. */
    TestShell.Result as(String user, String password, String... arguments) {
        TestDatabase account = TestDatabase.at(database.jdbcUrl(), user, password);
        return TestShell.on(folder, account).withTime().run(arguments);
    }

    /** The same on a machine whose clock is off. */
    TestShell.Result ahead(Duration by, String... arguments) {
        return TestShell.on(folder, database).ahead(by).run(arguments);
    }

    /** The same in a process of its own, to be started. */
    ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().putAll(TestShell.variables(database));
        return process;
    }

    /** What is in the schema {@code shop}. */
    String dump() throws SQLException {
        return SchemaDump.of(database, "shop");
    }
}
