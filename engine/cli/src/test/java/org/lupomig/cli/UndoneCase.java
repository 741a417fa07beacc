package org.lupomig.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.sql.ScriptDialect;
import org.lupomig.testkit.mariadb.AccountDump;
import org.lupomig.testkit.mariadb.SchemaDump;
import org.lupomig.testkit.mariadb.TestDatabase;
import org.lupomig.testkit.statements.CaseSession;
import org.lupomig.testkit.statements.CaseSql;
import org.lupomig.testkit.statements.StatementCase;
import org.lupomig.testkit.statements.Trait;

/**
 * Runs a case of the corpus as the one step of a plan, whose last check then fails: what is there afterwards is to be
 * what was there before. What is there is told by dumps that nothing of the engine has a part in.
 */
final class UndoneCase {
    private static final Pattern MESSAGE = Pattern.compile("(?m)^(.*?)(LM\\d{4}.*)$");
    private static final Pattern STRATEGY = Pattern.compile("\"undo\"\\s*:\\s*\"([^\"]*)\"");

    private final TestDatabase database;
    private final ServerProject project;

    private final Others bystanders;

    UndoneCase(TestDatabase database, Path folder) {
        this(database, folder, Others.NONE);
    }

    private UndoneCase(TestDatabase database, Path folder, Others bystanders) {
        this.database = database;
        this.project = new ServerProject(folder);
        this.bystanders = bystanders;
    }

    /** The same while an application goes on writing to the same tables. */
    static UndoneCase amongBystanders(TestDatabase database, Path folder, Others others) {
        return new UndoneCase(database, folder, others);
    }

    /** Who else writes. */
    enum Others {
        NONE,
        /** They put rows of their own into the tables that were there, and take them out again. */
        INSERTING,
        /** They change rows that were there as well, and write into the tables that the plan makes. */
        BUSY
    }

    /** What came of a case. */
    enum Verdict {
        /** It is refused, by its text or by what is there, and nothing was touched. */
        REFUSED,
        /** It ran, and was undone: everything is as before. */
        EXACT,
        /** The server refused it, or it is no plan; nothing is left of it. */
        NOT_RUN,
        /** It ran, and what is there afterwards is not what was there before. */
        WRONG,
        /** It ran, and the undo asks for a person. */
        STUCK;

        /** As it is counted. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Two times at which a statement ran are two: a password that it sets is of another second. And a guard that the
     * engine has answered already is not sent, so that what somebody else made meanwhile is not taken for the plan's;
     * the server keeps it among the words of a trigger. The routines of a schema that goes are dropped one by one, and
     * with them what is granted on them, which the server by itself leaves without them.
     */
    private static String comparable(String dump) {
        return dump.replaceAll("password_last_changed=[0-9]{10}", "password_last_changed=now")
                .replaceAll("(?i)(TRIGGER) IF NOT EXISTS", "$1")
                .lines()
                .filter(line -> !line.startsWith("procs_priv ") || dump.contains(routineOf(line)))
                .collect(Collectors.joining("\n"));
    }

    /** Of a line such as {@code procs_priv localhost shop reader twice FUNCTION Execute}. */
    private static String routineOf(String line) {
        String[] parts = line.split(" ", -1);
        return parts[5] + " `" + parts[4] + "`";
    }

    /**
     * What came of a case, with the words that say why.
     *
     * @param strategies of its statements, as {@code plan} tells them; empty where it is refused
     */
    record Outcome(Verdict verdict, List<String> strategies, String why) {}

    Outcome undone(StatementCase of) throws SQLException, IOException {
        CaseSession session = CaseSession.open(database, of);
        try {
            // What it is given may have opened a transaction, whose locks would be in the way.
            session.send("COMMIT");
            write(of, true);
            TestShell.Result plan = project.run("plan", "--format", "json", "case.lupomig");
            List<String> strategies = STRATEGY.matcher(plan.out())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            String before = dump();
            Bystander bystander =
                    bystanders == Others.NONE ? null : Bystander.among(database, bystanders == Others.BUSY);
            TestShell.Result run = project.run("run", "case.lupomig");
            String missed = bystander == null ? "" : missed(bystander, run);
            String after = dump();
            String said = run.out() + run.err();
            if (!missed.isEmpty()) {
                return new Outcome(Verdict.WRONG, strategies, said + missed);
            }
            if (!before.equals(after)) {
                return new Outcome(
                        run.status() == ExitStatus.NEEDS_A_PERSON ? Verdict.STUCK : Verdict.WRONG,
                        strategies,
                        said + difference(before, after));
            }
            return switch (run.status()) {
                case ExitStatus.COULD_NOT_RUN -> new Outcome(Verdict.REFUSED, strategies, reason(said));
                case ExitStatus.NEEDS_A_PERSON -> new Outcome(Verdict.STUCK, strategies, said);
                default ->
                    said.contains("LM5010")
                            ? new Outcome(Verdict.EXACT, strategies, "")
                            : new Outcome(refusal(said), strategies, reason(said));
            };
        } finally {
            close(session);
        }
    }

