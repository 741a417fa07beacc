package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.StepPins;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.model.state.RollbackClass;

/** A step that is being written. */
public final class StepText {
    private final Address address;
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Validation> validations = new ArrayList<>();
    private Undo undo = new Undo.Derived();
    private Duration timeout = Duration.ofMinutes(10);
    private @Nullable Expression when;
    private @Nullable RollbackClass rollbackClass;
    private int retries;
    private @Nullable String orphans;
    private String checksum = "";
    private @Nullable String schema;

    StepText(String plan, String batch, String step) {
        this.address = new Address(plan, batch, step);
    }

    /** What unqualified names mean in what it sends from here on. */
    public StepText in(String name) {
        schema = name;
        return this;
    }

    /** What it sends. */
    public StepText sql(String... sql) {
        statements.addAll(statements(schema, sql));
        return this;
    }

    /** What it sends, of which it is foretold that all rows of the tables that it changes are copied first. */
    public StepText copying(String... sql) {
        for (Statement each : statements(schema, sql)) {
            UndoForecast undo = new UndoForecast(Strategy.TABLE_IMAGE, "a copy");
            statements.add(new Statement(
                    each.location(), each.sql(), each.defaultSchema(), each.fact(), each.touches(), undo));
        }
        return this;
    }

    private static List<Statement> statements(@Nullable String first, String... sql) {
        List<Statement> out = new ArrayList<>();
        String schema = first;
        for (String text : sql) {
            Statement statement = PlanText.in(schema, PlanText.statement(text));
            if (statement.fact() instanceof StatementFact.UseSchema use) {
                schema = use.schema();
            }
            out.add(statement);
        }
        return out;
    }

    static Undo authored(String... sql) {
        return new Undo.Authored("undo.sql", statements(null, sql));
    }

    /** Its way back, written by the author. */
    public StepText undo(String... sql) {
        undo = authored(sql);
        return this;
    }

    /** It gives up the way back of every FLUSH that it has sent so far. */
    public StepText waived() {
        undo = new Undo.Waived("because", PlanText.HERE);
        statements.replaceAll(StepText::waived);
        return this;
    }

    /** It gives up the way back, and this is sent without one. */
    public StepText waived(String sql) {
        Statement read = PlanText.statement(sql);
        UndoForecast stays = new UndoForecast(Strategy.WAIVED, "it stays");
        statements.add(
                new Statement(read.location(), read.sql(), read.defaultSchema(), read.fact(), read.touches(), stays));
        return waived();
    }

    private static Statement waived(Statement s) {
        UndoForecast stays = new UndoForecast(Strategy.WAIVED, "it stays");
        return s.fact().kind().equals("FLUSH")
                ? new Statement(s.location(), s.sql(), s.defaultSchema(), s.fact(), s.touches(), stays)
                : s;
    }

    /** A step of the same batch that it requires, or {@code plan.batch.step}. */
    public StepText requires(String step) {
        return depends(step, Dependency.Kind.REQUIRED);
    }

    /** A step of the same batch that it never runs at the same time as, or {@code plan.batch.step}. */
    public StepText conflicts(String step) {
        return depends(step, Dependency.Kind.CONFLICT);
    }

    private StepText depends(String step, Dependency.Kind kind) {
        String[] parts = step.split("\\.", -1);
        Address on = parts.length == 3
                ? new Address(parts[0], parts[1], parts[2])
                : new Address(address.plan(), address.batch(), step);
        dependencies.add(new Dependency(on, kind));
        return this;
    }

    /** When it runs at all. */
    public StepText when(Expression condition) {
        when = condition;
        return this;
    }

    /** A check. */
    public StepText check(Validation validation) {
        validations.add(validation);
        return this;
    }

    /** How long it may take. */
    public StepText timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** How often it is tried again. */
    public StepText retry(int times) {
        retries = times;
        return this;
    }

    /** Rows that it leaves may refer to nothing. */
    public StepText allowOrphans() {
        orphans = "they did where they come from";
        return this;
    }

    /** A checksum other than that of its statements. */
    public StepText checksum(String text) {
        checksum = text;
        return this;
    }

    private StepPins pins() {
        List<StepPins.Piece> pieces = new ArrayList<>();
        for (Statement statement : statements) {
            pieces.add(new StepPins.Piece(
                    statement.fact().kind(), "sql/x.sql:" + (pieces.size() + 1) + ":1", statement.sql()));
        }
        return new StepPins(pieces, List.of(), "", new TreeMap<>());
    }

    /** Its own class. */
    public StepText rollback(RollbackClass named) {
        rollbackClass = named;
        return this;
    }

    Step build(int position, RollbackClass ofBatch) {
        String own = Stream.of(statements).map(Object::toString).reduce("", String::concat);
        return new Step(
                address,
                "",
                "main",
                position,
                1,
                rollbackClass == null ? ofBatch : rollbackClass,
                dependencies,
                when,
                List.of("sql/" + address.step() + ".sql"),
                statements,
                undo,
                validations,
                timeout,
                retries,
                orphans,
                checksum.isEmpty() ? Integer.toHexString(own.hashCode()) : checksum,
                pins(),
                PlanText.HERE);
    }
}
