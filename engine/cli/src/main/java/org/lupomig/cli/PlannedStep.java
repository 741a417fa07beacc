package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.Shown;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Step;

/** The step of a plan that a name means, by the plan's file. */
final class PlannedStep {
    private static final int MOST_LISTED = 20;

    private PlannedStep() {}

    /**
     * Finds it.
     *
     * @param name {@code plan.batch.step}, of which left parts may be left out where one step is meant all the same
     */
    static Answer<Address> of(Plan plan, String name) {
        List<Address> matching = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Step step : plan.steps()) {
            String whole = step.address().toString();
            names.add(inPlan(step.address()));
            if (whole.equals(name) || whole.endsWith("." + name)) {
                matching.add(step.address());
            }
        }
        if (matching.size() == 1) {
            return Answer.of(matching.get(0));
        }
        if (!matching.isEmpty()) {
            List<String> candidates = matching.stream().map(PlannedStep::inPlan).toList();
            return Answer.no(CliMessage.AMBIGUOUS_PLANNED_STEP, name, String.join(", ", candidates));
        }
        for (Batch batch : plan.batches()) {
            boolean named = name.equals(batch.name()) || name.equals(plan.name() + "." + batch.name());
            if (named && !batch.steps().isEmpty()) {
                Step last = batch.steps().get(batch.steps().size() - 1);
                return Answer.no(
                        CliMessage.NO_PLANNED_STEP,
                        plan.name(),
                        name,
                        "it is a batch, whose last step is " + inPlan(last.address()));
            }
        }
        String more = names.size() > MOST_LISTED ? " and " + (names.size() - MOST_LISTED) + " more" : "";
        String there = "there are "
                + String.join(", ", names.stream().limit(MOST_LISTED).toList()) + more;
        List<String> near = new ArrayList<>(names);
        plan.steps().forEach(step -> near.add(step.address().step()));
        return Answer.no(CliMessage.NO_PLANNED_STEP, plan.name(), Shown.of(name), Nearest.hint(name, near, there));
    }

    private static String inPlan(Address address) {
        return address.batch() + "." + address.step();
    }
}
