package org.lupomig.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.state.UtcStamp;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.orchestrator.rollback.Permission;

/**
 * A batch in a store, or a step of one.
 *
 * @param server where it has run
 * @param step empty: the whole batch
 */
record BatchName(OpenServer server, String plan, String batch, String step) {
    /** What to do where a file's plan is in no store. */
    static final String NEVER_RUN = "'lupomig run' runs it; where it has run elsewhere, name that server by --database";

    /**
     * Finds the one batch that a name means.
     *
     * @param plan the plan, where it is known from its file
     * @param name {@code plan.batch} or {@code batch}; null for a plan's only batch
     * @param back where it is asked for what is to be rolled back: by which clock. Then it may also mean a step,
     *     {@code batch.step} or {@code plan.batch.step}, or a {@code plan}, of which that is its only batch; null for
     *     all else
     */
    static Answer<BatchName> find(
            List<OpenServer> servers, @Nullable String plan, @Nullable String name, @Nullable InstantSource back) {
        List<BatchName> all = new ArrayList<>();
        for (OpenServer server : servers) {
            for (String known : server.store().plans()) {
                if (plan == null || plan.equals(known)) {
                    for (BatchRecord batch : server.store().batches(known)) {
                        all.add(new BatchName(server, known, batch.batch(), ""));
                    }
                }
            }
        }
        if (plan != null && all.isEmpty()) {
            return Answer.no(CliMessage.NO_SUCH_PLAN, plan, NEVER_RUN);
        }
        List<BatchName> named = new ArrayList<>(all);
        if (back != null && name != null) {
            addSteps(all, named);
        }
        List<BatchName> matching = new ArrayList<>();
        for (BatchName candidate : named) {
            if (name == null || name.equals(candidate.inPlan()) || name.equals(candidate.toString())) {
                matching.add(candidate);
            }
        }
        if (matching.size() == 1) {
            return Answer.of(matching.get(0));
        }
        if (matching.isEmpty()) {
            boolean isPlan = back != null && plan == null && all.stream().anyMatch(one -> one.plan.equals(name));
            return isPlan ? find(servers, name, null, back) : none(all, named, name);
        }
        // Where it is asked which one is to go back, and none can, that is what there is to say.
        List<Problem> refusals = new ArrayList<>();
        for (BatchName match : back == null ? List.<BatchName>of() : matching) {
            List<Problem> own = match.refusals(Objects.requireNonNull(back));
            if (own.isEmpty()) {
                return several(matching, plan, name, servers.size() > 1);
            }
            refusals.addAll(own);
        }
        return refusals.isEmpty()
                ? several(matching, plan, name, servers.size() > 1)
                : Answer.no(refusals.stream().distinct().toList());
    }

    /** Why it cannot be rolled back. */
    private List<Problem> refusals(InstantSource clock) {
        Store store = server.store();
        List<StepRecord> steps = store.steps(plan).stream()
                .filter(row -> row.address().batch().equals(batch))
                .toList();
        long now = UtcStamp.of(server.clock(clock).instant());
        return store.batches(plan).stream()
                .filter(row -> row.batch().equals(batch))
                .flatMap(row -> new Permission(store, now).refusals(row, steps).stream())
                .toList();
    }

    private static void addSteps(List<BatchName> batches, List<BatchName> named) {
        for (BatchName batch : batches) {
            for (StepRecord step : batch.server.store().steps(batch.plan)) {
                if (step.address().batch().equals(batch.batch)) {
                    named.add(new BatchName(
                            batch.server,
                            batch.plan,
                            batch.batch,
                            step.address().step()));
                }
            }
        }
    }

    /** Without its plan. */
    private String inPlan() {
        return step.isEmpty() ? batch : batch + "." + step;
    }

    private static Answer<BatchName> none(List<BatchName> all, List<BatchName> named, @Nullable String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        if (name != null && dot > 0) {
            String before = name.substring(0, dot);
            TreeSet<String> steps = new TreeSet<>();
            named.stream()
                    .filter(one -> !one.step.isEmpty())
                    .filter(one -> before.equals(one.batch) || before.equals(one.plan + "." + one.batch))
                    .forEach(one -> steps.add(one.step));
            if (!steps.isEmpty()) {
                String there = "there are " + String.join(", ", steps);
                return Answer.no(
                        CliMessage.NO_STEP_OF_BATCH,
                        before,
                        Shown.of(name.substring(dot + 1)),
                        Nearest.hint(name.substring(dot + 1), steps, there));
            }
        }
        TreeSet<String> names = new TreeSet<>();
        for (BatchName known : all) {
            names.add(known.toString());
            names.add(known.batch);
        }
        TreeSet<String> addresses = new TreeSet<>();
        all.forEach(known -> addresses.add(known.toString()));
        String there = all.isEmpty() ? "nothing has run here yet" : "there are " + String.join(", ", addresses);
        String hint = Nearest.hint(String.valueOf(name), names, there);
        return Answer.no(CliMessage.NO_SUCH_BATCH, Shown.of(String.valueOf(name)), hint);
    }

    private static Answer<BatchName> several(
            List<BatchName> matching, @Nullable String plan, @Nullable String name, boolean manyServers) {
        TreeSet<String> names = new TreeSet<>();
        for (BatchName match : matching) {
            names.add(manyServers ? match + " on " + match.server.shown() : match.toString());
        }
        String list = String.join(", ", names);
        return name == null
                ? Answer.no(CliMessage.BATCH_NEEDED, String.valueOf(plan), list)
                : Answer.no(CliMessage.AMBIGUOUS_BATCH, name, list);
    }

    @Override
    public String toString() {
        return plan + "." + inPlan();
    }
}
