package org.lupomig.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.project.LoadedPlan;
import org.lupomig.cli.project.PlanLoader;
import org.lupomig.cli.project.PlanSearch;
import org.lupomig.cli.project.Project;

/**
 * What an optional argument PLAN means: a file, or a name in the store.
 *
 * @param plan the plan's name, null where none was given
 * @param isFile whether a file was given
 */
record PlanArgument(Project project, @Nullable String plan, boolean isFile) {

    static Answer<PlanArgument> of(@Nullable String text, Shell shell) {
        if (text == null) {
            return Answer.of(new PlanArgument(here(shell), null, false));
        }
        return isFile(text, shell)
                ? PlanSearch.file(text, shell.directory())
                        .then(loader(shell)::load)
                        .then(PlanArgument::ofFile)
                : Answer.of(new PlanArgument(here(shell), text, false));
    }

    /** Whether an argument is the path of a plan and not a name: names have no such end, and no slash. */
    static boolean isFile(String text, Shell shell) {
        try {
            return text.endsWith(".lupomig")
                    || text.indexOf('/') >= 0
                    || Files.isRegularFile(shell.directory().resolve(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Answer<PlanArgument> ofFile(LoadedPlan plan) {
        String name = plan.planName();
        return name.isEmpty()
                ? Answer.no(CliMessage.UNREADABLE, plan.name(), "it does not name its plan")
                : Answer.of(new PlanArgument(plan.project(), name, true));
    }

    private static PlanLoader loader(Shell shell) {
        return Loading.of(shell, Map.of());
    }

    private static Project here(Shell shell) {
        return Project.at(shell.directory(), shell.directory());
    }
}
