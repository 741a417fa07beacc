package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.Compilation;
import org.lupomig.compiler.CompileOptions;
import org.lupomig.compiler.Sources;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileItem;
import org.lupomig.compiler.syntax.SyntaxTree;
import org.lupomig.model.plan.Epoch;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.TableClassification;
import org.lupomig.model.source.SourceText;

/** Gives a syntax tree its meaning. */
public final class PlanReader {
    private final SyntaxTree tree;
    private final Sources files;
    private final CompileOptions options;
    private final Report report;
    private final Set<String> used = new HashSet<>();

    private PlanReader(SyntaxTree tree, Sources files, CompileOptions options) {
        this.tree = tree;
        this.files = files;
        this.options = options;
        report = new Report(tree.source());
    }

    /** Compiles a parsed plan. Never throws on account of its text. */
    public static Compilation read(SyntaxTree tree, Sources files, CompileOptions options) {
        PlanReader reader = new PlanReader(tree, files, options);
        tree.diagnostics().forEach(reader.report::say);
        FileItem.Plan plan = tree.root().plan().orElse(null);
        Plan compiled = plan == null ? null : reader.read(plan);
        boolean failed = reader.report.hasErrors();
        List<SourceText> sources = reader.report.sources();
        return new Compilation(
                failed ? null : compiled, compiled, reader.used, reader.report.diagnostics(), tree, sources);
    }

    private @Nullable Plan read(FileItem.Plan plan) {
        plan.clause(Clause.Version.class)
                .ifPresent(clause ->
                        Lengths.version(clause.number().text(), clause.number().span(), report));
        Epoch epoch = Epochs.read(plan, report);
        Scope scope = new Scope();
        Unsupported unsupported = new Unsupported(scope, report);
        Parameters parameters = Parameters.read(plan, options, epoch, used, report);
        Values values = parameters.values();
        Targets targets = new Targets(scope, values, unsupported);
        targets.declare(plan);
        DialectSettings.check(options.dialects(), scope, report);
        List<TableClassification> tables = new Classifications(scope, targets, values).read(plan);
        Imports.Result imports = new Imports(files, report).read(tree.root(), plan, epoch);
        Declarations declarations = Declarations.read(plan, report);
        StepNames names = new StepNames(declarations, imports, scope, report);
        Dependencies dependencies = Dependencies.read(declarations, names, values);
        PlanContext context = new PlanContext(
                report, scope, targets, epoch, unsupported, new PlanFiles(files, report), options.dialects());
        Checksums checksums = new Checksums(tree);
        List<BatchDraft> drafts = new ArrayList<>();
        for (BatchDeclaration batch : declarations.batches()) {
            drafts.add(new BatchReader(context, batch, values.fresh()).read(checksums));
        }
        PlanOrder order = Cycles.order(declarations, dependencies, report);
        if (order == null) {
            return null;
        }
        Assembly assembly = new Assembly(declarations, dependencies, order, drafts, report);
        List<String> pins = assembly.pins();
        var batches = assembly.batches();
        return new Plan(
                tree.source().name(),
                plan.name().text(),
                Headers.version(plan),
                Headers.doc(plan.doc()),
                epoch,
                scope.databases(),
                scope.schemas(),
                tables,
                Headers.packs(plan, values),
                parameters.declared(),
                imports.plans().stream().map(ImportedNames::reference).toList(),
                batches,
                unsupported.found(),
                checksums.ofPlan(plan, pins, parameters.byName()));
    }
}
