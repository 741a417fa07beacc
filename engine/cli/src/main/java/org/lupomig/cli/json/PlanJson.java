package org.lupomig.cli.json;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Function;
import org.lupomig.cli.text.StatementLocks;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.orchestrator.run.Abreast;
import org.lupomig.sql.Statements;

/** A compiled plan as programs read it. */
public final class PlanJson {
    private PlanJson() {}

    /**
     * The fields of a plan.
     *
     * @param abreast which steps of a batch may be worked on at the same time
     */
    public static void write(Json json, Plan plan, Function<Batch, Abreast> abreast) {
        json.put("plan", plan.name())
                .put("version", plan.version().text())
                .put("file", plan.file())
                .put("doc", plan.doc())
                .put("checksum", plan.checksum())
                .object("epoch", plan.epoch(), (j, epoch) -> j.put("from", epoch.from())
                        .put("to", epoch.to()))
                .objects("databases", plan.databases(), (j, database) -> j.put("name", database.name())
                        .put("kind", database.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .put("path", database.path())
                        .put("optional", database.optional()))
                .objects("parameters", plan.parameters(), (j, parameter) -> j.put("name", parameter.name())
                        .put("value", parameter.value()))
                .objects("imports", plan.imports(), (j, imported) -> j.put("plan", imported.name())
                        .put("version", imported.version().text())
                        .put("file", imported.file()))
                .objects("batches", plan.batches(), (Json j, Batch batch) -> batch(j, batch, abreast.apply(batch)))
                .objects("unsupported", plan.unsupported(), (j, element) -> j.put("what", element.what())
                        .put("file", element.location().file())
                        .put("line", element.location().start().line())
                        .put("column", element.location().start().column()));
    }

    private static void batch(Json json, Batch batch, Abreast waits) {
        json.put("batch", batch.name())
                .put("doc", batch.doc())
                .put("class", batch.rollbackClass().name())
                .put("parallel", batch.parallel())
                .texts("requires", batch.requires())
                .texts("conflicts", batch.conflicts())
                .texts("freezes", batch.freeze())
                .put("freezeReason", batch.freezeReason())
                .object("undo", batch.undo(), PlanJson::undo)
                .objects("validations", batch.validations(), PlanJson::validation)
                .objects("steps", batch.steps(), (Json j, Step step) -> step(j, step, waits.waitsFor(step)));
    }

    private static void step(Json json, Step step, Set<Step> waitsFor) {
        json.put("step", step.address().step())
                .put("address", step.address().toString())
                .put("doc", step.doc())
                .put("position", step.position())
                .put("wave", step.wave())
                .put("alone", step.runsAlone())
                .texts(
                        "waitsFor",
                        waitsFor.stream()
                                .sorted(Comparator.comparing(Step::position))
                                .map(each -> each.address().toString())
                                .toList())
                .put("database", step.database())
                .put("class", step.rollbackClass().name())
                .put("conditional", step.when() != null)
                .put("timeoutMillis", step.timeout().toMillis())
                .put("retries", step.retries())
                .put("orphans", step.orphans())
                .put("checksum", step.checksum())
                .texts("files", step.files())
                .objects("dependencies", step.dependencies(), PlanJson::dependency)
                .object("undo", step.undo(), PlanJson::undo)
                .objects("validations", step.validations(), PlanJson::validation)
                .objects("statements", step.statements(), PlanJson::statement);
    }

    private static void dependency(Json json, Dependency dependency) {
        json.put("on", dependency.on().toString()).put("kind", dependency.kind().word());
    }

    private static void undo(Json json, Undo undo) {
        if (undo instanceof Undo.Authored authored) {
            json.put("kind", "authored")
                    .put("file", authored.file())
                    .put("statements", authored.statements().size());
        } else if (undo instanceof Undo.Waived waived) {
            json.put("kind", "waived").put("reason", waived.reason());
        } else {
            json.put("kind", "derived");
        }
    }

    private static void validation(Json json, Validation validation) {
        Validation.Kind kind = validation.kind();
        json.put("phase", validation.phase().word())
                .put("kind", kind == null ? null : kind.word())
                .put("title", validation.title())
                .put("class", validation.rollbackClass().name())
                .objects("expectations", validation.expectations(), (j, e) -> j.put("text", e.text())
                        .put("warnOnly", e.warnOnly()));
    }

    private static void statement(Json json, Statement statement) {
        json.put("kind", statement.fact().kind())
                .put("sql", Statements.shown(statement))
                .put("file", statement.location().file())
                .put("line", statement.location().start().line())
                .put("defaultSchema", statement.defaultSchema())
                .put("undo", statement.undo().strategy().word())
                .put("undoExplanation", statement.undo().explanation())
                .put("locks", StatementLocks.of(statement))
                .objects("touches", statement.touches(), PlanJson::touch);
    }

    private static void touch(Json json, Touch touch) {
        json.put("schema", touch.schema())
                .put("table", touch.table())
                .put("access", touch.access().name().toLowerCase(java.util.Locale.ROOT));
    }
}
