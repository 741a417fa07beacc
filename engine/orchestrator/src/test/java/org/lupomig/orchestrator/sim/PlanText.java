package org.lupomig.orchestrator.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.plan.Version;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.model.state.RollbackClass;

/** Writes plans down as the compiler would hand them over. */
public final class PlanText {
    /** Where everything stands. */
    public static final Location HERE = new Location("test.lupomig", Span.at(0), new Position(1, 1));

    private final String name;
    private final List<Schema> schemas = new ArrayList<>();
    private final List<TableClassification> tables = new ArrayList<>();
    private final List<Plan.ImportedPlan> imports = new ArrayList<>();
    private final List<Plan.Unsupported> unsupported = new ArrayList<>();
    private final List<BatchText> batches = new ArrayList<>();
    private String version = "1.0";
    private @Nullable Epoch epoch;

    private PlanText(String name) {
        this.name = name;
    }

    /** Begins a plan. */
    public static PlanText plan(String name) {
        return new PlanText(name);
    }

    /** Its version. */
    public PlanText version(String text) {
        version = text;
        return this;
    }

    /** Its epoch. */
    public PlanText epoch(long from, long to) {
        epoch = new Epoch(from, to);
        return this;
    }

    /** A schema. */
    public PlanText schema(String schema) {
        schemas.add(new Schema(schema, Schema.Classification.CORE, 111, "main"));
        return this;
    }

    /** A classified table. */
    public PlanText table(String schema, String table, @Nullable String target) {
        tables.add(new TableClassification(schema, table, Schema.Classification.ORCHESTRATION, "c", 1, target));
        return this;
    }

    /** An imported plan, of these batches. */
    public PlanText imports(String plan, String... batches) {
        imports.add(new Plan.ImportedPlan(plan + ".lupomig", plan, new Version("1"), List.of(batches)));
        return this;
    }

    /** Something that does not run. */
    public PlanText unsupported(String what) {
        unsupported.add(new Plan.Unsupported(what, HERE));
        return this;
    }

    /** A batch. */
    public PlanText batch(String batch, Consumer<BatchText> with) {
        BatchText text = new BatchText(name, batch);
        with.accept(text);
        batches.add(text);
        return this;
    }

    /** The plan. */
    public Plan build() {
        List<Batch> built = new ArrayList<>();
        int position = 0;
        for (BatchText batch : batches) {
            built.add(batch.build(position));
            position += batch.size();
        }
        return new Plan(
                "test.lupomig",
                name,
                new Version(version),
                "",
                epoch,
                List.of(new Database("main", Database.Kind.MARIADB, null, false)),
                schemas,
                tables,
                List.of(),
                List.of(),
                imports,
                built,
                unsupported,
                name + version);
    }

    /** A batch that is being written. */
    public static final class BatchText {
        private final String plan;
        private final String name;
        private final List<StepText> steps = new ArrayList<>();
        private final List<Validation> validations = new ArrayList<>();
        private final List<String> requires = new ArrayList<>();
        private final List<String> conflicts = new ArrayList<>();
        private final List<String> freeze = new ArrayList<>();
        private Undo undo = new Undo.Derived();
        private RollbackClass rollbackClass = RollbackClass.A;

        BatchText(String plan, String name) {
            this.plan = plan;
            this.name = name;
        }

        int size() {
            return steps.size();
        }

        /** A step that sends these. */
        public BatchText step(String step, String... sql) {
            return step(step, text -> text.sql(sql));
        }

        /** A step. */
        public BatchText step(String step, Consumer<StepText> with) {
            StepText text = new StepText(plan, name, step);
            with.accept(text);
            steps.add(text);
            return this;
        }

        /** A check. */
        public BatchText check(Validation validation) {
            validations.add(validation);
            return this;
        }

        /** A batch that must have completed. */
        public BatchText requires(String batch) {
            requires.add(batch);
            return this;
        }

        /** A batch that it never runs at the same time as. */
        public BatchText conflicts(String batch) {
            conflicts.add(batch);
            return this;
        }

        /** Writers of these are asked to pause. */
        public BatchText freeze(String... schemas) {
            freeze.addAll(List.of(schemas));
            return this;
        }

        /** Its class. */
        public BatchText rollback(RollbackClass named) {
            rollbackClass = named;
            return this;
        }

        /** It gives up its own way back. */
        public BatchText undoNone() {
            undo = new Undo.Waived("because", HERE);
            return this;
        }

        /** Its own way back. */
        public BatchText undo(String... sql) {
            undo = StepText.authored(sql);
            return this;
        }

        Batch build(int before) {
            List<Step> built = new ArrayList<>();
            for (StepText step : steps) {
                built.add(step.build(before + built.size() + 1, rollbackClass));
            }
            return new Batch(
                    name,
                    "",
                    requires,
                    conflicts,
                    rollbackClass,
                    0,
                    freeze,
                    freeze.isEmpty() ? "" : "tables move",
                    built,
                    validations,
                    undo,
                    HERE);
        }
    }

    static Statement statement(String sql) {
        StatementFact fact = TinySql.parse(sql).fact();
        TreeSet<Touch> touches = new TreeSet<>();
        if (fact instanceof StatementFact.RenameTable rename) {
            for (StatementFact.Rename pair : rename.renames()) {
                touches.add(Touch.table(pair.from(), Touch.Access.DROPS));
                touches.add(Touch.table(pair.to(), Touch.Access.CREATES));
            }
        } else {
            for (String word : sql.split("[ ,()]+", -1)) {
                if (word.indexOf('.') > 0) {
                    touches.add(Touch.table(TinySql.objectName(word), Touch.Access.WRITES));
                }
            }
        }
        UndoForecast undo = fact instanceof StatementFact.Refused
                ? new UndoForecast(Strategy.NONE, "it has no way back")
                : new UndoForecast(Strategy.INVERSE, "the opposite");
        return new Statement(HERE, sql, null, fact, List.copyOf(touches), undo);
    }

    /** The statement with what unqualified names in it mean. */
    static Statement in(@Nullable String schema, Statement s) {
        TreeSet<Touch> touches = new TreeSet<>(s.touches());
        if (schema != null
                && s.fact() instanceof StatementFact.CreateTable create
                && create.table().schema() == null) {
            touches.add(Touch.table(create.table().in(schema), Touch.Access.CREATES));
        }
        return new Statement(s.location(), s.sql(), schema, s.fact(), List.copyOf(touches), s.undo());
    }

    static ObjectName name(String text) {
        return TinySql.objectName(text);
    }

    static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
