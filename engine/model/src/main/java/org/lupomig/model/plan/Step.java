package org.lupomig.model.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.state.RollbackClass;

/**
 * One migration.
 *
 * @param doc its doc comment, or empty
 * @param database name of the database it works on
 * @param position its place in the plan's order, from 1
 * @param wave the first moment at which it could run, from 1: one more than the latest wave it waits for
 * @param dependencies what it waits for, sorted
 * @param when null: always
 * @param files the SQL files and blocks it is made of, for people: {@code sql/a.sql} or {@code sql block at 12:5}
 * @param statements what it sends, in order
 * @param undo how it is undone once it ran whole
 * @param validations checks of the step, in file order
 * @param timeout how long it may take
 * @param retries how often a transient error before the first effect is tried again
 * @param orphans why rows that it leaves may refer to nothing; null where they may not
 * @param checksum SHA-256, hex, of what pins it: its text and files before substitution, and parameter values it uses
 * @param pins the same in parts
 */
public record Step(
        Address address,
        String doc,
        String database,
        int position,
        int wave,
        RollbackClass rollbackClass,
        List<Dependency> dependencies,
        @Nullable Expression when,
        List<String> files,
        List<Statement> statements,
        Undo undo,
        List<Validation> validations,
        Duration timeout,
        int retries,
        @Nullable String orphans,
        String checksum,
        StepPins pins,
        Location location) {
    public Step {
        dependencies = List.copyOf(dependencies);
        files = List.copyOf(files);
        statements = List.copyOf(statements);
        validations = List.copyOf(validations);
    }

    /** Whether nobody knows what it touches, so that no other step may run beside it. */
    public boolean runsAlone() {
        return statements.stream().anyMatch(Statement::touchesUnknown);
    }

    // Equal steps have equal addresses; hashing all that a plan says, again for every set, is felt with many steps.
    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
