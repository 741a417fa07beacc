package org.lupomig.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.cli.config.Config;
import org.lupomig.cli.config.Nearest;
import org.lupomig.cli.config.StrayName;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.DeclaredDatabases;
import org.lupomig.cli.project.Project;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.plan.Database;
import org.lupomig.model.plan.Plan;

/**
 * Looks for addresses that nobody would take. One under a misspelt name is worse than none: the plan would run on the
 * embedded server, and whoever wrote the address would believe that it ran there.
 */
final class StrayAddresses {
    private final TreeSet<String> servers = new TreeSet<>();
    private final TreeSet<String> others = new TreeSet<>();
    private final List<Plan> plans;

    private StrayAddresses(List<Plan> plans) {
        this.plans = plans;
        for (Plan plan : plans) {
            for (Database database : plan.databases()) {
                (database.kind() == Database.Kind.MARIADB ? servers : others).add(database.name());
            }
        }
    }

    /**
     * Refuses what leads elsewhere, and warns of what leads nowhere.
     *
     * @param plans those that the command is about, at least one, all of the project
     */
    static Answer<Config> check(Voice voice, Config config, Project project, List<Plan> plans) {
        StrayAddresses all = new StrayAddresses(plans);
        Answer<Config> flags = all.checkFlags(config);
        return flags.isOk() ? all.checkSettings(voice, config, project) : flags;
    }

    private Answer<Config> checkFlags(Config config) {
        for (String name : config.flaggedDatabases()) {
            if (!servers.contains(name) && !others.contains(name)) {
                return Answer.no(
                        CliMessage.UNKNOWN_DATABASE,
                        plans.get(0).name(),
                        name,
                        Nearest.hint(name, declared(), "it declares " + String.join(", ", declared())));
            }
        }
        return Answer.of(config);
    }

    private Answer<Config> checkSettings(Voice voice, Config config, Project project) {
        List<StrayName> strays = config.strays(servers, others);
        if (strays.isEmpty()) {
            return Answer.of(config);
        }
        // only here: what other plans declare is read from their files
        Optional<Set<String>> elsewhere = DeclaredDatabases.of(project);
        boolean without = servers.stream().anyMatch(name -> config.database(name) == null);
        List<Problem> refusals = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (StrayName stray : strays) {
            String near = stray.near();
            if (elsewhere.isPresent() && elsewhere.get().stream().anyMatch(stray::isOf)) {
                continue;
            }
            // where nobody knows what other plans declare it may be theirs
            if (near != null && elsewhere.isPresent() && stray.isAddress() && config.database(near) == null) {
                refusals.add(
                        Problem.of(CliMessage.MISSPELT_ADDRESS, near, stray.origin(), stray.name(), stray.meant()));
            } else if (near != null) {
                String hint = "did you mean " + stray.meant() + "?";
                warnings.add(Problem.of(CliMessage.STRAY_SETTING, stray.origin(), stray.name(), hint));
            } else if (elsewhere.isPresent() && (without || !stray.isVariable())) {
                // a variable may be for another project, which is no matter where nothing lacks an address
                String hint = (declared().size() == 1 ? "there is " : "there are ") + String.join(", ", declared());
                warnings.add(Problem.of(CliMessage.STRAY_SETTING, stray.origin(), stray.name(), hint));
            }
        }
        voice.partly(warnings);
        return refusals.isEmpty() ? Answer.of(config) : Answer.no(refusals);
    }

    private Set<String> declared() {
        TreeSet<String> names = new TreeSet<>(servers);
        names.addAll(others);
        return names;
    }
}
