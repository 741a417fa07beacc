package org.lupomig.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens. Any values make sense, each for itself, so that a sequence can be shortened anywhere.
 *
 * @param batch which batch it is about
 * @param step which of its steps; not all verbs go by it
 * @param point how many calls to the outside later a process is killed, or overtaken
 * @param dependents whether what completed upon it goes with it
 * @param discards whether it goes on over later writes
 */
public record Action(Verb verb, int batch, int step, int point, boolean dependents, boolean discards) {
    /** What may happen. */
    public enum Verb {
        RUN,
        RUN_FAILING,
        RUN_KILLED,
        RUN_OVERTAKEN,
        RUN_SILENT,
        RUN_BESIDE_ANOTHER,
        RUN_BESIDE_SAME,
        RUN_BESIDE_COMMON,
        RESTART,
        ROLLBACK,
        ROLLBACK_STEP,
        ROLLBACK_KILLED,
        ROLLBACK_STUCK,
        RETRY,
        RESOLVE,
        PURGE_EXPIRED,
        PURGE_BATCH,
        PURGE_KILLED,
        FREEZE,
        EMERGENCY,
        THAW,
        HOURS_PASS,
        DAYS_PASS,
        OTHERS_WRITE
    }

    /** What a command does that takes locks over. */
    public enum Taker {
        RECOVERS,
        RUNS_SAME,
        RUNS_NEXT
    }

    private static final List<Verb> OFTEN = List.of(
            Verb.RUN,
            Verb.RUN,
            Verb.RUN,
            Verb.RUN_FAILING,
            Verb.RUN_KILLED,
            Verb.ROLLBACK,
            Verb.ROLLBACK_STEP,
            Verb.ROLLBACK_STEP,
            Verb.ROLLBACK_KILLED,
            Verb.OTHERS_WRITE);
    /** Every {@link #point()} is less. */
    public static final int CALLS = 260;

    /** A sequence. */
    public static List<Action> sequence(Random random, int length) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<Verb> verbs = random.nextBoolean() ? OFTEN : List.of(Verb.values());
            actions.add(new Action(
                    verbs.get(random.nextInt(verbs.size())),
                    random.nextInt(ReferenceModel.BATCHES.size()),
                    random.nextInt(5),
                    random.nextInt(CALLS),
                    random.nextInt(3) == 0,
                    random.nextInt(3) == 0));
        }
        return actions;
    }

    /** How many days pass: a window of a week or a month may close, or not. */
    public int days() {
        return 1 + point % 45;
    }

    /** Whether it is a command that nothing comes of in an emergency. */
    public boolean isBarred() {
        return switch (verb) {
            case RESTART, FREEZE, EMERGENCY, THAW, HOURS_PASS, DAYS_PASS, OTHERS_WRITE -> false;
            default -> true;
        };
    }

    /** What the command is that takes the locks over of one that has been silent. */
    public Taker taker() {
        return discards ? Taker.RECOVERS : dependents ? Taker.RUNS_NEXT : Taker.RUNS_SAME;
    }

    /** The same, with less to it. */
    public List<Action> simpler() {
        List<Action> out = new ArrayList<>();
        if (verb != Verb.RUN) {
            out.add(new Action(Verb.RUN, batch, 0, 0, false, false));
        }
        if (batch > 0) {
            out.add(new Action(verb, 0, step, point, dependents, discards));
        }
        if (discards) {
            out.add(new Action(verb, batch, step, point, dependents, false));
        }
        if (dependents) {
            out.add(new Action(verb, batch, step, point, false, discards));
        }
        if (step > 0) {
            out.add(new Action(verb, batch, 0, point, dependents, discards));
        }
        if (point > 0) {
            out.add(new Action(verb, batch, step, point / 2, dependents, discards));
            out.add(new Action(verb, batch, step, point - 1, dependents, discards));
        }
        return out;
    }

    @Override
    public String toString() {
        String of = " " + ReferenceModel.BATCHES.get(batch).name();
        return switch (verb) {
            case RESTART, HOURS_PASS, PURGE_EXPIRED, FREEZE, EMERGENCY, THAW -> verb.name();
            case DAYS_PASS -> verb + " " + days();
            case RUN, RETRY, PURGE_BATCH, OTHERS_WRITE -> verb + of;
            case RESOLVE -> verb + of + (discards ? " as rolled back" : " as completed");
            case RUN_SILENT -> verb + of + " at call " + point + ", then " + taker();
            case RUN_FAILING, RUN_BESIDE_ANOTHER, RUN_BESIDE_SAME, RUN_BESIDE_COMMON -> verb + of + " step " + step;
            case RUN_KILLED, RUN_OVERTAKEN, PURGE_KILLED -> verb + of + " at call " + point;
            case ROLLBACK, ROLLBACK_STEP, ROLLBACK_KILLED, ROLLBACK_STUCK ->
                verb
                        + of
                        + (verb == Verb.ROLLBACK ? "" : " step " + step)
                        + (verb == Verb.ROLLBACK_KILLED ? " at call " + point : "")
                        + (dependents ? " with dependents" : "")
                        + (discards ? " discarding" : "");
        };
    }
}
