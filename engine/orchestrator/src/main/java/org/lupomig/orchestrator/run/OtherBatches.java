package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.rollback.Permission;

/** What is to be said of the other batches of a plan where one has failed: each of them is committed by itself. */
final class OtherBatches {
    private static final int MOST_NAMED = 5;

    private final boolean emergency;
    private final Permission permission;
    private final List<BatchRecord> committed = new ArrayList<>();
    private final List<String> notBegun = new ArrayList<>();

    /**
     * As they are now.
     *
     * @param failed the batch that went back, or could not
     * @param emergency whether one stands: nothing is rolled back then
     * @param now as a stamp
     */
    OtherBatches(Plan plan, Batch failed, Store store, boolean emergency, long now) {
        this.emergency = emergency;
        this.permission = new Permission(store, now);
        Map<String, BatchRecord> holding = new HashMap<>();
        for (BatchRecord row : store.batches(plan.name())) {
            if (row.holds()) {
                holding.put(row.batch(), row);
            }
        }
        for (Batch batch : plan.batches()) {
            if (batch.name().equals(failed.name())) {
                continue;
            }
            BatchRecord row = holding.get(batch.name());
            if (row != null) {
                committed.add(row);
            } else if (!batch.steps().isEmpty()) {
                notBegun.add(batch.name());
            }
        }
    }

    /** Which of them stay, with what takes back the last of these, and which have not begun; empty: there are none. */
    String sentence() {
        StringBuilder out = new StringBuilder();
        if (!committed.isEmpty()) {
            boolean one = committed.size() == 1;
            out.append("; ")
                    .append(named(committed.stream().map(BatchRecord::batch).toList()));
            out.append(one ? " stays as it was committed" : " stay as they were committed");
            String command = command(committed.get(committed.size() - 1));
            if (command != null) {
                out.append(one ? " (to take it back: " : " (to take the last of them back: ");
                out.append(command).append(')');
            }
        }
        if (!notBegun.isEmpty()) {
            out.append("; ").append(named(notBegun)).append(notBegun.size() == 1 ? " was" : " were");
            out.append(" not begun");
        }
        return out.toString();
    }

    /** What takes a batch back, with what has completed upon it; null where that would be refused. */
    private @Nullable String command(BatchRecord batch) {
        if (emergency || !permission.refusals(batch).isEmpty()) {
            return null;
        }
        return "lupomig rollback " + batch.name() + (permission.upon(batch).isEmpty() ? "" : " --with-dependents");
    }

    private static String named(List<String> names) {
        if (names.size() == 1) {
            return "batch " + names.get(0);
        }
        if (names.size() > MOST_NAMED) {
            return "batches " + String.join(", ", names.subList(0, MOST_NAMED)) + " and "
                    + Counted.of(names.size() - MOST_NAMED, "other");
        }
        int last = names.size() - 1;
        return "batches " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
