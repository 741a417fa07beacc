package org.lupomig.cli.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.orchestrator.run.Abreast;

/** Shows a compiled plan: its order, its waves, and what each statement locks and how it would be undone. Pure. */
public final class PlanText {
    private static final int MOST_KEPT = 1 << 16;

    private final Style style;
    private final UnaryOperator<String> files;
    private final Function<Batch, Abreast> abreast;
    private final StringBuilder out = new StringBuilder(4096);
    private final Consumer<String> sink;

    private PlanText(
            Style style, UnaryOperator<String> files, Function<Batch, Abreast> abreast, Consumer<String> sink) {
        this.style = style;
        this.files = files;
        this.abreast = abreast;
        this.sink = sink;
    }

    /**
     * The plan on several lines, each ended by a line feed.
     *
     * @param files from a file's name in the plan to what is shown
     * @param abreast which steps of a batch are worked on at the same time; asked of those that say {@code parallel}
     * @param sink gets it piece by piece: a plan may have very many statements
     */
    public static void print(
            Plan plan,
            Style style,
            UnaryOperator<String> files,
            Function<Batch, Abreast> abreast,
            Consumer<String> sink) {
        PlanText text = new PlanText(style, files, abreast, sink);
        text.heading(plan);
        for (Batch batch : plan.batches()) {
            text.batch(plan, batch);
        }
        text.flush();
    }

    private void flush() {
        sink.accept(out.toString());
        out.setLength(0);
    }

    private void heading(Plan plan) {
        line(
                "",
                style.strong("plan " + plan.name() + " " + plan.version()) + " "
                        + style.faint("(" + file(plan.file()) + ")"));
        if (plan.epoch() != null) {
            line("  ", "epoch " + plan.epoch().from() + " -> " + plan.epoch().to());
        }
        for (Database database : plan.databases()) {
            String kind = database.kind() == Database.Kind.MARIADB
                    ? "mariadb"
                    : "sqlite \"" + own(String.valueOf(database.path())) + "\"";
            String unrun =
                    database.kind() == Database.Kind.MARIADB ? "" : ": this version reads it, and does not run it";
            line("  ", "database " + database.name() + " = " + kind + (database.optional() ? " optional" : "") + unrun);
        }
        for (Plan.Parameter parameter : plan.parameters()) {
            line("  ", "param " + parameter.name() + " = \"" + own(parameter.value()) + "\"");
        }
        for (Plan.ImportedPlan imported : plan.imports()) {
            line(
                    "  ",
                    "imports " + imported.name() + " " + imported.version() + " (" + file(imported.file())
                            + "), which must have completed");
        }
    }

    private void batch(Plan plan, Batch batch) {
        long waves = batch.steps().stream().map(Step::wave).distinct().count();
        out.append('\n');
        line(
                "",
                style.strong("batch " + batch.name()) + ", rollback class " + batch.rollbackClass() + ", "
                        + Words.count(batch.steps().size(), "step") + " in " + Words.count(waves, "wave")
                        + places(batch));
        if (batch.rollbackClass() != RollbackClass.A) {
            line(
                    "  ",
                    "each step is committed by itself: one that fails goes back alone, and what requires it is not"
                            + " run");
        }
        if (!batch.requires().isEmpty()) {
            line("  ", "requires " + String.join(", ", batch.requires()));
        }
        if (!batch.conflicts().isEmpty()) {
            line("  ", "conflicts " + String.join(", ", batch.conflicts()));
        }
        if (!batch.freeze().isEmpty()) {
            line("  ", "freezes writes on " + String.join(", ", batch.freeze()) + ": " + own(batch.freezeReason()));
        }
        if (batch.undo() instanceof Undo.Authored authored) {
            line("  ", "undo of the whole batch: " + authored(authored));
        }
        checks("  ", batch, batch.validations(), Validation.Phase.PRE);
        Abreast waits = batch.parallel() > 1 ? abreast.apply(batch) : null;
        WavesTogether together = waits == null ? null : new WavesTogether(batch, waits);
        Set<Integer> told = new HashSet<>();
        int wave = -1;
        for (Step step : batch.steps()) {
            if (step.wave() != wave && batch.steps().size() > 1) {
                String company = told.add(step.wave()) ? company(batch, step, together) : ", which has begun above";
                line("  ", style.faint("wave " + step.wave() + company));
            }
            wave = step.wave();
            step(plan, batch, step, waits);
        }
        checks("  ", batch, batch.validations(), Validation.Phase.DURING);
        checks("  ", batch, batch.validations(), Validation.Phase.POST);
    }

    /** How many of its steps the server works on at a time. */
    private static String places(Batch batch) {
        return switch (batch.parallel()) {
            case 0 -> "";
            case 1 -> ", one after the other";
            default -> ", up to " + batch.parallel() + " at the same time";
        };
    }

    /** Who else is in the wave: what is there together needs no order, but may have tables in common. */
    private static String company(Batch batch, Step step, @Nullable WavesTogether waves) {
        if (step.runsAlone()) {
            return ", alone: what it runs is not in its text";
        }
        long together =
                batch.steps().stream().filter(s -> s.wave() == step.wave()).count();
        if (together == 1) {
            return "";
        }
        String any = ", " + Words.count(together, "step") + " in any order";
        if (waves == null) {
            return batch.parallel() == 1 ? any : any + ", at the same time only with --jobs";
        }
        return waves.has(step.wave()) ? any + " or at the same time" : any + ", not all at the same time";
    }

