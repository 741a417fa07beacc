package org.lupomig.orchestrator.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Address;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.StatementFact.Rename;
import org.lupomig.orchestrator.journal.JournalEntry;
import org.lupomig.orchestrator.port.ObjectState;
import org.lupomig.orchestrator.port.RowImage;

/**
 * What the journal of one run says of tables in the held schema: which step put each there, and what it looked like.
 */
public final class HeldRecords {
    private final String schema;
    private final Map<String, Held> tables = new HashMap<>();
    private final Map<Address, Set<Integer>> statements = new HashMap<>();

    private HeldRecords(String schema) {
        this.schema = schema;
    }

    /**
     * A table that the engine put there, or was about to.
     *
     * @param state what it looked like; null where nobody looked at it afterwards
     */
    public record Held(Address step, ObjectState.@Nullable Present state) {}

    /**
     * Reads a journal.
     *
     * @param schema the held schema
     */
    public static HeldRecords in(List<JournalEntry> journal, String schema) {
        HeldRecords records = new HeldRecords(schema);
        for (JournalEntry entry : journal) {
            switch (entry.kind()) {
                case INTENT -> {
                    StatementIntent intent = StatementIntent.fromJson(entry.data());
                    records.statements
                            .computeIfAbsent(entry.step(), step -> new HashSet<>())
                            .add(intent.ordinal());
                    records.intent(entry.step(), intent);
                }
                case UNDO_INTENT -> records.intent(entry.step(), StatementIntent.fromJson(entry.data()));
                case DONE ->
                    StatementDone.fromJson(entry.data())
                            .after()
                            .objects()
                            .forEach((name, state) -> records.seen(entry.step(), name, state));
                case TRANSITION, BEFORE, NOTED, RETRY, UNDO_DONE, UNDONE, PURGED, FROZEN, THAWED -> {}
            }
        }
        return records;
    }

    /** What is known of a table of this name; null where nothing is. */
    public @Nullable Held of(String table) {
        return tables.get(table);
    }

    /** Whether a step has sent its statement of this number, or was about to. */
    public boolean hasSent(Address step, int ordinal) {
        return statements.getOrDefault(step, Set.of()).contains(ordinal);
    }

    private void intent(Address step, StatementIntent intent) {
        Work work = intent.work();
        Set<ObjectName> names = new LinkedHashSet<>(work.objects());
        if (work instanceof ChangesRows rows) {
            rows.images().stream().map(RowImage::image).forEach(names::add);
        } else if (work instanceof Work.Alters alters && alters.kept() != null) {
            names.add(alters.kept().image());
        }
        for (ObjectName name : names) {
            if (schema.equals(name.schema())) {
                tables.putIfAbsent(name.name(), new Held(step, null));
            }
        }
        if (work instanceof Work.Renames renames) {
            for (Rename pair : renames.pairs()) {
                ObjectState from = intent.before().objects().get(pair.from());
                if (from != null) {
                    seen(step, pair.to(), from);
                }
            }
        }
    }

    private void seen(Address step, ObjectName name, ObjectState state) {
        if (schema.equals(name.schema()) && state instanceof ObjectState.Present present) {
            tables.put(name.name(), new Held(step, present));
        }
    }
}
