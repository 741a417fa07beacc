package org.lupomig.cli.project;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.PlanItem;
import org.lupomig.compiler.syntax.Syntax;

/** The databases that all plans of a project declare. */
public final class DeclaredDatabases {
    /** A project is no larger; a folder that is, such as somebody's home, is not searched for what is only a hint. */
    public static final int MOST_FILES = 20_000;

    private DeclaredDatabases() {}

    /** Their names; empty where the project's folder is too large to look through. */
    public static Optional<Set<String>> of(Project project) {
        return PlanSearch.inside(project.folder(), MOST_FILES).map(plans -> names(project, plans));
    }

    private static Set<String> names(Project project, Collection<Path> plans) {
        PlanFiles files = new PlanFiles(project);
        Set<String> names = new TreeSet<>();
        for (Path plan : plans) {
            Path folder = plan.getParent();
            // without settings every folder is a project, and a variable may be for one of those
            boolean own = folder != null
                    && Project.at(folder, project.directory()).folder().equals(project.folder());
            if ((own || project.settings() == null) && files.read(plan) instanceof Sources.Found found) {
                Syntax.parse(found.source()).root().plan().stream()
                        .flatMap(parsed -> parsed.items().stream())
                        .filter(PlanItem.Database.class::isInstance)
                        .forEach(item ->
                                names.add(((PlanItem.Database) item).name().text()));
            }
        }
        return names;
    }
}
