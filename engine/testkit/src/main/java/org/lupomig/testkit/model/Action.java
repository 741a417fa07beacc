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
        RUN_BESIDE_ANOTHER,
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
            case FREEZE, EMERGENCY, THAW, HOURS_PASS, DAYS_PASS, OTHERS_WRITE -> false;
            default -> true;
        };
    }

    /** The same, with less to it. */
    public List<Action> simpler() {
        List<Action> out = new ArrayList<>();
        if (verb != Verb.RUN) {
            out.add(new Action(Verb.RUN, batch, 0, 0, false, false));
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
            case HOURS_PASS, PURGE_EXPIRED, FREEZE, EMERGENCY, THAW -> verb.name();
            case DAYS_PASS -> verb + " " + days();
            case RUN, RETRY, RESOLVE, PURGE_BATCH -> verb + of;
            case RUN_FAILING, OTHERS_WRITE, RUN_BESIDE_ANOTHER -> verb + of + " step " + step;
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
