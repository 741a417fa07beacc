package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.json.DiagnosticJson;
import org.lupomig.cli.json.Json;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.orchestrator.freeze.Hold;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.orchestrator.purge.PurgedSteps;

/** What the store knows, as programs read it. */
final class StatusJson {
    private StatusJson() {}

    static void write(Json json, StoreView view) {
        json.put("server", view.server())
                .put("address", view.address())
                .object("system", view.system(), (j, system) -> j.put(
                                "mode", system.mode().word())
                        .put("reason", system.reason())
                        .texts("schemas", system.schemas())
                        .put("since", system.since())
                        .put("freeze", system.barrier().word())
                        .put("lapsed", view.hold() instanceof Hold.Lapsed lapsed ? lapsed.why() : null)
                        .put("unknown", view.hold() instanceof Hold.Unseen unseen ? unseen.why() : null)
                        .put("by", system.holder().who())
                        .put("byHand", system.holder().byHand())
                        .put("run", system.holder().run())
                        .put("lastDowntimeMillis", system.downtimeMillis()))
                .put("heldTables", view.held())
                .put("heldByEarlierStore", view.heldBefore())
                .objects("heldUnknown", view.inventory().unknown(), StatusJson::held)
                .object("alerts", view.alerts(), (j, alerts) -> j.put("open", alerts.open())
                        .put("unseen", alerts.unseen())
                        .put("escalated", alerts.escalated()))
                .objects("unfinished", view.unfinished(), StatusJson::run)
                .objects("dead", view.dead(), (j, run) -> j.put("run", run.id()))
                .objects("waiting", view.waiting(), (j, waiting) -> j.put("work", waiting.work())
                        .put("by", waiting.who())
                        .put("process", waiting.process())
                        .put("priority", waiting.priority())
                        .put("since", waiting.since()))
                .objects("progress", view.progress(), (j, progress) -> j.put("run", progress.run())
                        .put("phase", progress.phase())
                        .put("stepsDone", progress.stepsDone())
                        .put("stepsTotal", progress.stepsTotal())
                        .put("percentage", progress.percentage())
                        .putNumber("secondsLeft", view.isAlive(progress.run()) ? progress.secondsLeft() : null)
                        .put("at", progress.at()))
                .objects("plans", view.plans(), (j, plan) -> j.put("plan", plan.plan())
                        .objects("batches", plan.batches(), (inner, batch) -> batch(inner, batch, plan, view)));
    }

    private static void batch(Json json, BatchRecord batch, StoreView.PlanView plan, StoreView view) {
        PurgedSteps.Purged purged = plan.purged(batch);
        Long closes = batch.closes(plan.steps());
        StoreView.Way way = plan.way(batch);
        json.put("batch", batch.batch())
                .put("version", batch.version().text())
                .put("status", batch.status().word())
                .put("class", batch.rollbackClass().name())
                .put("run", batch.run())
                .put("totalSteps", batch.totalSteps())
                .put("completedSteps", batch.completedSteps())
                .put("started", batch.started())
                .putNumber("ended", batch.ended())
                .put("canBeRolledBack", way != null && way.refusals().isEmpty())
                .texts(
                        "rollbackRefusals",
                        way == null
                                ? List.of()
                                : way.refusals().stream().map(Problem::message).toList())
                .texts("rollbackTakes", way == null ? List.of() : way.upon())
                .putNumber("rollbackUntil", batch.holds() ? closes : null)
                .putNumber("purged", purged == null ? null : Long.valueOf(purged.at()))
                .objects("held", view.inventory().of(batch), (j, item) -> {
                    held(j, item.table());
                    j.put("forRollback", item.wayBack() || item.halfWay());
                })
                .objects("steps", plan.steps(batch), StatusJson::step);
    }

    private static void held(Json json, HeldTable table) {
        json.put("object", table.name()).put("bytes", table.bytes());
    }

    private static void step(Json json, StepRecord step) {
        json.put("step", step.address().step())
                .put("position", step.position())
                .put("status", step.status().word())
                .put("state", step.state().word())
                .put("run", step.run())
                .putNumber("started", step.started())
                .putNumber("ended", step.ended())
                .put("error", step.error());
    }

    static void problem(Json json, Problem problem) {
        new DiagnosticJson(Texts.none()).write(json, problem);
    }

    static void run(Json json, RunRecord run) {
        json.put("run", run.id())
                .put("kind", run.kind().word())
                .put("plan", run.plan())
                .put("version", run.version())
                .put("status", run.status().word())
                .put("by", run.owner().who())
                .put("process", run.owner().pid())
                .put("started", run.started())
                .putNumber("ended", run.ended())
                .put("millis", run.durationMillis())
                .put("detail", run.detail());
    }
}
