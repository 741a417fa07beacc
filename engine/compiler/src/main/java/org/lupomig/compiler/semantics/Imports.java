package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.PlanFile;
import org.lupomig.compiler.syntax.Syntax;
import org.lupomig.compiler.syntax.SyntaxTree;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Severity;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.source.SourceText;

/** Reads the plans that a plan imports: their names, and whether imports go round in a circle. */
final class Imports {
    /** Deeper than anybody imports; a longer circle is not looked for. */
    private static final int MOST_NESTED = 200;

    private final Sources files;
    private final Report report;
    private final Map<String, SyntaxTree> trees = new LinkedHashMap<>();

    Imports(Sources files, Report report) {
        this.files = files;
        this.report = report;
    }

    /**
     * The imported plans.
     *
     * @param plans in file order
     * @param isPartial whether one could not be read, so that names may be missing
     */
    record Result(List<ImportedNames> plans, boolean isPartial) {}

    /** Reads all imports of a file. */
    Result read(PlanFile file, FileItem.@Nullable Plan plan, @Nullable Epoch epoch) {
        List<ImportedNames> imported = new ArrayList<>();
        boolean partial = false;
        Map<String, FileItem.Import> byPlan = new LinkedHashMap<>();
        for (FileItem.Import item : file.imports()) {
            SyntaxTree tree = item.path().isMissing() ? null : read(item);
            FileItem.Plan other = tree == null ? null : tree.root().plan().orElse(null);
            if (tree == null || other == null || isCircle(item, tree)) {
                partial = true;
                continue;
            }
            ImportedNames names = ImportedNames.of(tree.source(), other);
            FileItem.Import first = byPlan.putIfAbsent(names.plan(), item);
            if (first != null || (plan != null && plan.name().text().equals(names.plan()))) {
                sayTaken(item, names, first, plan);
                continue;
            }
            sayRegression(item, names, plan, epoch);
            imported.add(names);
        }
        return new Result(imported, partial);
    }

    private @Nullable SyntaxTree read(FileItem.Import item) {
        String path = item.path().value();
        Sources.Reading reading = files.read(report.plan().name(), path);
        if (!(reading instanceof Sources.Found found)) {
            PlanFiles.say(files, report, path, (Sources.Unreadable) reading, item.path());
            return null;
        }
        SyntaxTree tree = parsed(found.source());
        for (Diagnostic diagnostic : tree.diagnostics()) {
            if (diagnostic.severity() == Severity.ERROR) {
                report.remember(tree.source());
                report.say(report.of(CompilerMessage.BROKEN_IMPORT, item.path().span(), path, diagnostic.message())
                        .withRelated(diagnostic.location(), "here"));
                return null;
            }
        }
        return tree;
    }

    private SyntaxTree parsed(SourceText source) {
        return trees.computeIfAbsent(source.name(), name -> Syntax.parse(source));
    }

    /** Whether an import leads back to this plan or to itself; the circle is said where it begins. */
    private boolean isCircle(FileItem.Import item, SyntaxTree tree) {
        List<String> path = new ArrayList<>();
        path.add(report.plan().name());
        List<String> circle = circleFrom(tree, path, new HashSet<>());
        if (circle == null) {
            return false;
        }
        report.say(CompilerMessage.IMPORT_CYCLE, item.path().span(), String.join(" -> ", circle));
        return true;
    }

    private @Nullable List<String> circleFrom(SyntaxTree tree, List<String> path, Set<String> done) {
        String name = tree.source().name();
        int seen = path.indexOf(name);
        if (seen >= 0) {
            List<String> circle = new ArrayList<>(path.subList(seen, path.size()));
            circle.add(name);
            return circle;
        }
        if (!done.add(name) || path.size() > MOST_NESTED) {
            return null;
        }
        path.add(name);
        for (FileItem.Import item : tree.root().imports()) {
            if (files.read(name, item.path().value()) instanceof Sources.Found found) {
                List<String> circle = circleFrom(parsed(found.source()), path, done);
                if (circle != null) {
                    return circle;
                }
            }
        }
        path.remove(path.size() - 1);
        return null;
    }

    private void sayTaken(
            FileItem.Import item, ImportedNames names, FileItem.@Nullable Import first, FileItem.@Nullable Plan plan) {
        Diagnostic said = report.of(CompilerMessage.DUPLICATE_NAME, item.path().span(), "plan", names.plan());
        if (first != null) {
            said = said.withRelated(report.location(first.path().span()), "first imported here");
        } else if (plan != null) {
            said = said.withRelated(report.location(plan.name().span()), "this plan's own name");
        }
        report.say(said);
    }

    private void sayRegression(
            FileItem.Import item, ImportedNames names, FileItem.@Nullable Plan plan, @Nullable Epoch epoch) {
        Epoch other = names.epoch();
        if (plan == null || epoch == null || other == null || epoch.from() >= other.to()) {
            return;
        }
        report.remember(names.source());
        report.say(report.of(
                        CompilerMessage.EPOCH_BEFORE_IMPORT,
                        item.path().span(),
                        plan.name().text(),
                        Epochs.shown(epoch),
                        names.plan(),
                        Epochs.shown(other))
                .withRelated(names.epochAt(), "the imported epoch"));
    }
}
