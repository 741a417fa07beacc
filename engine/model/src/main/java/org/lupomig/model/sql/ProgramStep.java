package org.lupomig.model.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a procedure that can be followed: what it sends, what it notes in its variables, what it decides. */
public sealed interface ProgramStep {

    /** A statement that it sends. */
    record Send(Words statement) implements ProgramStep {}

    /**
     * A value that goes into a variable of its own.
     *
     * @param variable its name, in lower case
     */
    record Assign(String variable, Words value) implements ProgramStep {}

    /**
     * The one value of a query that goes into a variable; a query without a row leaves it as it is.
     *
     * @param query without its {@code INTO}
     */
    record Fetch(String variable, Words query) implements ProgramStep {}

    /** Goes the first of these ways whose condition holds, or none. */
    record Choose(List<Branch> branches) implements ProgramStep {
        public Choose {
            branches = List.copyOf(branches);
        }
    }

    /**
     * Steps one after the other.
     *
     * @param label by which it can be left; empty where it has none
     */
    record Block(String label, List<ProgramStep> steps) implements ProgramStep {
        public Block {
            steps = List.copyOf(steps);
        }
    }

    /** Goes on behind the block of that label. */
    record Leave(String label) implements ProgramStep {}

    /**
     * One way.
     *
     * @param condition null where it is gone in any other case
     */
    record Branch(@Nullable Words condition, List<ProgramStep> steps) {
        public Branch {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Words in which variables of the procedure stand.
     *
     * @param text as written
     * @param variables where they stand, in their order
     */
    record Words(String text, List<Place> variables) {
        public Words {
            variables = List.copyOf(variables);
        }

        /** The words with these values in place of the variables. */
        public String with(Map<String, String> values) {
            StringBuilder out = new StringBuilder(text.length());
            int done = 0;
            for (Place place : variables) {
                out.append(text, done, place.start()).append(values.getOrDefault(place.variable(), "NULL"));
                done = place.end();
            }
            return out.append(text, done, text.length()).toString();
        }

        /** Which variables stand in them. */
        public List<String> names() {
            List<String> names = new ArrayList<>();
            variables.forEach(place -> names.add(place.variable()));
            return names;
        }
    }

    /**
     * Where a variable stands.
     *
     * @param variable its name, in lower case
     * @param start in the text
     * @param end behind it
     */
    record Place(String variable, int start, int end) {}
}
