package org.lupomig.cli.progress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.text.QuotedPlace;
import org.lupomig.cli.text.SafeText;
import org.lupomig.cli.text.Style;
import org.lupomig.cli.text.Texts;
import org.lupomig.cli.text.Words;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;
import org.lupomig.model.state.State;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.claim.Ahead;
import org.lupomig.orchestrator.claim.Claims;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.journal.SystemState;
import org.lupomig.orchestrator.run.Copy;

/** Turns events into lines: those that stay, and the one that is written over. */
final class EventLines {
    private static final int WORD_WIDTH = 9;
    private static final int NAME_WIDTH = 24;
    private static final long SHORTEST_NEWS_MILLIS = 1000;

    private final Style style;
    private final Texts texts;
    private final Map<Address, Work> work = new HashMap<>();
    private int steps;
    private int begun;
    private String lastFailedCheck = "";
    private final Set<Address> broken = new HashSet<>();
    private boolean frozen;
    private String far = "";

    EventLines(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /** What is known of one step so far. */
    private static final class Work {
        int number;
        int statements;
        int undone;
        long millis;
        String waiting = "";
        long waited;
    }

    private enum Tone {
        PLAIN,
        GOOD,
        NOTABLE,
        BAD
    }

    /** The line that stays, null where an event leaves none. */
    @Nullable
    String lasting(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            steps = started.steps();
            return null;
        }
        if (event instanceof RunEvent.StatementDone done) {
            Work of = workOf(done.step());
            of.statements++;
            of.millis += done.millis();
            return null;
        }
        if (event instanceof RunEvent.Undone undone) {
            workOf(undone.step()).undone++;
            return null;
        }
        if (event instanceof RunEvent.Moved moved) {
            return moved(moved);
        }
        return noteworthy(event);
    }

    private @Nullable String moved(RunEvent.Moved moved) {
        Work of = workOf(moved.step());
        if (moved.from() == State.MIGRATING && moved.to() == State.VALIDATING_POST) {
            return line(Tone.GOOD, "ok", moved.step(), done(of));
        }
        if (moved.from() == State.ROLLING_BACK) {
            if (moved.to() == State.FAILED) {
                // Why follows, and is told in one line with it.
                broken.add(moved.step());
                return null;
            }
            return line(Tone.NOTABLE, "undone", moved.step(), moved.byHand() ? "by hand" : undone(of));
        }
        return null;
    }

    private @Nullable String noteworthy(RunEvent event) {
        if (event instanceof RunEvent.Checked checked) {
            return checked(checked);
        }
        if (event instanceof RunEvent.Skipped skipped) {
            return line(Tone.PLAIN, "skipped", skipped.step(), "its condition does not hold");
        }
        if (event instanceof RunEvent.NotRun left) {
            return line(
                    Tone.NOTABLE,
                    "not run",
                    left.step(),
                    "it requires " + left.on().step() + ", which " + left.why());
        }
        if (event instanceof RunEvent.Failure failure) {
            if (broken.remove(failure.target())) {
                String prefix = failure.target() + " ";
                String message = failure.message();
                return line(
                        Tone.BAD,
                        "BROKEN",
                        failure.target(),
                        message.startsWith(prefix) ? message.substring(prefix.length()) : message);
            }
            // A check that failed has just been shown.
            boolean known = !lastFailedCheck.isEmpty() && failure.message().contains(lastFailedCheck);
            return known ? null : line(Tone.BAD, "FAILED", failure.target(), placed(failure));
        }
        if (event instanceof RunEvent.Retrying again) {
            String when = "again in " + Words.millis(again.pauseMillis());
            String which = " (" + again.attempt() + " of " + again.of() + "): ";
            return line(Tone.NOTABLE, "retry", again.step(), when + which + again.reason());
        }
        if (event instanceof RunEvent.Held held) {
            return line(Tone.PLAIN, "held", held.step(), held.object() + " as " + held.as());
        }
        if (event instanceof RunEvent.Purged purged) {
            String size = " (" + Copy.bytes(purged.bytes()) + ")";
            return line(Tone.NOTABLE, purged.removed() ? "removed" : "would go", purged.step(), purged.object() + size);
        }
        if (event instanceof RunEvent.Waiting waiting) {
            return isNews(waiting) ? line(Tone.PLAIN, "waiting", waiting.step(), wait(waiting)) : null;
        }
        if (event instanceof RunEvent.Queued queued) {
            return line(Tone.NOTABLE, "queued", queued(queued));
        }
        if (event instanceof RunEvent.Recovering found) {
            String run = "run " + found.run() + " of " + found.plan() + ", begun " + found.since();
            return line(Tone.NOTABLE, "recovery", run + ", ended without a word");
        }
        if (event instanceof RunEvent.Recovered done) {
            String told = "run " + done.run() + " of " + done.plan() + ": " + done.detail();
            return done.whole()
                    ? line(Tone.GOOD, "recovered", told)
                    : line(Tone.BAD, "BROKEN", told + "; it needs a person");
        }
        if (event instanceof RunEvent.SystemMoved moved) {
            return system(moved.state());
        }
        if (event instanceof RunEvent.Warned warned) {
            Problem problem = warned.problem();
            return line(
                    Tone.NOTABLE, "warning", problem.type().code() + ": " + problem.message() + "; " + problem.help());
        }
        if (event instanceof RunEvent.ScriptStopped script) {
            return line(Tone.NOTABLE, "note", script.message());
        }
        return event instanceof RunEvent.Note note ? line(Tone.PLAIN, "note", note.message()) : null;
    }

