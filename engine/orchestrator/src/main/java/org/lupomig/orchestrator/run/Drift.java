package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.StepPins;
import org.lupomig.model.plan.StepPins.Piece;
import org.lupomig.orchestrator.EngineMessage;

/** What of a completed step is not as it was applied. */
final class Drift {
    private static final int MOST_NAMED = 10;

    private static final String TEXT = "the text";

    private final List<String> differences = new ArrayList<>();
    private int values;

    private Drift() {}

    /**
     * What is said of a step whose checksum is another than the one it completed with.
     *
     * @param applied what it was then; null where that was not recorded
     */
    static Problem of(Step step, @Nullable StepPins applied) {
        if (applied == null) {
            return Problem.at(
                    step.location(),
                    EngineMessage.DRIFT,
                    step.address(),
                    "what it was then has not been recorded",
                    TEXT);
        }
        StepPins now = step.pins();
        Drift drift = new Drift();
        drift.parameters(applied.parameters(), now.parameters());
        drift.pieces("", applied.statements(), now.statements());
        drift.pieces("in its undo, ", applied.undo(), now.undo());
        if (!applied.words().equals(now.words())) {
            drift.differences.add("what the plan says of it beside its SQL is changed");
        }
        return drift.differences.isEmpty()
                ? Problem.at(step.location(), EngineMessage.FORMATTING_CHANGED, step.address())
                : Problem.at(step.location(), EngineMessage.DRIFT, step.address(), drift.sentence(), drift.what());
    }

    /** What is to be put back. */
    private String what() {
        String ofValues = values == 1 ? "the value of that parameter" : "the values of these parameters";
        if (values == 0) {
            return TEXT;
        }
        return values == differences.size() ? ofValues : TEXT + ", and " + ofValues + ",";
    }

    private String sentence() {
        int named = Math.min(differences.size(), MOST_NAMED);
        String more = differences.size() > named ? "; and " + (differences.size() - named) + " more" : "";
        return String.join("; ", differences.subList(0, named)) + more;
    }

    /** Values may be secrets: only names are told. */
    private void parameters(SortedMap<String, String> applied, SortedMap<String, String> now) {
        SortedSet<String> names = new TreeSet<>(applied.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String then = applied.get(name);
            if (then == null) {
                differences.add("it uses the parameter '" + name + "' now");
            } else if (!now.containsKey(name)) {
                differences.add("it uses the parameter '" + name + "' no more");
            } else if (!then.equals(now.get(name))) {
                differences.add("the parameter '" + name + "' has another value");
                values++;
            }
        }
    }

    private void pieces(String where, List<Piece> applied, List<Piece> now) {
        int[][] kept = kept(applied, now);
        int then = 0;
        int next = 0;
        while (then < applied.size() || next < now.size()) {
            boolean same = then < applied.size() && next < now.size() && same(applied.get(then), now.get(next));
            if (same) {
                then++;
                next++;
                continue;
            }
            int thenEnd = then;
            int nextEnd = next;
            while (thenEnd < applied.size() || nextEnd < now.size()) {
                if (thenEnd < applied.size() && nextEnd < now.size() && same(applied.get(thenEnd), now.get(nextEnd))) {
                    break;
                }
                boolean skipsThen = nextEnd == now.size()
                        || (thenEnd < applied.size() && kept[thenEnd + 1][nextEnd] >= kept[thenEnd][nextEnd + 1]);
                if (skipsThen) {
                    thenEnd++;
                } else {
                    nextEnd++;
                }
            }
            gap(where, applied.subList(then, thenEnd), now.subList(next, nextEnd));
            then = thenEnd;
            next = nextEnd;
        }
    }

    /** Statements of one kind in one gap are the same ones, changed. */
    private void gap(String where, List<Piece> gone, List<Piece> added) {
        List<Piece> left = new ArrayList<>(gone);
        for (Piece piece : added) {
            Piece before = left.stream()
                    .filter(one -> one.what().equals(piece.what()))
                    .findFirst()
                    .orElse(null);
            if (before != null) {
                left.remove(before);
            }
            differences.add(
                    where + piece.what() + " (" + piece.place() + ") is " + (before == null ? "added" : "changed"));
        }
        for (Piece piece : left) {
            differences.add(where + piece.what() + " (" + piece.place() + " then) is removed");
        }
    }

    /** Lengths of the longest common part of what begins at each pair of places. */
    private static int[][] kept(List<Piece> applied, List<Piece> now) {
        int[][] kept = new int[applied.size() + 1][now.size() + 1];
        for (int i = applied.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                kept[i][j] = same(applied.get(i), now.get(j))
                        ? kept[i + 1][j + 1] + 1
                        : Math.max(kept[i + 1][j], kept[i][j + 1]);
            }
        }
        return kept;
    }

    private static boolean same(Piece then, Piece now) {
        return then.digest().equals(now.digest());
    }
}
