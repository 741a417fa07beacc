package org.lupomig.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.project.Project;
import org.lupomig.cli.wiring.Servers;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Plan;

/**
 * Plans without errors, all of one project.
 *
 * @param plans in the order given, at least one
 */
record PlansToRun(Project project, List<Ready> plans) {
    /**
     * One of them.
     *
     * @param database the name of the database that it runs on
     */
    record Ready(LoadedPlan file, Plan plan, String database) {}

    static Answer<PlansToRun> load(Shell shell, Voice voice, List<String> paths, Map<String, String> parameters) {
        Servers.expected();
        PlanLoader loader = Loading.of(shell, parameters);
        List<Ready> plans = new ArrayList<>();
        Map<String, LoadedPlan> byName = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String path : paths) {
            Answer<LoadedPlan> loaded = PlanSearch.file(path, shell.directory()).then((Path file) -> loader.load(file));
            if (!loaded.isOk()) {
                return Answer.no(loaded.problems());
            }
            LoadedPlan file = loaded.value();
            voice.found(file, file.compilation().diagnostics());
            Answer<Ready> ready = ready(file);
            problems.addAll(ready.problems());
            if (!ready.isOk()) {
                continue;
            }
            if (!plans.isEmpty() && !plans.get(0).file().project().equals(file.project())) {
                return Answer.no(
                        CliMessage.SEVERAL_PROJECTS, plans.get(0).file().name(), file.name());
            }
            LoadedPlan same = byName.put(ready.value().plan().name(), file);
            if (same != null && same.file().equals(file.file())) {
                return Answer.no(CliMessage.GIVEN_TWICE, "the plan", file.name());
            }
            if (same != null) {
                return Answer.no(
                        CliMessage.PLAN_TWICE,
                        same.name(),
                        file.name(),
                        ready.value().plan().name());
            }
            plans.add(ready.value());
        }
        return problems.isEmpty()
                ? Answer.of(new PlansToRun(plans.get(0).file().project(), plans))
                : Answer.no(problems);
    }

    private static Answer<Ready> ready(LoadedPlan file) {
        Plan plan = file.compilation().plan();
        if (plan == null) {
            return Answer.no(CliMessage.PLAN_HAS_ERRORS, file.name());
        }
        for (Database database : plan.databases()) {
            if (database.kind() == Database.Kind.MARIADB) {
                return Answer.of(new Ready(file, plan, database.name()));
            }
        }
        return Answer.no(CliMessage.NO_MARIADB, plan.name());
    }

    /** The step that a name means, of the one plan that there is. */
    Answer<Address> step(String name) {
        return plans.size() == 1
                ? PlannedStep.of(plans.get(0).plan(), name)
                : Answer.no(CliMessage.TO_OF_SEVERAL_PLANS, plans.size());
    }

    /** Refuses or warns of addresses under names that no plan declares: they would be passed over in silence. */
    Answer<Config> checkNames(Voice voice, Config config) {
        List<Plan> all = plans.stream().map(Ready::plan).toList();
        return StrayAddresses.check(voice, config, project, all);
    }
}
