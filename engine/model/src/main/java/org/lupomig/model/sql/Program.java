package org.lupomig.model.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a procedure does, where it can be followed.
 *
 * @param variables its parameters in their order, then the variables that it declares
 * @param steps empty where there is a reason
 * @param definer whose privileges it runs with, as {@code user@host}; null where it is whoever calls it
 * @param whyNot why it cannot be followed, one clause; null where it can
 */
public record Program(
        List<ProgramVariable> variables,
        List<ProgramStep> steps,
        @Nullable String definer,
        @Nullable String whyNot) {
    public Program {
        variables = List.copyOf(variables);
        steps = List.copyOf(steps);
    }

    /** One that cannot be followed. */
    public static Program not(String whyNot) {
        return new Program(List.of(), List.of(), null, whyNot);
    }

    /** Its parameters. */
    public List<ProgramVariable> parameters() {
        return variables.stream().filter(each -> !each.mode().isEmpty()).toList();
    }
}
