package org.lupomig.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.lupomig.model.plan.Version;

/** The plan that makes the store. It is compiled and run like any other, its parameters being the schemas' names. */
public final class StorePlan {
    /** The version that this program reads and writes. */
    public static final Version VERSION = new Version("1.0.0");

    /** The plan's name, under which no plan of a user may run. */
    public static final String NAME = "lupomig_store";

    /** The plan file, first, and the scripts that it names, relative to it. */
    public static final List<String> FILES =
            List.of("store.lupomig", "orchestration_1_0_0.sql", "ephemeral_1_0_0.sql", "held_1_0_0.sql");

    /** Every table of the store, by schema, sorted. */
    public static final List<String> ORCHESTRATION_TABLES = List.of(
            "lupo_migration_states",
            "lupo_migration_tracking",
            "lupo_migration_validations",
            "lupo_schema_versions",
            "lupo_table_classifications",
            "migration_alerts",
            "migration_batches",
            "migration_dependencies",
            "migration_files",
            "migration_progress",
            "migration_rollback_log",
            "migration_system_state",
            "migration_validation_log");

    /** Every ephemeral table of the store, sorted. */
    public static final List<String> EPHEMERAL_TABLES =
            List.of("lupo_cache", "lupo_job_queue", "lupo_locks", "lupo_sessions", "lupo_temp_data");

    private StorePlan() {}

    /** The text of one of {@link #FILES}. */
    public static String text(String file) {
        try (InputStream in = StorePlan.class.getResourceAsStream("plan/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("the store's plan has no file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of the plan's parameters. */
    public static Map<String, String> parameters(StoreSchemas schemas) {
        return Map.of(
                "orchestration", schemas.orchestration(), "ephemeral", schemas.ephemeral(), "held", schemas.held());
    }
}
