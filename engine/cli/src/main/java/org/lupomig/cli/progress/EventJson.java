package org.lupomig.cli.progress;

import org.lupomig.cli.json.Json;
import org.lupomig.cli.text.QuotedPlace;
import org.lupomig.cli.text.Texts;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claim;
import org.lupomig.orchestrator.journal.RunEvent;

/** Events as programs read them. Field names never change their meaning; new ones may come. */
final class EventJson {
    private EventJson() {}

    /** {@code statement_started} for {@link RunEvent.StatementStarted}. */
    static String name(RunEvent event) {
        String simple = event.getClass().getSimpleName();
        StringBuilder out = new StringBuilder(simple.length() + 2);
        for (int i = 0; i < simple.length(); i++) {
            char c = simple.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                out.append('_');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    static void write(Json json, RunEvent event, Texts texts) {
        if (event instanceof RunEvent.Moved e) {
            target(json, e.step()).put("from", e.from().word()).put("to", e.to().word());
        } else if (event instanceof RunEvent.StatementStarted e) {
            target(json, e.step())
                    .put("statement", e.ordinal())
                    .put("of", e.of())
                    .put("summary", e.summary());
        } else if (event instanceof RunEvent.StatementDone e) {
            target(json, e.step())
                    .put("statement", e.ordinal())
                    .put("of", e.of())
                    .put("millis", e.millis());
        } else if (event instanceof RunEvent.Waiting e) {
            target(json, e.step()).put("statement", e.statement()).put("inTheWay", e.inTheWay());
            json.put("millis", e.millis()).put("detail", e.detail());
        } else if (event instanceof RunEvent.Checked e) {
            target(json, e.target()).put("title", e.title()).put("passed", e.passed());
            json.put("warnOnly", e.warnOnly()).put("detail", e.detail());
        } else if (event instanceof RunEvent.Skipped e) {
            target(json, e.step());
        } else if (event instanceof RunEvent.NotRun e) {
            target(json, e.step()).put("requires", e.on().toString()).put("why", e.why());
        } else if (event instanceof RunEvent.Retrying e) {
            target(json, e.step()).put("attempt", e.attempt()).put("of", e.of());
            json.put("pauseMillis", e.pauseMillis()).put("reason", e.reason());
        } else if (event instanceof RunEvent.Failure e) {
            target(json, e.target()).put("message", e.message());
            place(json, e, texts);
        } else if (event instanceof RunEvent.Undone e) {
            target(json, e.step()).put("summary", e.summary());
        } else if (event instanceof RunEvent.ScriptStopped e) {
            target(json, e.target()).put("message", e.message());
        } else if (event instanceof RunEvent.Held e) {
            target(json, e.step()).put("object", e.object()).put("as", e.as());
        } else if (event instanceof RunEvent.Purged e) {
            target(json, e.step()).put("object", e.object()).put("bytes", e.bytes());
            json.put("removed", e.removed());
        } else {
            writeOfRun(json, event);
        }
    }

    private static void writeOfRun(Json json, RunEvent event) {
        if (event instanceof RunEvent.RunStarted e) {
            json.put("run", e.run())
                    .put("plan", e.plan())
                    .put("version", e.version())
                    .put("steps", e.steps());
        } else if (event instanceof RunEvent.Progressed e) {
            json.put("stepsDone", e.stepsDone())
                    .put("stepsTotal", e.stepsTotal())
                    .put("percentage", Progress.percentage(e.percent()))
                    .putNumber("secondsLeft", e.secondsLeft());
        } else if (event instanceof RunEvent.Queued e) {
            json.put("place", e.place()).objects("ahead", e.ahead(), EventJson::ahead);
        } else if (event instanceof RunEvent.BatchStarted e) {
            json.put("plan", e.plan()).put("batch", e.batch()).put("steps", e.steps());
        } else if (event instanceof RunEvent.Recovering e) {
            json.put("run", e.run()).put("plan", e.plan()).put("since", e.since());
        } else if (event instanceof RunEvent.Recovered e) {
            json.put("run", e.run())
                    .put("plan", e.plan())
                    .put("detail", e.detail())
                    .put("whole", e.whole());
        } else if (event instanceof RunEvent.SystemMoved e) {
            json.put("mode", e.state().mode().word()).put("reason", e.state().reason());
            json.texts("schemas", e.state().schemas());
            json.put("freeze", e.state().barrier().word())
                    .put("downtimeMillis", e.state().downtimeMillis());
        } else if (event instanceof RunEvent.Note e) {
            json.put("message", e.message());
        } else if (event instanceof RunEvent.Warned e) {
            json.put("code", e.problem().type().code())
                    .put("message", e.problem().message());
            json.put("help", e.problem().help());
        } else if (event instanceof RunEvent.RunFinished e) {
            json.put("run", e.run())
                    .put("plan", e.plan())
                    .put("status", e.status().word());
            json.put("detail", e.detail()).put("millis", e.millis());
        }
    }

    private static void ahead(Json json, Ahead ahead) {
        json.put("who", ahead.owner().who()).put("process", ahead.owner().pid());
        json.put("since", UtcStamp.show(ahead.owner().since())).put("work", ahead.work());
        json.put("holds", ahead.holds()).put("dead", ahead.dead());
        json.texts("common", ahead.common().stream().map(Claim::toString).toList());
    }

    private static void place(Json json, RunEvent.Failure failure, Texts texts) {
        Location statement = failure.location();
        if (statement != null) {
            Location location = QuotedPlace.of(statement, failure.message(), texts);
            json.put("file", texts.shown(location.file()))
                    .put("line", location.start().line())
                    .put("column", location.start().column());
        }
    }

    /** A step, or a batch where the step has no name. */
    private static Json target(Json json, Address address) {
        json.put("plan", address.plan()).put("batch", address.batch());
        return address.step().isEmpty() ? json : json.put("step", address.step());
    }
}
