package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.port.Store;

/** What is to be said of the other batches of a plan where one has failed: each of them is committed by itself. */
final class OtherBatches {
    private static final int MOST_NAMED = 5;

    private final Plan plan;
    private final List<String> committed = new ArrayList<>();
    private final List<String> notBegun = new ArrayList<>();

    /**
     * As they are now.
     *
     * @param failed the batch that went back, or could not
     */
    OtherBatches(Plan plan, Batch failed, Store store) {
        this.plan = plan;
        Set<String> holding = new HashSet<>();
        for (BatchRecord row : store.batches(plan.name())) {
            if (row.holds()) {
                holding.add(row.batch());
            }
        }
        for (Batch batch : plan.batches()) {
            if (batch.name().equals(failed.name())) {
                continue;
            }
            if (holding.contains(batch.name())) {
                committed.add(batch.name());
            } else if (!batch.steps().isEmpty()) {
                notBegun.add(batch.name());
            }
        }
    }

    /** Which of them stay, with what takes back the last of these, and which have not begun; empty: there are none. */
    String sentence() {
        StringBuilder out = new StringBuilder();
        if (!committed.isEmpty()) {
            String last = committed.get(committed.size() - 1);
            boolean one = committed.size() == 1;
            out.append("; ").append(named(committed)).append(one ? " stays as it was" : " stay as they were");
            out.append(" committed (").append(one ? "to take it back: " : "to take the last of them back: ");
            out.append("lupomig rollback ")
                    .append(plan.name())
                    .append('.')
                    .append(last)
                    .append(')');
        }
        if (!notBegun.isEmpty()) {
            out.append("; ").append(named(notBegun)).append(notBegun.size() == 1 ? " was" : " were");
            out.append(" not begun");
        }
        return out.toString();
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
