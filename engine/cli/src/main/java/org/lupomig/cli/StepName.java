package org.lupomig.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.wiring.OpenServer;
import org.lupomig.model.plan.Address;
import org.lupomig.orchestrator.journal.BatchRecord;
import org.lupomig.orchestrator.journal.StepRecord;

/**
 * A step, batch or plan in a store.
 *
 * @param server where it has run
 * @param address with an empty step name for a batch, and with an empty batch name too for a plan
 */
record StepName(OpenServer server, Address address) {
    private static final int MOST_LISTED = 20;

    /**
     * Finds what a name means, on whichever server.
     *
     * @param plan the plan, where it is known from its file
     * @param name {@code plan}, {@code plan.batch} or {@code plan.batch.step}, where the plan's name may be left out;
     *     null for the whole plan
     */
    static Answer<StepName> any(List<OpenServer> servers, @Nullable String plan, @Nullable String name) {
        List<StepName> all = all(servers, plan, true);
        if (plan != null && all.isEmpty()) {
            return Answer.no(CliMessage.NO_SUCH_PLAN, plan, BatchName.NEVER_RUN);
        }
        Map<Address, StepName> matching = new LinkedHashMap<>();
        for (StepName candidate : matching(all, name)) {
            matching.putIfAbsent(candidate.address, candidate);
        }
        return one(List.copyOf(matching.values()), all, name);
    }

    /**
     * Finds the one batch or step that a name means.
     *
     * @param plan the plan, where it is known from its file
     * @param name {@code plan.batch} or {@code plan.batch.step}, where the plan's name may be left out
     */
    static Answer<StepName> only(List<OpenServer> servers, @Nullable String plan, String name) {
        List<StepName> all = all(servers, plan, false);
        return one(matching(all, name), all, name);
    }

    private static List<StepName> all(List<OpenServer> servers, @Nullable String only, boolean plans) {
        List<StepName> all = new ArrayList<>();
        for (OpenServer server : servers) {
            for (String plan : server.store().plans()) {
                if (only != null && !only.equals(plan)) {
                    continue;
                }
                if (plans) {
                    all.add(new StepName(server, new Address(plan, "", "")));
                }
                for (BatchRecord batch : server.store().batches(plan)) {
                    all.add(new StepName(server, new Address(plan, batch.batch(), "")));
                }
                for (StepRecord step : server.store().steps(plan)) {
                    all.add(new StepName(server, step.address()));
                }
            }
        }
        return all;
    }

    private static List<StepName> matching(List<StepName> all, @Nullable String name) {
        List<StepName> whole = new ArrayList<>();
        List<StepName> shortened = new ArrayList<>();
        for (StepName candidate : all) {
            Address address = candidate.address;
            if (name == null ? address.batch().isEmpty() : name.equals(candidate.toString())) {
                whole.add(candidate);
            } else if (!address.batch().isEmpty() && candidate.toString().equals(address.plan() + "." + name)) {
                shortened.add(candidate);
            }
        }
        return whole.isEmpty() ? shortened : whole;
    }

    private static Answer<StepName> one(List<StepName> matching, List<StepName> all, @Nullable String name) {
        String shown = Shown.of(String.valueOf(name));
        if (matching.size() == 1) {
            return Answer.of(matching.get(0));
        }
        if (!matching.isEmpty()) {
            TreeSet<String> names = new TreeSet<>();
            matching.forEach(match -> names.add(match + " on " + match.server.shown()));
            return Answer.no(CliMessage.AMBIGUOUS_STEP, shown, String.join(", ", names));
        }
        TreeSet<String> names = new TreeSet<>();
        all.forEach(known -> names.add(known.toString()));
        List<String> listed = names.stream().limit(MOST_LISTED).toList();
        String there = names.isEmpty()
                ? "nothing has run here yet"
                : "there are " + String.join(", ", listed) + (listed.size() < names.size() ? " and more" : "");
        return Answer.no(CliMessage.NO_SUCH_STEP, shown, Nearest.hint(String.valueOf(name), names, there));
    }

    @Override
    public String toString() {
        return address.plan()
                + (address.batch().isEmpty() ? "" : "." + address.batch())
                + (address.step().isEmpty() ? "" : "." + address.step());
    }
}
