package org.lupomig.cli.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.rehearsal.RehearsalReport.Finding;
import org.lupomig.cli.rehearsal.RehearsalReport.StatementReport;
import org.lupomig.cli.rehearsal.RehearsalReport.StepReport;
import org.lupomig.cli.rehearsal.RehearsalReport.Way;
import org.lupomig.cli.text.StatementText;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.UndoForecast.Strategy;
import org.lupomig.orchestrator.RunReport;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.store.scratch.Difference;

/**
 * What a rehearsal has found so far, each with the statement that it is put down to: at a boundary the one before it,
 * where it shows for the first time; after a whole run one that has to do with the object.
 */
final class Findings {
    private final Plan plan;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private int count;

    Findings(Plan plan) {
        this.plan = plan;
    }

    /** A step, and the place in it. */
    private record Place(Address step, Location location) {}

    /**
     * Adds differences.
     *
     * @param boundary at which the plan was broken off; null where it ran whole
     * @param event after which they were seen, a noun phrase
     */
    void add(Way way, @Nullable Boundary boundary, String event, List<Difference> differences) {
        for (Difference difference : differences) {
            Place place = boundary == null ? placeOf(difference.object()) : placeOf(boundary);
            CliMessage type = event.equals("the second run") ? CliMessage.NOT_THE_SAME_AGAIN : CliMessage.NOT_AS_BEFORE;
            add(
                    way,
                    place,
                    difference.what(),
                    type == CliMessage.NOT_AS_BEFORE
                            ? Problem.at(place.location(), type, difference.what(), article(event), difference.clause())
                            : Problem.at(place.location(), type, difference.what(), difference.clause()));
        }
    }

    /** Adds that the engine itself said that something did not come to a good end. */
    void engine(Way way, @Nullable Boundary boundary, String what, RunReport report) {
        Place place = boundary == null ? placeOf((ObjectName) null) : placeOf(boundary);
        add(way, place, "", notTakenBack(place.location(), what, report));
    }

    /** Adds undo scripts that were of no avail: what is derived may have made good for them. */
    void scripts(Way way, List<RunEvent.ScriptStopped> scripts) {
        for (RunEvent.ScriptStopped script : scripts) {
            for (Step step : plan.steps()) {
                Address target = script.target();
                boolean meant = target.step().isEmpty()
                        ? step.address().batch().equals(target.batch())
                        : step.address().equals(target);
                if (meant) {
                    add(
                            way,
                            new Place(step.address(), step.location()),
                            script.script(),
                            Problem.at(step.location(), CliMessage.NOT_TAKEN_BACK, script.script(), script.why()));
                    break;
                }
            }
        }
    }

    /** That something did not come to a good end, and why. */
    static Problem notTakenBack(@Nullable Location location, String what, RunReport report) {
        List<String> reasons = new ArrayList<>();
        report.problems().forEach(problem -> reasons.add(problem.message()));
        String why = reasons.isEmpty() ? report.detail() : String.join("; ", reasons);
        return location == null
                ? Problem.of(CliMessage.NOT_TAKEN_BACK, what, why)
                : Problem.at(location, CliMessage.NOT_TAKEN_BACK, what, why);
    }

    /**
     * Adds of each of these steps, of which nothing else is known yet, that it stands where it should have gone back.
     */
    void stay(Way way, List<Address> steps, String batch) {
        for (Step step : plan.steps()) {
            boolean known = findings.values().stream()
                    .anyMatch(finding -> finding.way() == way && finding.step().equals(step.address()));
            if (steps.contains(step.address()) && !known) {
                Place place = new Place(step.address(), step.location());
                add(
                        way,
                        place,
                        "step " + step.address(),
                        Problem.at(step.location(), CliMessage.STEP_STAYS, step.address(), batch));
            }
        }
    }

    /** Adds that a boundary was not come to, as it had been before. */
    void notReached(Way way, Boundary boundary, String instead) {
        Place place = placeOf(boundary);
        add(
                way,
                place,
                boundary.toString(),
                Problem.at(place.location(), CliMessage.BOUNDARY_NOT_REACHED, boundary, instead));
    }

    private static String article(String event) {
        return event.startsWith("the ") || event.startsWith("a ") ? event : "a " + event;
    }

    private void add(Way way, Place place, String what, Problem problem) {
        count++;
        findings.merge(
                way + " " + what + (what.isEmpty() ? " " + place : ""),
                new Finding(way, place.step(), what, problem, 1),
                (known, fresh) -> known.again());
    }

    /** How many were added, those too that were found before. */
    int count() {
        return count;
    }

    /** All, each once. */
    List<Finding> all() {
        return List.copyOf(findings.values());
    }

    private Place placeOf(Boundary boundary) {
        for (Step step : plan.steps()) {
            if (step.address().equals(boundary.step())) {
                int index = Math.max(0, boundary.after() - 1);
                return new Place(
                        step.address(),
                        index < step.statements().size()
                                ? step.statements().get(index).location()
                                : step.location());
            }
        }
        throw new IllegalStateException("no step " + boundary.step());
    }

    /** The likeliest: one without a way back, or with an author's own, before others; the last before earlier ones. */
    private Place placeOf(@Nullable ObjectName object) {
        Place best = null;
        int bestRank = -1;
        for (Step step : plan.steps()) {
            for (Statement statement : step.statements()) {
                int rank = (touches(statement, object) ? 4 : 0) + doubt(step, statement);
                if (rank >= bestRank) {
                    bestRank = rank;
                    best = new Place(step.address(), statement.location());
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("a plan without statements has changed something");
        }
        return best;
    }

    private static int doubt(Step step, Statement statement) {
        if (statement.undo().strategy() == Strategy.WAIVED) {
            return 2;
        }
        return step.undo() instanceof Undo.Derived || statement.undo().strategy() == Strategy.NOTHING ? 0 : 1;
    }

    private static boolean touches(Statement statement, @Nullable ObjectName object) {
        if (object == null) {
            return false;
        }
        for (Touch touch : statement.touches()) {
            if (touch.access() != Touch.Access.READS
                    && object.name().equalsIgnoreCase(touch.table())
                    && (touch.schema() == null || touch.schema().equalsIgnoreCase(object.schema()))) {
                return true;
            }
        }
        return false;
    }

    /** All steps that have statements, with how long they took. */
    List<StepReport> steps(Trace there, Trace back) {
        List<StepReport> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            List<StatementReport> statements = new ArrayList<>();
            for (Statement statement : step.statements()) {
                statements.add(new StatementReport(
                        statement.location(),
                        StatementText.oneLine(statement),
                        statement.undo().strategy().word(),
                        statement.undo().explanation()));
            }
            steps.add(new StepReport(
                    step.address(),
                    step.location(),
                    declared(step.undo()),
                    statements,
                    there.forwardMillis(step.address()),
                    back.backMillis(step.address())));
        }
        return steps;
    }

    private static @Nullable String declared(Undo undo) {
        if (undo instanceof Undo.Authored authored) {
            return "authored, " + authored.file();
        }
        return undo instanceof Undo.Waived waived ? "none, because \"" + waived.reason() + "\"" : null;
    }
}
