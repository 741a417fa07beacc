package org.lupomig.orchestrator.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.RunRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.rollback.TakenBackByHand;

/**
 * Steps of a batch that a person can say something of.
 *
 * @param run whose undo of them failed
 * @param steps all of the batch
 * @param open those whose undo failed
 * @param meant those of them that are asked for
 * @param differences of what is there from what the person says
 * @param byHand where it is of what has completed; null where it is of steps whose undo failed
 */
record Resolvable(
        BatchRecord batch,
        RunRecord run,
        List<StepRecord> steps,
        List<StepRecord> open,
        List<StepRecord> meant,
        List<String> differences,
        @Nullable TakenBackByHand byHand) {
    private static final int MOST_TOLD = 20;

    Resolvable {
        differences = List.copyOf(differences);
    }

    /** The same, with what differs. */
    Resolvable differing(List<String> found) {
        return new Resolvable(batch, run, steps, open, meant, found, byHand);
    }

    /** What has changed since this was looked at before, as a clause; empty where nothing has that matters. */
    String since(Resolvable before) {
        if (run.id() != before.run().id() || !steps.equals(before.steps())) {
            return "another command has been at work on it";
        }
        return differences.equals(before.differences()) ? "" : "what is on the server has changed";
    }

    /** Steps that are not asked for, and whose undo failed too, for people. */
    String waiting() {
        return open.stream()
                .filter(step -> !meant.contains(step))
                .map(step -> step.address().step())
                .collect(Collectors.joining(", "));
    }

    /** What is recorded, as a sentence. */
    String recorded(Resolve.As as, String verb) {
        String names = meant.size() == 1
                ? meant.get(0).address().toString()
                : "each of "
                        + meant.stream().map(step -> step.address().toString()).collect(Collectors.joining(", "));
        return names + " " + verb + " recorded as " + as.words();
    }

    /** As many as a person reads. */
    static List<String> told(List<String> all) {
        if (all.size() <= MOST_TOLD) {
            return all;
        }
        List<String> out = new ArrayList<>(all.subList(0, MOST_TOLD));
        out.add("and " + (all.size() - MOST_TOLD) + " more");
        return out;
    }
}
