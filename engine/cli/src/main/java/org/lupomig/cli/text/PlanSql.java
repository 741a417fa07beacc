package org.lupomig.cli.text;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.sql.Statements;

/** The statements of a plan in the order in which they are sent, as a script with the steps in its comments. Pure. */
public final class PlanSql {
    private static final List<String> DELIMITERS = List.of(";", "$$", "//", ";;;;", "$$$$");

    private final UnaryOperator<String> files;
    private final Consumer<String> sink;
    private final Set<String> chosen = new HashSet<>();
    private String database = "";
    private boolean elsewhere;
    private @Nullable String schema;

    private PlanSql(UnaryOperator<String> files, Consumer<String> sink) {
        this.files = files;
        this.sink = sink;
    }

    /**
     * Prints it.
     *
     * @param files from a file's name in the plan to what is shown
     * @param sink gets it piece by piece: a plan may have very many statements
     */
    public static void print(Plan plan, UnaryOperator<String> files, Consumer<String> sink) {
        PlanSql script = new PlanSql(files, sink);
        script.comment("plan " + plan.name() + " " + plan.version());
        script.comment(
                "What its steps send, one after the other. What a run looks at, copies and writes down is not here.");
        for (Batch batch : plan.batches()) {
            sink.accept("\n");
            script.comment("batch " + batch.name() + ", rollback class " + batch.rollbackClass());
            batch.steps().forEach(script::step);
        }
    }

    private void step(Step step) {
        sink.accept("\n");
        comment("step " + step.address().batch() + "." + step.address().step() + " on database " + step.database());
        if (!step.database().equals(database)) {
            // it is on a connection of its own, and what was chosen on another one does not count there
            database = step.database();
            elsewhere = true;
        }
        if (step.when() != null) {
            comment("only when its condition holds");
        }
        for (Statement statement : step.statements()) {
            SessionWork session = SessionWork.of(statement.fact());
            if (statement.fact() instanceof StatementFact.UseSchema || (session != null && !session.sent())) {
                continue;
            }
            use(statement.defaultSchema());
            statement(statement);
        }
    }

    private void use(@Nullable String wanted) {
        if (Objects.equals(schema, wanted) && !elsewhere) {
            return;
        }
        elsewhere = false;
        if (wanted != null) {
            sink.accept("USE " + SqlQuoting.identifier(wanted) + ";\n");
            chosen.add(database);
        } else if (chosen.contains(database)) {
            comment("from here on in the schema that the connection names");
        }
        schema = wanted;
    }

    private void statement(Statement statement) {
        boolean secret = statement.mayHoldSecrets();
        String sql = secret ? Statements.withoutSecrets(statement.sql()) : statement.sql();
        boolean masked = secret && !sql.equals(statement.sql());
        comment(files.apply(statement.location().file()) + ":"
                + statement.location().start()
                + (masked ? ", to be sent by hand, with its secrets" : ""));
        if (masked) {
            // Sent as it stands here, it would set a password that everybody knows.
            sql.lines().forEach(this::comment);
            return;
        }
        String delimiter = delimiter(sql);
        boolean plain = delimiter.equals(";");
        // what is sent has no comment at its end, which would hide the delimiter
        sink.accept((plain ? "" : "DELIMITER " + delimiter + "\n") + sql + delimiter + "\n"
                + (plain ? "" : "DELIMITER ;\n"));
    }

    /** One that the client finds behind the statement, and not in it or across its end. */
    private static String delimiter(String sql) {
        return Stream.concat(
                        DELIMITERS.stream(),
                        Stream.iterate(1, number -> number + 1).map(number -> "$lupomig" + number + "$"))
                .filter(each -> (sql + each).indexOf(each) == sql.length())
                .findFirst()
                .orElseThrow();
    }

    private void comment(String text) {
        sink.accept("-- " + SafeText.oneLine(text) + "\n");
    }
}