    private void step(Plan plan, Batch batch, Step step, @Nullable Abreast waits) {
        String number = step.position() + ".";
        StringBuilder head = new StringBuilder();
        head.append(style.strong(number + " " + step.address().step()));
        for (Dependency.Kind kind : Dependency.Kind.values()) {
            String names = dependencies(step, kind);
            if (!names.isEmpty()) {
                head.append(' ').append(word(kind)).append(' ').append(names);
            }
        }
        if (plan.databases().size() > 1) {
            head.append(" on ").append(step.database());
        }
        if (step.when() != null) {
            head.append(", only when its condition holds");
        }
        if (step.rollbackClass() != batch.rollbackClass()) {
            head.append(", rollback class ").append(step.rollbackClass());
            head.append(step.rollbackClass() == RollbackClass.A ? ": where it fails, the whole batch goes back" : "");
        }
        line("  ", head.toString());
        String indent = " ".repeat(number.length() + 3);
        if (waits != null) {
            line(indent, "waits for " + StatementText.names(waits.waitsFor(step)));
        }
        String touches = StatementText.touches(step);
        if (!touches.isEmpty()) {
            line(indent, touches);
        }
        if (step.undo() instanceof Undo.Authored authored) {
            line(indent, "undo once it ran whole: " + authored(authored));
        } else if (step.undo() instanceof Undo.Waived waived) {
            line(indent, "undo: " + style.notable("none") + ", because \"" + own(waived.reason()) + "\"");
        }
        if (step.orphans() != null) {
            line(indent, "rows may refer to nothing, because \"" + own(step.orphans()) + "\"");
        }
        checks(indent, batch, step.validations(), Validation.Phase.PRE);
        for (Statement statement : step.statements()) {
            statement(indent, statement);
        }
        checks(indent, batch, step.validations(), Validation.Phase.DURING);
        checks(indent, batch, step.validations(), Validation.Phase.POST);
    }

    private void statement(String indent, Statement statement) {
        if (out.length() > MOST_KEPT) {
            flush();
        }
        out.append(indent).append(StatementText.oneLine(statement)).append('\n');
        String strategy = statement.undo().strategy().word();
        String shown =
                switch (statement.undo().strategy()) {
                    case NONE -> style.bad(strategy);
                    case WAIVED -> style.notable(strategy);
                    case NOTHING, AUTHORED, INVERSE, HOLD, WITH_ITS_TABLE, ROW_IMAGE, TABLE_IMAGE, FILE_COPY, LATE ->
                        strategy;
                };
        String explanation = statement.undo().explanation();
        line(indent + "  ", style.faint("undo: ") + shown + (explanation.isEmpty() ? "" : ", " + own(explanation)));
        String locks = StatementLocks.of(statement);
        if (!locks.isEmpty()) {
            line(indent + "  ", style.faint("locks: ") + locks);
        }
    }

    private String authored(Undo.Authored authored) {
        return file(authored.file()) + ", " + Words.count(authored.statements().size(), "statement");
    }

    private static String dependencies(Step step, Dependency.Kind kind) {
        List<String> names = new ArrayList<>();
        for (Dependency dependency : step.dependencies()) {
            if (dependency.kind() == kind) {
                names.add(shortest(step, dependency));
            }
        }
        return String.join(", ", names);
    }

    /** The address without what it has in common with the step that waits. */
    private static String shortest(Step step, Dependency dependency) {
        if (!dependency.on().plan().equals(step.address().plan())) {
            return dependency.on().toString();
        }
        return dependency.on().batch().equals(step.address().batch())
                ? dependency.on().step()
                : dependency.on().batch() + "." + dependency.on().step();
    }

    private static String word(Dependency.Kind kind) {
        return switch (kind) {
            case REQUIRED -> "requires";
            case OPTIONAL -> "optional";
            case CONFLICT -> "conflicts";
        };
    }

    private void checks(String indent, Batch batch, List<Validation> validations, Validation.Phase phase) {
        for (Validation validation : validations) {
            if (validation.phase() != phase) {
                continue;
            }
            String kind =
                    validation.kind() == null ? "" : " " + validation.kind().word();
            line(
                    indent,
                    "validate " + phase.word() + kind + " \"" + own(validation.title()) + "\""
                            + takes(batch, validation));
            for (Validation.Expectation expectation : validation.expectations()) {
                line(indent + "  ", (expectation.warnOnly() ? "warn " : "expect ") + own(expectation.text()));
            }
        }
    }

    /** What a failure takes back, where that is not what the batch says of itself. */
    private static String takes(Batch batch, Validation validation) {
        if (validation.rollbackClass() == batch.rollbackClass()) {
            return "";
        }
        return ", on failure class " + validation.rollbackClass()
                + (validation.rollbackClass() == RollbackClass.A ? ": the whole batch goes back" : "");
    }

    private void line(String indent, String text) {
        out.append(indent).append(text).append('\n');
    }

    /** A file as the user would type it. */
    private String file(String name) {
        return own(files.apply(name));
    }

    /** A text that an author wrote, made harmless. Names need it not: they are plain. */
    private static String own(String text) {
        return SafeText.oneLine(text);
    }
}