    private String checked(RunEvent.Checked checked) {
        String text = "check \"" + checked.title() + "\"";
        if (checked.passed() && checked.warnOnly()) {
            return line(Tone.NOTABLE, "warning", checked.target(), text + ": " + checked.detail());
        }
        if (checked.passed()) {
            return line(Tone.GOOD, "ok", checked.target(), text);
        }
        lastFailedCheck = checked.detail();
        return line(Tone.BAD, "FAILED", checked.target(), text + ": " + checked.detail());
    }

    private @Nullable String system(SystemState state) {
        boolean wasFrozen = frozen;
        frozen = state.mode() != SystemState.Mode.NORMAL;
        return switch (state.mode()) {
            case FROZEN ->
                line(
                        Tone.PLAIN,
                        "frozen",
                        state.what() + ": " + state.reason() + " ("
                                + state.barrier().says() + ")");
            case NORMAL ->
                wasFrozen
                        ? line(
                                Tone.PLAIN,
                                "thawed",
                                "writers need not pause any more, after " + Words.millis(state.downtimeMillis()))
                        : null;
            case EMERGENCY ->
                line(
                        Tone.BAD,
                        "EMERGENCY",
                        state.reason() + " (" + state.barrier().says() + ")");
            case THAWING -> null;
        };
    }

    /** How far the run is, null where an event does not say. */
    @Nullable
    String far(RunEvent event) {
        if (event instanceof RunEvent.Progressed now) {
            far = Progress.text(
                    now.stepsDone(), now.stepsTotal(), Progress.percentage(now.percent()), now.secondsLeft());
            return line(Tone.PLAIN, "progress", far);
        }
        return null;
    }

    /** What is going on now, null where an event does not say. */
    @Nullable
    String passing(RunEvent event) {
        String now = now(event);
        return now == null || far.isEmpty() ? now : now + "  (" + far + ")";
    }

    private @Nullable String now(RunEvent event) {
        if (event instanceof RunEvent.StatementStarted started) {
            return place(started.step()) + " " + started.ordinal() + "/" + started.of() + " " + started.summary();
        }
        if (event instanceof RunEvent.Moved moved) {
            if (moved.to() == State.PREPARING) {
                workOf(moved.step()).number = ++begun;
            }
            return moved.to() == State.IDLE || moved.to() == State.FAILED
                    ? null
                    : place(moved.step()) + " " + verb(moved.to());
        }
        if (event instanceof RunEvent.Undone undone) {
            return place(undone.step()) + " undoing " + undone.summary();
        }
        return event instanceof RunEvent.Waiting waiting ? place(waiting.step()) + " waiting: " + wait(waiting) : null;
    }

    private String place(Address step) {
        int number = workOf(step).number;
        return (number == 0 || steps == 0 ? "" : "[" + number + "/" + steps + "] ") + name(step);
    }

    private static String verb(State state) {
        return switch (state) {
            case PREPARING -> "preparing";
            case VALIDATING_PRE -> "checking before";
            case MIGRATING -> "migrating";
            case VALIDATING_POST -> "checking after";
            case COMPLETING -> "completing";
            case ROLLING_BACK -> "undoing";
            case IDLE, FAILED -> state.word();
        };
    }

    private Work workOf(Address step) {
        return work.computeIfAbsent(step, s -> new Work());
    }

    private static String done(Work of) {
        return of.statements == 0
                ? "nothing to send"
                : Words.count(of.statements, "statement") + ", " + Words.millis(of.millis);
    }

    private static String undone(Work of) {
        return of.undone == 0 ? "nothing had been changed" : Words.count(of.undone, "change");
    }

    private String placed(RunEvent.Failure failure) {
        Location statement = failure.location();
        if (statement == null) {
            return failure.message();
        }
        Location at = QuotedPlace.of(statement, failure.message(), texts);
        return texts.shown(at.file()) + ":" + at.start() + ": " + failure.message();
    }

    /** A wait is told when it begins, and again each time that it has become twice as long. */
    private boolean isNews(RunEvent.Waiting waiting) {
        Work of = workOf(waiting.step());
        if (of.waiting.equals(waiting.statement()) && waiting.millis() < 2 * of.waited) {
            return false;
        }
        of.waiting = waiting.statement();
        of.waited = Math.max(waiting.millis(), SHORTEST_NEWS_MILLIS);
        return true;
    }

    private static String wait(RunEvent.Waiting waiting) {
        String who = waiting.inTheWay().isEmpty() ? "another connection holds it" : "in the way: " + waiting.inTheWay();
        return waiting.statement() + " waits for a lock, for " + Words.millis(waiting.millis()) + " so far; " + who;
    }

    private static String queued(RunEvent.Queued queued) {
        if (queued.ahead().isEmpty()) {
            return "place " + queued.place() + ", behind others who ask for their locks just now";
        }
        Ahead first = queued.ahead().get(0);
        int more = queued.ahead().size() - 1;
        return "place " + queued.place() + ", behind " + first.work() + " ("
                + first.owner().who() + ", process "
                + first.owner().pid() + ", " + (first.holds() ? "at work" : "waiting") + " since "
                + UtcStamp.show(first.owner().since()) + ")" + (more == 0 ? "" : " and " + more + " more")
                + "; both need " + Claims.told(first.common());
    }

    private String line(Tone tone, String word, Address target, String text) {
        return line(tone, word, padded(name(target), NAME_WIDTH) + "  " + text);
    }

    private static String name(Address target) {
        return target.step().isEmpty() ? "batch " + target.batch() : target.step();
    }

    private String line(Tone tone, String word, String text) {
        String shown = padded(word, WORD_WIDTH);
        String coloured =
                switch (tone) {
                    case PLAIN -> shown;
                    case GOOD -> style.good(shown);
                    case NOTABLE -> style.notable(shown);
                    case BAD -> style.bad(shown);
                };
        return "  " + coloured + "  " + SafeText.oneLine(text);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
