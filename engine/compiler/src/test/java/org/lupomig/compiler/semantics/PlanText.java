package org.lupomig.compiler.semantics;

import java.util.List;
import java.util.stream.Collectors;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;

/** A compiled plan in full, for golden files. */
final class PlanText {
    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    static String of(Plan plan) {
        PlanText text = new PlanText();
        text.write(plan);
        return text.out.toString();
    }

    private void write(Plan plan) {
        line(0, "plan " + plan.name() + " " + plan.version() + " in " + plan.file());
        doc(1, plan.doc());
        line(1, "checksum " + plan.checksum());
        if (plan.epoch() != null) {
            line(1, "epoch " + plan.epoch().from() + " -> " + plan.epoch().to());
        }
        plan.databases().forEach(this::write);
        plan.schemas().forEach(this::write);
        plan.tables().forEach(this::write);
        plan.packs().forEach(pack -> line(1, "doctrine " + pack));
        plan.parameters()
                .forEach(p -> line(1, "param " + p.name() + (p.text() ? " text" : "") + " = \"" + p.value() + '"'));
        plan.imports().forEach(i -> line(1, "import " + i.name() + " " + i.version() + " in " + i.file()));
        plan.batches().forEach(this::write);
        plan.unsupported().forEach(u -> line(1, "not run: " + u.what() + " (" + u.location() + ")"));
    }

    private void write(Database database) {
        line(
                1,
                "database " + database.name() + " " + database.kind()
                        + (database.path() == null ? "" : " " + database.path())
                        + (database.optional() ? " optional" : ""));
    }

    private void write(Schema schema) {
        line(
                1,
                "schema " + schema.database() + "." + schema.name() + " "
                        + schema.classification().word()
                        + (schema.budget() == null ? "" : " budget " + schema.budget()));
    }

    private void write(TableClassification table) {
        line(
                1,
                "table " + table.schema() + "." + table.table() + " "
                        + table.classification().word()
                        + (table.category() == null ? "" : " category " + table.category())
                        + (table.priority() == null ? "" : " priority " + table.priority())
                        + (table.target() == null ? "" : " target " + table.target()));
    }

    private void write(Batch batch) {
        line(1, "batch " + batch.name() + " " + batch.rollbackClass() + " at " + batch.location());
        doc(2, batch.doc());
        list(2, "requires", batch.requires());
        list(2, "conflicts", batch.conflicts());
        if (batch.parallel() > 0) {
            line(2, "parallel " + batch.parallel());
        }
        list(2, "freeze", batch.freeze());
        if (!batch.freezeReason().isEmpty()) {
            line(2, "because " + batch.freezeReason());
        }
        batch.steps().forEach(this::write);
        batch.validations().forEach(validation -> write(2, validation));
        write(2, batch.undo());
    }

    private void write(Step step) {
        line(2, step.position() + ". step " + step.address() + " in wave " + step.wave());
        doc(3, step.doc());
        line(
                3,
                "on " + step.database() + ", class " + step.rollbackClass() + ", timeout " + step.timeout()
                        + ", retries " + step.retries());
        line(3, "checksum " + step.checksum());
        step.dependencies().forEach(dependency -> line(3, dependency.kind().word() + " " + dependency.on()));
        if (step.when() != null) {
            line(3, "when " + ExpressionText.of(step.when()));
        }
        list(3, "files", step.files());
        step.statements().forEach(statement -> write(3, statement));
        step.validations().forEach(validation -> write(3, validation));
        if (step.orphans() != null) {
            line(3, "allow orphans because " + step.orphans());
        }
        write(3, step.undo());
    }

    private void write(int depth, Statement statement) {
        String sql = statement.sql().replace("\n", "\\n").replace("\r", "\\r");
        line(depth, statement.location() + " [" + statement.defaultSchema() + "] " + sql);
        String touches = statement.touches().stream()
                .map(t -> t.access() + " " + t.schema() + (t.table() == null ? "" : "." + t.table()))
                .collect(Collectors.joining(", "));
        line(depth + 1, "touches " + touches);
        line(
                depth + 1,
                "undo " + statement.undo().strategy().word() + ": "
                        + statement.undo().explanation());
    }

    private void write(int depth, Validation validation) {
        line(
                depth,
                "validate " + validation.phase().word()
                        + (validation.kind() == null
                                ? ""
                                : " " + validation.kind().word())
                        + " \"" + validation.title() + "\" class " + validation.rollbackClass() + " at "
                        + validation.location());
        for (Validation.Expectation expectation : validation.expectations()) {
            Expression condition = expectation.condition();
            line(depth + 1, (expectation.warnOnly() ? "warn " : "expect ") + expectation.text());
            line(depth + 2, ExpressionText.of(condition));
        }
    }

    private void write(int depth, Undo undo) {
        if (undo instanceof Undo.Waived waived) {
            line(depth, "undo waived: " + waived.reason());
        } else if (undo instanceof Undo.Authored authored) {
            line(depth, "undo authored in " + authored.file());
            authored.statements().forEach(statement -> line(depth + 1, statement.location() + " " + statement.sql()));
        }
    }

    private void doc(int depth, String doc) {
        doc.lines().forEach(line -> line(depth, "/// " + line));
    }

    private void list(int depth, String word, List<String> items) {
        if (!items.isEmpty()) {
            line(depth, word + " " + String.join(", ", items));
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
