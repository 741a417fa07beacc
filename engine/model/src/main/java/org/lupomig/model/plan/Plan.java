package org.lupomig.model.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Location;

/**
 * A compiled plan: everything that a run needs, and nothing that depends on when or where it was compiled.
 *
 * @param file the plan's file, as messages call it
 * @param doc its doc comment, or empty
 * @param epoch null where the plan declares none
 * @param databases declared databases in order; the first is the default
 * @param schemas declared schemas in order
 * @param tables table classifications in order
 * @param packs doctrine packs named, in order
 * @param parameters declared parameters with the values taken, in order
 * @param imports names of plans that must have completed before steps that require them
 * @param batches in an order that respects every dependency and keeps the file's where it can
 * @param unsupported elements that this version compiles but does not run, in file order; a run refuses them by name
 * @param checksum SHA-256, hex, of all that decides what a run does: the text before substitution of the plan and its
 *     files, and the parameters' values without {@code now}
 */
public record Plan(
        String file,
        String name,
        Version version,
        String doc,
        @Nullable Epoch epoch,
        List<Database> databases,
        List<Schema> schemas,
        List<TableClassification> tables,
        List<String> packs,
        List<Parameter> parameters,
        List<ImportedPlan> imports,
        List<Batch> batches,
        List<Unsupported> unsupported,
        String checksum) {
    public Plan {
        databases = List.copyOf(databases);
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        packs = List.copyOf(packs);
        parameters = List.copyOf(parameters);
        imports = List.copyOf(imports);
        batches = List.copyOf(batches);
        unsupported = List.copyOf(unsupported);
    }

    /** All steps in the order they run when nothing runs side by side. */
    public List<Step> steps() {
        return batches.stream().flatMap(batch -> batch.steps().stream()).toList();
    }

    /**
     * A plan named by {@code import}.
     *
     * @param batches those of its batches that have steps, in file order
     */
    public record ImportedPlan(String file, String name, Version version, List<String> batches) {
        public ImportedPlan {
            batches = List.copyOf(batches);
        }
    }

    /**
     * A parameter with the value that this compilation used.
     *
     * @param text whether any text is allowed as value
     */
    public record Parameter(String name, boolean text, String value) {}

    /**
     * Something in the plan that this version reads but does not run.
     *
     * @param what in the author's words, such as {@code files documentation}
     * @param location where it stands
     */
    public record Unsupported(String what, Location location) {}
}
