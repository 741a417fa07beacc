package org.lupomig.model.plan;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pins a step, in parts: what tells later which of them has changed. Nothing in it is the text itself.
 *
 * @param statements what it sends, in order
 * @param undo what its author's undo sends, in order
 * @param words digest of what the plan says of it beside that SQL
 * @param parameters digests of the values that were put in, by name
 */
public record StepPins(List<Piece> statements, List<Piece> undo, String words, SortedMap<String, String> parameters) {
    /** Of a step of which nothing is known. */
    public static final StepPins NONE = new StepPins(List.of(), List.of(), "", new TreeMap<>());

    public StepPins {
        statements = List.copyOf(statements);
        undo = List.copyOf(undo);
        parameters = new TreeMap<>(Map.copyOf(parameters));
    }

    /**
     * One statement; or some that stand together, where a script has very many.
     *
     * @param what its kind, and what it touches, for people
     * @param place its file, line and column; of several those of the first and the last
     * @param digest of its words before parameters are put in; neither blanks, comments nor the case of reserved words
     *     count
     */
    public record Piece(String what, String place, String digest) {}
}
