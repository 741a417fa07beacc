package org.lupomig.compiler.semantics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.sql.ScriptUse;

/** Reads one step by itself. */
final class StepReader {
    /** How long a step may take where it does not say. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final int MOST_RETRIES = 1000;

    private final PlanContext context;
    private final Report report;
    private final Scripts scripts;
    private final Values values;
    private final StepDeclaration step;
    private final String database;
    private final Validations checks;
    private final List<String> files = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Validation> validations = new ArrayList<>();
    private final Pinned pinned = new Pinned();
    private Undo undo = new Undo.Derived();
    private Duration timeout = TIMEOUT;
    private int retries;
    private @Nullable String orphans;
    private boolean hasWork;
    private boolean isUnread;

    /**
     * A reader of one step.
     *
     * @param values fresh ones: what the step uses becomes part of its checksum
     */
    StepReader(
            PlanContext context, StepDeclaration step, Values values, String batchDatabase, RollbackClass batchClass) {
        this.context = context;
        this.report = context.report();
        this.scripts = new Scripts(context);
        this.values = values;
        this.step = step;
        this.database = context.targets().on(step.node().clause(Clause.On.class), batchDatabase);
        this.checks = new Validations(context, values, database, batchClass);
    }

    StepDraft read(RollbackClass batchClass, Checksums checksums) {
        step.node().clause(Clause.On.class).ifPresent(clause -> context.unsupported()
                .noteDatabase(database, clause.span()));
        RollbackClass rollbackClass = Classes.read(step.node().clause(Clause.Rollback.class), batchClass, context);
        Expression when = when();
        sayTwice();
        step.node().items().forEach(this::item);
        if (!hasWork && !step.node().name().isMissing()) {
            report.say(CompilerMessage.NOTHING_TO_DO, step.node().name().span(), step.name());
        }
        return new StepDraft(
                step,
                database,
                context.scope().sqliteFile(database) != null,
                rollbackClass,
                when,
                files,
                statements,
                isUnread,
                undo,
                validations,
                timeout,
                retries,
                orphans,
                checksums.of(step.node().span(), pinned.files(), values.used()),
                pinned.pins(step.node().span(), checksums, values.used()));
    }

    private @Nullable Expression when() {
        Clause.When clause = step.node().clause(Clause.When.class).orElse(null);
        if (clause == null) {
            return null;
        }
        Expression when = new Typing(context, values, database).condition(clause.condition(), "'when'");
        if (when != null && Constants.isFalse(when)) {
            report.say(
                    CompilerMessage.UNREACHABLE_STEP,
                    clause.condition().span(),
                    step.name(),
                    "its condition is never true");
        }
        return when;
    }

    private void item(StepItem item) {
        if (item instanceof StepItem.Sql sql) {
            sql(sql);
        } else if (item instanceof StepItem.Undo node) {
            undo = new UndoReader(context, scripts)
                    .read(node, "the step '" + step.name() + "'", database, values, pinned);
        } else if (item instanceof StepItem.Validate node) {
            Validation validation = checks.read(node);
            if (validation != null) {
                validations.add(validation);
            }
        } else if (item instanceof StepItem.Allow node) {
            orphans = node.what().isMissing() ? orphans : reason(node);
        } else if (item instanceof StepItem.Timeout node) {
            timeout = node.duration().orElse(TIMEOUT);
        } else if (item instanceof StepItem.Retry node) {
            Integer times = Words.number(node.times(), "a number of retries", 0, MOST_RETRIES, report);
            retries = times == null ? 0 : times;
        } else {
            hasWork = true;
            new OtherWork(context, values, database).read(item);
        }
    }

    private String reason(StepItem.Allow node) {
        return node.clause(Clause.Because.class)
                .map(clause -> values.fill(clause.reason()).text())
                .orElse("");
    }

    private void sql(StepItem.Sql sql) {
        if (database.equals(Scope.NO_DATABASE)) {
            report.say(CompilerMessage.NO_DATABASE, sql.keyword(), "the step '" + step.name() + "'");
            hasWork = true;
            return;
        }
        Scripts.Script script = scripts.read(sql.source(), "sql", database, use(), values);
        hasWork |= script == null || !script.isEmpty();
        isUnread |= script == null;
        if (script != null) {
            files.add(script.name());
            script.included().forEach(file -> files.add(file.name()));
            pinned.addForward(script, sql.source());
            statements.addAll(script.statements());
        }
    }

    private ScriptUse use() {
        boolean waived = step.node().items().stream()
                .anyMatch(item ->
                        item instanceof StepItem.Undo undo && undo.source().isEmpty());
        return waived ? ScriptUse.WAIVED : ScriptUse.FORWARD;
    }

    private void sayTwice() {
        Once once = new Once(report, "the step '" + step.name() + "'");
        for (StepItem item : step.node().items()) {
            if (item instanceof StepItem.Undo node) {
                once.see("undo", node.keyword());
            } else if (item instanceof StepItem.Allow node) {
                once.see("allow " + node.what().text(), node.keyword());
            } else if (item instanceof StepItem.Timeout node) {
                once.see("timeout", node.keyword());
            } else if (item instanceof StepItem.Retry node) {
                once.see("retry", node.keyword());
            }
        }
    }
}