    /** What an application misses of its own rows after a run; its rows are gone then. */
    private static String missed(Bystander bystander, TestShell.Result run) throws SQLException {
        try {
            bystander.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        // A table that the batch made, and that others wrote to since, is kept aside, and the run says where.
        boolean kept = run.out().contains(" as lupomig_held.k");
        List<String> misses = bystander.misses(run.status() != ExitStatus.NEEDS_A_PERSON && !kept, kept);
        return misses.isEmpty()
                ? ""
                : misses.size() + " of " + bystander.written() + ": " + misses.subList(0, Math.min(3, misses.size()));
    }

    /**
     * Runs a case twice, by itself and as a plan that passes, and rolls the plan back.
     *
     * @return null where the plan leaves what the statements leave, and its rollback what was there before; or where it
     *     is refused
     */
    @Nullable
    String appliedAndRolledBack(StatementCase of) throws SQLException, IOException {
        String plain;
        try (CaseSession session = CaseSession.open(database, of)) {
            if (of.given().stream().noneMatch(given -> given.text().contains("sql_mode"))) {
                // The driver gives its sessions a mode of its own, which routines and triggers keep.
                session.send("SET SESSION sql_mode = @@GLOBAL.sql_mode");
            }
            for (CaseSql sql : of.sent()) {
                session.run(sql);
            }
            session.send("COMMIT");
            plain = dump();
        }
        CaseSession session = CaseSession.open(database, of);
        try {
            session.send("COMMIT");
            write(of, false);
            String before = dump();
            TestShell.Result run = project.run("run", "case.lupomig");
            if (run.status() != ExitStatus.DONE) {
                return before.equals(dump()) ? null : "run: " + run.out() + run.err();
            }
            String applied = dump();
            if (!of.is(Trait.RANDOM) && !comparable(applied).equals(comparable(plain))) {
                return "applied: " + difference(comparable(plain), comparable(applied));
            }
            TestShell.Result back = project.run("rollback", "case.lupomig");
            String restored = dump();
            if (back.err().contains("LM5037") && restored.equals(applied)) {
                return null; // what was written since cannot be told
            }
            return restored.equals(before) && back.status() == ExitStatus.DONE
                    ? null
                    : "rollback: " + back.out() + back.err() + difference(before, restored);
        } finally {
            close(session);
        }
    }

    private static void close(CaseSession session) {
        try {
            session.close();
        } catch (SQLException e) {
            // It cleans up after a case that ran; this one is undone, so there may be nothing to clean.
            return;
        }
    }

    /** Whether the engine refused it, looking at what is there, or the server did. */
    private static Verdict refusal(String said) {
        return said.contains("the server says") ? Verdict.NOT_RUN : Verdict.REFUSED;
    }

    private void write(StatementCase of, boolean fails) throws IOException {
        StringBuilder sql = new StringBuilder("USE c;\n");
        sql.append(of.script()).append('\n');
        // A mode that the case's session is given beforehand is the project's to say: a run has a session of its own.
        String mode = of.given().stream()
                .map(CaseSql::text)
                .filter(given -> given.startsWith("SET sql_mode = '"))
                .map(given -> given.substring(given.indexOf('\'') + 1, given.lastIndexOf('\'')))
                .filter(given -> ScriptDialect.ofSetting(given) != null)
                .findFirst()
                .orElse("");
        project.write("lupomig.properties", mode.isEmpty() ? "" : "database.main.sql-mode = " + mode + "\n");
        project.write("case.sql", sql.toString());
        project.write(
                "case.lupomig", """
                plan corpus_case_%s version 1.0.0 {
                  epoch 20260101000000 -> 20260108000000
                  doctrine lupopedia

                  database main = mariadb

                  batch change rollback A {
                    step only {
                      sql "case.sql"
                    }
                    validate post integrity "never" {
                      expect query("SELECT 1") = %s
                    }
                  }
                }
                """.formatted(Integer.toHexString(of.name().hashCode()), fails ? "2" : "1"));
    }

    private String dump() throws SQLException {
        List<String> schemas = database.query("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME"
                + " NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys', 'test')"
                + " AND SCHEMA_NAME NOT LIKE 'lupomig%' ORDER BY SCHEMA_NAME");
        return SchemaDump.of(database, schemas.toArray(String[]::new)) + AccountDump.of(database, "lm_");
    }

    /** The first line in which two dumps differ. */
    private static String difference(String before, String after) {
        List<String> was = before.lines().toList();
        List<String> is = after.lines().toList();
        int i = 0;
        while (i < was.size() && i < is.size() && was.get(i).equals(is.get(i))) {
            i++;
        }
        return "was: " + was.subList(i, Math.min(was.size(), i + 3)) + " is: "
                + is.subList(i, Math.min(is.size(), i + 3));
    }

    /** The first error, without where it is: warnings about the server are the same for every case. */
    private static String reason(String said) {
        return MESSAGE.matcher(said)
                .results()
                .filter(message -> !message.group(1).contains("warning"))
                .map(message -> message.group(2).strip())
                .findFirst()
                .orElse(said.strip());
    }
}
