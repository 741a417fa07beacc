package org.lupomig.orchestrator.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.state.RollbackClass;
import org.lupomig.model.state.StepStatus;

/** One thing to write to the store; those handed over together are durable together. */
public sealed interface Write {

    /** Appends to {@code lupo_migration_states}. */
    record Journal(JournalEntry entry) implements Write {}

    /** Inserts or replaces the row of a step in {@code migration_files}. */
    record Step(StepRecord step, String handler) implements Write {}

    /** Inserts or replaces the row of a batch in {@code migration_batches}. */
    record Batch(BatchRecord batch, String planChecksum) implements Write {}

    /** Inserts or replaces an edge in {@code migration_dependencies}. */
    record Edge(Address from, Dependency dependency) implements Write {}

    /**
     * Appends to {@code migration_validation_log} and {@code lupo_migration_validations}.
     *
     * @param target the step, or the batch with an empty step name
     * @param type the word of its kind, or {@link #IMPLICIT}; null where it has none
     * @param title as the author wrote it
     * @param outcome {@code passed}, {@code failed} or {@code warned}
     * @param detail the expectation and the values found
     */
    record Validated(
            Address target,
            Validation.Phase phase,
            @Nullable String type,
            String title,
            String outcome,
            String detail,
            long durationMillis,
            long at)
            implements Write {
        /** The type of a check that nobody asked for. */
        public static final String IMPLICIT = "implicit";
    }

    /** Appends to {@code migration_rollback_log}. */
    record RolledBack(
            Address target,
            RollbackClass rollbackClass,
            String reason,
            boolean succeeded,
            int steps,
            long durationMillis,
            String error,
            long at)
            implements Write {}

    /**
     * Publishes the system state as a run moves it: replaces the row of {@code migration_system_state} where it says
     * that the system is normal, or what this run has frozen. Anything else, an emergency above all, stays as it is.
     */
    record Published(SystemState state) implements Write {}

    /**
     * Publishes it as somebody declares it who has seen what it was.
     *
     * @param before where the row says something else by now nothing is written at all: {@code Store.StateMoved}
     */
    record Declared(SystemState state, SystemState before) implements Write {}

    /**
     * Replaces the row of the run in {@code migration_progress}.
     *
     * @param phase what is being done, one word
     * @param percent hundredths of a percent
     * @param secondsLeft how long the rest will take, null where nothing is known
     */
    record Progress(
            String plan,
            String phase,
            int stepsDone,
            int stepsTotal,
            int percent,
            @Nullable Long secondsLeft,
            long at) implements Write {
        /** By the number of steps alone. */
        public Progress(String plan, String phase, int stepsDone, int stepsTotal, long at) {
            this(
                    plan,
                    phase,
                    stepsDone,
                    stepsTotal,
                    stepsTotal == 0 ? 10_000 : (int) (10_000L * stepsDone / stepsTotal),
                    null,
                    at);
        }
    }

    /** Raises an alert in {@code migration_alerts}. */
    record Alert(Level level, String title, String message, long at) implements Write {
        /** How much an alert weighs. */
        public enum Level {
            INFO,
            WARNING,
            ERROR,
            CRITICAL;

            /** The word in the store. */
            public String word() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }
    }

    /**
     * Resolves what a run has raised under a title and nobody has resolved: it has passed.
     *
     * @param raisedBy the run that raised it; 0 for any
     * @param begins what its message begins with; empty for any
     * @param note how it has passed, below the message
     */
    record Settled(long raisedBy, String title, String begins, String note, long at) implements Write {
        /** Whatever it says. */
        public Settled(long raisedBy, String title, String note, long at) {
            this(raisedBy, title, "", note, at);
        }
    }

    /**
     * Inserts or replaces the audit row of one migration in {@code lupo_migration_tracking}.
     *
     * @param tables how many tables it touched
     * @param rollback what is to be known of its way back; null where it did not go back
     */
    record Tracked(
            Address step,
            String version,
            StepStatus status,
            int position,
            int tables,
            String who,
            long durationMillis,
            String error,
            @Nullable Map<String, Object> rollback,
            long at)
            implements Write {
        /** One that did not go back. */
        public Tracked(
                Address step,
                String version,
                StepStatus status,
                int position,
                int tables,
                String who,
                long durationMillis,
                String error,
                long at) {
            this(step, version, status, position, tables, who, durationMillis, error, null, at);
        }
    }

    /** Inserts or replaces a row of {@code lupo_schema_versions}. */
    record SchemaVersion(String schema, String version, long tables, String plan, long at) implements Write {}

    /**
     * Inserts or replaces a row of {@code lupo_table_classifications}.
     *
     * @param status {@code unmigrated}, {@code pending}, {@code migrated} or {@code skipped}
     */
    record Classified(TableClassification classification, String status, long at) implements Write {}

    /** Records a schema's class, kept with its version. */
    record SchemaClassified(Schema schema, long at) implements Write {}

    /** Takes an ended run up again: it counts as under way until it is ended again. */
    record RunReopened(long at) implements Write {}

    /** Ends the run. */
    record RunEnded(RunStatus status, String detail, long durationMillis, long at) implements Write {}
}
