package org.lupomig.cli;

import java.util.List;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.model.state.State;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.evidence.FrozenJson;
import org.lupomig.orchestrator.evidence.PurgeMark;
import org.lupomig.orchestrator.evidence.StatementDone;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.journal.Write;
import org.lupomig.store.report.AlertRecord;
import org.lupomig.store.report.CheckRecord;

/** What a run did, for people. */
final class RunText {
    private static final int CLOCK = "2026-01-08 ".length();
    private static final int WIDEST = 120;

    private final Style style;
    private final StringBuilder out = new StringBuilder(2048);

    RunText(Style style) {
        this.style = style;
    }

    String render(RunView view) {
        head(view.run(), view.server().shown());
        for (JournalEntry entry : view.freezes()) {
            freeze(entry);
        }
        for (JournalEntry entry : view.purged()) {
            PurgeMark mark = PurgeMark.fromJson(entry.data());
            line("  " + clock(entry.entered()) + " way back of " + entry.step() + " removed, " + mark.reason() + ": "
                    + String.join(", ", mark.objects()));
        }
        for (RunView.StepView step : view.steps()) {
            step(step);
        }
        for (CheckRecord check : view.checks()) {
            check(check);
        }
        for (AlertRecord alert : view.alerts()) {
            line("alert " + alert.id() + " (" + alert.level() + ", " + alert.status() + "): " + alert.title());
            for (String line : alert.message().lines().toList()) {
                line("  " + line);
            }
        }
        return out.toString();
    }

    private void head(RunRecord run, String server) {
        out.append(style.strong("run " + run.id() + ": " + RunWords.name(run)))
                .append(", ")
                .append(coloured(run))
                .append('\n');
        Long ended = run.ended();
        line("  on " + server + ", by " + run.owner().who() + ", process "
                + run.owner().pid() + ", began " + UtcStamp.show(run.started())
                + (ended == null ? "" : ", took " + Words.millis(run.durationMillis())));
        if (!run.detail().isEmpty()) {
            line("  " + run.detail());
        }
    }

    private String coloured(RunRecord run) {
        String word = run.status().word();
        return switch (run.status()) {
            case COMPLETED -> style.good(word);
            case RUNNING, RECOVERED -> style.notable(word);
            case FAILED, BROKEN -> style.bad(word);
        };
    }

    private void step(RunView.StepView step) {
        out.append(style.strong("step " + SafeText.oneLine(step.address().toString())))
                .append('\n');
        for (JournalEntry move : step.moves()) {
            move(move);
        }
        for (RunView.StatementView statement : step.statements()) {
            statement(statement, step.back());
        }
        List<RunView.BackView> rest = step.back().stream()
                .filter(back -> step.statements().stream()
                        .noneMatch(statement -> statement.intent().ordinal() == back.of()))
                .toList();
        if (!rest.isEmpty()) {
            line("  sent to take it back:");
            rest.forEach(this::back);
        }
    }

    private void freeze(JournalEntry entry) {
        SystemState state = FrozenJson.read(SystemState.Mode.FROZEN, "", entry.entered(), entry.data());
        line("  " + clock(entry.entered()) + " "
                + (entry.kind() == JournalEntry.Kind.FROZEN
                        ? state.what() + " frozen (" + state.barrier().says() + ")"
                        : state.what() + " thawed, after " + Words.millis(entry.durationMillis())));
    }

    private void move(JournalEntry move) {
        State previous = move.previous();
        String lifecycle =
                move.lifecycle() == null ? "" : " (" + move.lifecycle().word() + ")";
        line("  " + clock(move.entered()) + " " + (previous == null ? "" : previous.word() + " -> ")
                + move.current().word() + lifecycle + ", after " + Words.millis(move.durationMillis()));
        if (move.data().containsKey("resolved_as")) {
            line("    recorded as " + move.data().get("resolved_as") + " by "
                    + move.data().get("by") + ": " + move.data().get("because"));
            if (move.data().get("differences") instanceof List<?> differences) {
                differences.forEach(difference -> line("    it differed: " + difference));
            }
        }
    }

    private void statement(RunView.StatementView statement, List<RunView.BackView> back) {
        String refused = statement.refused();
        String tried = statement.abandoned() ? ", tried again behind that" : "";
        out.append("  ")
                .append(statement.intent().ordinal())
                .append(". ")
                .append(SafeText.cut(SafeText.oneLine(RunWords.sql(statement.intent())), WIDEST))
                .append('\n');
        if (refused != null) {
            out.append("     ")
                    .append(style.bad("refused"))
                    .append(": ")
                    .append(SafeText.oneLine(refused))
                    .append(tried)
                    .append(
                            wasTakenBack(statement, back)
                                    ? "; what it did all the same is " + style.notable("taken back")
                                    : "")
                    .append('\n');
        } else {
            out.append("     ")
                    .append(outcome(statement))
                    .append(tried)
                    .append("; undo: ")
                    .append(RunWords.strategy(statement.intent().work()))
                    .append(statement.undone() ? ", " + style.notable("taken back") : "")
                    .append('\n');
        }
        back.stream().filter(one -> one.of() == statement.intent().ordinal()).forEach(this::back);
    }

    /** Whether something was sent for it, and taken: of most that are refused there is nothing to take back. */
    private static boolean wasTakenBack(RunView.StatementView statement, List<RunView.BackView> back) {
        return statement.done() == null
                && back.stream()
                        .anyMatch(one -> one.of() == statement.intent().ordinal()
                                && one.answer() != null
                                && one.answer().isEmpty());
    }

    private String outcome(RunView.StatementView statement) {
        StatementDone done = statement.done();
        if (done == null) {
            return style.bad("never answered");
        }
        return done.effect()
                ? Words.count(done.affected(), "row") + " in " + Words.millis(statement.millis())
                : "no effect";
    }

    private void back(RunView.BackView back) {
        String answer = back.answer() == null
                ? ", never answered"
                : back.answer().isEmpty() ? "" : ", refused: " + back.answer();
        line("     " + clock(back.at()) + " " + back.intent().work().summary() + answer + " in "
                + Words.millis(back.millis()));
    }

    private void check(CheckRecord check) {
        String where = check.step().isEmpty() ? "batch " + check.batch() : check.batch() + "." + check.step();
        String implicit = Write.Validated.IMPLICIT.equals(check.kind()) ? ", " + check.kind() : "";
        line("check of " + where + ", " + check.phase() + implicit + ", \"" + check.title() + "\": " + check.outcome()
                + " in " + Words.millis(check.millis()) + (check.detail().isEmpty() ? "" : ": " + check.detail()));
    }

    private static String clock(long stamp) {
        return UtcStamp.show(stamp).substring(CLOCK);
    }

    private void line(String text) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        out.append(" ".repeat(indent))
                .append(SafeText.oneLine(text.substring(indent)))
                .append('\n');
    }
}
