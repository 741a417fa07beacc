package org.lupomig.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.progress.Progress;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Words;
import org.lupomig.model.state.StepStatus;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.freeze.Hold;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.NewRun;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.port.HeldTable;
import org.lupomig.store.report.ProgressRecord;
import org.lupomig.store.report.WaitingRecord;

/** Where everything stands, for people. */
final class StatusText {
    private static final int NAME_WIDTH = 28;
    private static final int STATUS_WIDTH = 11;
    private static final int WIDEST_ERROR = 100;
    private static final int BEFORE_ERROR = "      ".length() + NAME_WIDTH + " ".length() + STATUS_WIDTH + " ".length();

    private final Style style;

    StatusText(Style style) {
        this.style = style;
    }

    String render(StoreView view) {
        StringBuilder out = new StringBuilder(1024);
        out.append(style.strong("on " + view.server()))
                .append(": system ")
                .append(system(view.system(), view.hold()))
                .append('\n');
        if (isLeftOpen(view)) {
            out.append("  ")
                    .append(style.bad("lupomig recover keeps them out again, and lupomig thaw ends this"))
                    .append('\n');
        }
        for (RunRecord run : view.unfinished()) {
            out.append("  ").append(style.notable(unfinished(run, view))).append('\n');
            ProgressRecord progress = view.progress(run);
            if (progress != null) {
                out.append("    ")
                        .append(view.isAlive(run) ? far(progress) : reached(progress))
                        .append('\n');
            }
        }
        int place = 0;
        for (WaitingRecord waiting : view.waiting()) {
            place++;
            out.append("  waiting at place ")
                    .append(place)
                    .append(": ")
                    .append(waiting.work())
                    .append(" by ")
                    .append(waiting.who())
                    .append(", process ")
                    .append(waiting.process())
                    .append(waiting.priority() == 0 ? "" : ", priority " + waiting.priority())
                    .append(", since ")
                    .append(UtcStamp.show(waiting.since()))
                    .append('\n');
        }
        for (StoreView.PlanView plan : view.plans()) {
            plan(out, plan, view);
        }
        if (view.held() > 0) {
            out.append("  ")
                    .append(Words.count(view.held(), "table"))
                    .append(" held in ")
                    .append(view.heldSchema())
                    .append(view.heldBefore() == 0 ? "" : ", " + view.heldBefore() + " of them by an earlier store")
                    .append('\n');
        }
        List<HeldTable> unknown = view.inventory().unknown();
        if (unknown.size() > view.heldBefore()) {
            out.append("  ")
                    .append(Words.count(unknown.size(), "object"))
                    .append(" in ")
                    .append(view.heldSchema())
                    .append(" of no run that is recorded here: lupomig purge --dry-run names them\n");
        }
        String alerts = AlertsText.line(view.alerts());
        if (!alerts.isEmpty()) {
            out.append("  ")
                    .append(view.alerts().escalated() > 0 ? style.bad(alerts) : style.notable(alerts))
                    .append('\n');
        }
        return out.toString();
    }

    private String system(SystemState state, Hold hold) {
        String mode = state.mode().word();
        if (state.mode() == SystemState.Mode.NORMAL) {
            return state.downtimeMillis() == 0
                    ? mode
                    : mode + ", last thawed " + UtcStamp.show(state.since()) + " after "
                            + Words.millis(state.downtimeMillis());
        }
        String who = state.holder().byHand()
                ? " by " + state.holder().who()
                : " by run " + state.holder().run() + " of " + state.holder().who();
        return style.bad(mode) + " since " + UtcStamp.show(state.since()) + who + " (" + state.what() + "; "
                + SafeText.oneLine(hold.says(state)) + "): " + SafeText.oneLine(state.reason());
    }

    /** Whether writers are not kept out by what a person froze, and nobody is about to do so. */
    private static boolean isLeftOpen(StoreView view) {
        return view.hold() instanceof Hold.Lapsed
                && view.system().holder().byHand()
                && view.unfinished().stream()
                        .noneMatch(run -> run.kind() == NewRun.RunKind.FREEZE && view.isAlive(run));
    }

