package org.lupomig.cli.rehearsal;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.source.Location;

/**
 * What a rehearsal has found.
 *
 * @param server on which it was, for people
 * @param steps all that were run, in the plan's order
 * @param ways what was done; those of the findings are among them
 * @param boundaries how many points between statements there are
 * @param findings what was not as it should be, in the order in which it was found
 * @param notes what was not looked at, one sentence each
 * @param whole whether it came to its end; else somebody has stopped it, and more might have been found
 */
public record RehearsalReport(
        String plan,
        String version,
        String server,
        List<StepReport> steps,
        Set<Way> ways,
        int boundaries,
        List<Finding> findings,
        List<String> notes,
        long millis,
        boolean whole) {
    public RehearsalReport {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        // whatever found something was done, and no report may pass over it
        EnumSet<Way> all = EnumSet.noneOf(Way.class);
        all.addAll(ways);
        findings.forEach(finding -> all.add(finding.way()));
        ways = Collections.unmodifiableSet(all);
        notes = List.copyOf(notes);
    }

    /** What was done to see whether the plan goes back. */
    public enum Way {
        /** It was run, and rolled back. */
        ROLLBACK("rollback"),
        /** It was run once more after that. */
        AGAIN("second run"),
        /** It failed at a boundary. */
        FAILURE("failure"),
        /** The server refused one of its statements, before it did anything or when it was done. */
        REFUSAL("refusal"),
        /** Its process was killed at a boundary. */
        KILL("kill");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        /** The words that users see. */
        public String word() {
            return word;
        }
    }

    /**
     * Something that is not as it should be.
     *
     * @param step to which it is put down
     * @param what for programs: {@code content of table shop.orders}; empty where the engine itself said no
     * @param times at how many boundaries it was found
     */
    public record Finding(Way way, Address step, String what, Problem problem, int times) {
        Finding again() {
            return new Finding(way, step, what, problem, times + 1);
        }
    }

    /**
     * One step.
     *
     * @param forwardMillis how long its statements took
     * @param backMillis how long its way back took
     */
    public record StepReport(
            Address step,
            Location location,
            @Nullable String undo,
            List<StatementReport> statements,
            long forwardMillis,
            long backMillis) {
        public StepReport {
            statements = List.copyOf(statements);
        }
    }

    /**
     * One statement.
     *
     * @param text on one line, without secrets
     * @param strategy how it goes back, in the words of the plan's own listing
     */
    public record StatementReport(Location location, String text, String strategy, String explanation) {}

    /** What was found of one step. */
    public List<Finding> of(Address step) {
        return findings.stream().filter(finding -> finding.step().equals(step)).toList();
    }

    /** Whether a step went back wherever it was broken off. */
    public boolean isReversible(Address step) {
        return of(step).isEmpty();
    }
}
