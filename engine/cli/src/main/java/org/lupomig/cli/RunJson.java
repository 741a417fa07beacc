package org.lupomig.cli;

import org.jspecify.annotations.Nullable;
import org.lupomig.cli.json.Json;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.evidence.PurgeMark;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.store.report.AlertRecord;
import org.lupomig.store.report.CheckRecord;

/** What a run did, as programs read it. */
final class RunJson {
    private RunJson() {}

    static void write(Json json, RunView view) {
        json.put("format", "lupomig.show.1")
                .put("server", view.server().shown())
                .put("address", view.server().address())
                .object("run", view.run(), StatusJson::run)
                .objects("freezes", view.freezes(), RunJson::freeze)
                .objects("purged", view.purged(), (j, entry) -> j.put(
                                "step", entry.step().toString())
                        .put("at", entry.entered())
                        .put("reason", PurgeMark.fromJson(entry.data()).reason())
                        .texts("objects", PurgeMark.fromJson(entry.data()).objects()))
                .objects("steps", view.steps(), RunJson::step)
                .objects("checks", view.checks(), RunJson::check)
                .objects("alerts", view.alerts(), RunJson::alert);
    }

    private static void freeze(Json json, JournalEntry entry) {
        SystemState state = FrozenJson.read(SystemState.Mode.FROZEN, "", entry.entered(), entry.data());
        json.put("moved", entry.kind().word())
                .put("at", entry.entered())
                .texts("schemas", state.schemas())
                .put("freeze", state.barrier().word())
                .put("downtimeMillis", entry.durationMillis());
    }

    private static void step(Json json, RunView.StepView step) {
        json.put("plan", step.address().plan())
                .put("batch", step.address().batch())
                .put("step", step.address().step())
                .objects("moves", step.moves(), RunJson::move)
                .objects("statements", step.statements(), RunJson::statement)
                .objects("back", step.back(), RunJson::back);
    }

    private static void move(Json json, JournalEntry move) {
        json.put("from", move.previous() == null ? null : move.previous().word())
                .put("to", move.current().word())
                .put(
                        "lifecycle",
                        move.lifecycle() == null ? null : move.lifecycle().word())
                .put("at", move.entered())
                .put("millis", move.durationMillis())
                .put("resolvedAs", text(move, "resolved_as"))
                .put("by", text(move, "by"))
                .put("because", text(move, "because"));
    }

    private static @Nullable String text(JournalEntry move, String name) {
        Object value = move.data().get(name);
        return value == null ? null : value.toString();
    }

    private static void statement(Json json, RunView.StatementView statement) {
        StatementDone done = statement.done();
        json.put("statement", statement.intent().ordinal())
                .put("sql", RunWords.sql(statement.intent()))
                .put("source", statement.intent().source())
                .put("defaultSchema", statement.intent().defaultSchema())
                .put("does", statement.intent().work().summary())
                .put("undo", RunWords.strategy(statement.intent().work()))
                .put("answered", done != null || statement.refused() != null)
                .put("refused", statement.refused())
                .put("effect", done != null && done.effect())
                .putNumber("rows", done == null ? null : done.affected())
                .put("triedAgain", statement.abandoned())
                .put("undone", statement.undone())
                .put("at", statement.at())
                .put("millis", statement.millis());
    }

    private static void back(Json json, RunView.BackView back) {
        json.putNumber("of", back.of() == 0 ? null : back.of())
                .put("does", back.intent().work().summary())
                .put("sql", RunWords.sql(back.intent()))
                .put("answered", back.answer() != null)
                .put("refused", back.answer() == null || back.answer().isEmpty() ? null : back.answer())
                .put("at", back.at())
                .put("millis", back.millis());
    }

    private static void check(Json json, CheckRecord check) {
        json.put("batch", check.batch())
                .put("step", check.step())
                .put("phase", check.phase())
                .put("kind", check.kind())
                .put("title", check.title())
                .put("outcome", check.outcome())
                .put("detail", check.detail())
                .put("at", check.at())
                .put("millis", check.millis());
    }

    static void alert(Json json, AlertRecord alert) {
        json.put("alert", alert.id())
                .put("run", alert.run())
                .put("level", alert.level())
                .put("title", alert.title())
                .put("message", alert.message())
                .put("status", alert.status())
                .put("escalation", alert.escalation())
                .put("raised", alert.raised());
    }
}