    /** How far it is, as it wrote that down last. */
    private static String far(ProgressRecord progress) {
        return progress.phase() + ": "
                + Progress.text(
                        progress.stepsDone(), progress.stepsTotal(), progress.percentage(), progress.secondsLeft())
                + ", written " + UtcStamp.show(progress.at());
    }

    /** The same of one that died: what it had sent need not stay, and nothing is left for it to do. */
    private static String reached(ProgressRecord progress) {
        String steps = progress.stepsDone() + " of " + Words.count(progress.stepsTotal(), "step");
        String what =
                switch (progress.phase()) {
                    case "rolling_back" -> "taken back";
                    case "completing", "completed" -> "done";
                    default -> "sent, which is not to say that they stay";
                };
        return progress.phase() + " when it last wrote, " + UtcStamp.show(progress.at()) + ", with " + steps + " "
                + what;
    }

    private static String unfinished(RunRecord run, StoreView view) {
        return "run " + run.id()
                + (run.plan().isEmpty() ? ", a " + run.kind().word() + "," : " of " + run.plan())
                + " by " + run.owner().who() + ", process " + run.owner().pid()
                + ", began " + UtcStamp.show(run.started())
                + (view.isAlive(run)
                        ? " and is under way"
                        : " and ended without a word: lupomig recover brings it to an end");
    }

    private void plan(StringBuilder out, StoreView.PlanView plan, StoreView view) {
        String version =
                plan.batches().isEmpty() ? "" : " " + plan.batches().get(0).version();
        out.append("  ").append(style.strong("plan " + plan.plan() + version)).append('\n');
        for (BatchRecord batch : plan.batches()) {
            out.append("    batch ")
                    .append(padded(batch.batch(), NAME_WIDTH - 4))
                    .append(' ');
            boolean inPart = batch.completedSteps() > 0
                    && (batch.status() == StepStatus.ROLLED_BACK || batch.status() == StepStatus.PENDING);
            out.append(status(batch.status())).append(inPart ? " in part, " : " ");
            out.append(batch.completedSteps()).append(" of ").append(Words.count(batch.totalSteps(), "step"));
            out.append(", class ")
                    .append(batch.rollbackClass())
                    .append(", run ")
                    .append(batch.run());
            Long ended = batch.ended();
            out.append(", ").append(ended == null ? "began " + UtcStamp.show(batch.started()) : UtcStamp.show(ended));
            out.append('\n');
            new WayBackText(view, style).render(out, plan, batch);
            Map<String, String> told = new HashMap<>();
            for (StepRecord step : plan.steps(batch)) {
                step(out, step, told);
            }
        }
    }

    /**
     * One step.
     *
     * @param told errors of steps before it, with their names: what is the same is told once
     */
    private void step(StringBuilder out, StepRecord step, Map<String, String> told) {
        String name = step.position() + ". " + step.address().step();
        out.append("      ").append(padded(name, NAME_WIDTH)).append(' ');
        if (step.error().isEmpty()) {
            out.append(coloured(step.status(), step.status().word()));
        } else {
            String error = SafeText.oneLine(step.error());
            String first = told.putIfAbsent(error.replace(step.address().toString(), ""), name);
            List<String> lines = SafeText.lines(first == null ? error : "as " + first, WIDEST_ERROR);
            out.append(status(step.status())).append(' ').append(lines.get(0));
            for (String line : lines.subList(1, lines.size())) {
                out.append('\n').append(" ".repeat(BEFORE_ERROR)).append(line);
            }
        }
        out.append('\n');
    }

    private String status(StepStatus status) {
        return coloured(status, padded(status.word(), STATUS_WIDTH));
    }

    private String coloured(StepStatus status, String word) {
        return switch (status) {
            case COMPLETED, SKIPPED -> style.good(word);
            case FAILED -> style.bad(word);
            case RUNNING, ROLLED_BACK -> style.notable(word);
            case PENDING -> word;
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
