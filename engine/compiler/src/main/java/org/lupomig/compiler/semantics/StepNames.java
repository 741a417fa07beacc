package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.model.plan.Address;

/**
 * Finds steps and batches by name. A name means what stands nearest: in the same batch, else in the same plan, else in
 * an imported one; left parts may be dropped while exactly one match remains.
 */
final class StepNames {
    private final Declarations declarations;
    private final Imports.Result imports;
    private final Scope scope;
    private final Report report;
    private final Map<String, List<StepDeclaration>> byName = new HashMap<>();
    private final Map<String, StepDeclaration> byBatchAndName = new HashMap<>();
    private final Map<String, BatchDeclaration> batches = new HashMap<>();

    StepNames(Declarations declarations, Imports.Result imports, Scope scope, Report report) {
        this.declarations = declarations;
        this.imports = imports;
        this.scope = scope;
        this.report = report;
        for (BatchDeclaration batch : declarations.batches()) {
            batches.putIfAbsent(batch.name(), batch);
        }
        for (StepDeclaration step : declarations.steps()) {
            if (!step.name().isEmpty()
                    && byBatchAndName.putIfAbsent(key(step.batchName(), step.name()), step) == null) {
                byName.computeIfAbsent(step.name(), name -> new ArrayList<>(1)).add(step);
            }
        }
    }

    /** The step that a name in the step {@code of} of {@code batch} means; null where there is none, which is said. */
    @Nullable
    Resolved step(NameParts name, StepDeclaration of, BatchDeclaration batch) {
        List<Resolved> matches = stepMatches(name, batch);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            sayNoStep(name, of, batch);
        } else {
            sayAmbiguous(name, matches);
        }
        return null;
    }

    /** The batch that a name means; null where there is none, which is said. */
    @Nullable
    Resolved batch(NameParts name) {
        List<Resolved> matches = batchMatches(name);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            sayNoBatch(name);
        } else {
            sayAmbiguous(name, matches);
        }
        return null;
    }

    private List<Resolved> stepMatches(NameParts name, BatchDeclaration batch) {
        boolean qualified = name.size() == 3;
        if (name.size() > 3) {
            return List.of();
        }
        String step = name.last();
        String inBatch = name.size() == 1 ? null : name.part(name.size() - 2);
        List<Resolved> matches = new ArrayList<>();
        if (!qualified || name.part(0).equals(declarations.plan())) {
            StepDeclaration near = byBatchAndName.get(key(inBatch == null ? batch.name() : inBatch, step));
            if (near != null) {
                return List.of(new Resolved.OwnStep(near));
            }
            if (inBatch == null) {
                byName.getOrDefault(step, List.of()).forEach(found -> matches.add(new Resolved.OwnStep(found)));
            }
        }
        if (matches.isEmpty()) {
            for (ImportedNames imported : imports.plans()) {
                if (!qualified || name.part(0).equals(imported.plan())) {
                    addMatches(imported, inBatch, step, matches);
                }
            }
        }
        return matches;
    }

    private static void addMatches(
            ImportedNames imported, @Nullable String inBatch, String step, List<Resolved> matches) {
        for (Map.Entry<String, Set<String>> batch : imported.batches().entrySet()) {
            boolean here = inBatch == null || inBatch.equals(batch.getKey());
            if (here && batch.getValue().contains(step)) {
                matches.add(new Resolved.ImportedStep(new Address(imported.plan(), batch.getKey(), step)));
            }
        }
    }

    private List<Resolved> batchMatches(NameParts name) {
        boolean qualified = name.size() == 2;
        List<Resolved> matches = new ArrayList<>();
        if (name.size() > 2) {
            return matches;
        }
        BatchDeclaration own = batches.get(name.last());
        if (own != null && (!qualified || name.part(0).equals(declarations.plan()))) {
            return List.of(new Resolved.OwnBatch(own));
        }
        for (ImportedNames imported : imports.plans()) {
            boolean meant = !qualified || name.part(0).equals(imported.plan());
            if (meant && imported.batches().containsKey(name.last())) {
                matches.add(new Resolved.ImportedBatch(imported.plan() + "." + name.last()));
            }
        }
        return matches;
    }

    private void sayNoStep(NameParts name, StepDeclaration of, BatchDeclaration batch) {
        String kind = kindOf(name);
        if (kind != null) {
            String hint = kind.equals("a batch")
                    ? "Write requires " + name.text() + " in the header of the batch '" + batch.name() + "'."
                    : "Write the name of a step.";
            report.say(CompilerMessage.WRONG_KIND_OF_NAME, name.span(), name.text(), kind, "a step", hint);
            return;
        }
        sayUnknown("step", name, report.mayGuess() ? stepCandidates(name, of, batch) : List.of());
    }

    private void sayNoBatch(NameParts name) {
        boolean isStep = name.size() == 1 && byName.containsKey(name.last());
        String kind = isStep ? "a step" : name.size() == 1 ? scope.kindOf(name.text()) : null;
        if (kind != null) {
            report.say(
                    CompilerMessage.WRONG_KIND_OF_NAME,
                    name.span(),
                    name.text(),
                    kind,
                    "a batch",
                    "Steps are required by steps, batches by batches.");
            return;
        }
        Collection<String> candidates = new TreeSet<>();
        batches.keySet().forEach(batch -> addNamed(candidates, name.size() == 1 ? "" : declarations.plan(), batch));
        imports.plans().forEach(imported -> imported.batches()
                .keySet()
                .forEach(batch -> addNamed(candidates, name.size() == 1 ? "" : imported.plan(), batch)));
        sayUnknown("batch", name, candidates);
    }

    private void sayUnknown(String kind, NameParts name, Collection<String> candidates) {
        if (imports.isPartial() && report.nearest(name.text(), candidates) == null) {
            // it may well be in what could not be read, which has been said
            return;
        }
        report.say(Hints.unknown(report, kind, name.text(), name.span(), candidates, ""));
    }

    private @Nullable String kindOf(NameParts name) {
        if (name.size() == 1 && batches.containsKey(name.text())) {
            return "a batch";
        }
        if (name.size() == 1 && name.text().equals(declarations.plan())) {
            return "a plan";
        }
        return name.size() == 1 ? scope.kindOf(name.text()) : null;
    }

    /** Names written with as many parts as the one that is not there; a step is no candidate for itself. */
    private Collection<String> stepCandidates(NameParts name, StepDeclaration of, BatchDeclaration batch) {
        Collection<String> candidates = new TreeSet<>();
        if (name.size() == 1) {
            batch.steps().forEach(step -> addNamed(candidates, "", step.name()));
            byName.keySet().forEach(step -> addNamed(candidates, "", step));
            candidates.remove(of.name());
            return candidates;
        }
        String plan = name.size() == 2 ? "" : declarations.plan() + ".";
        declarations.steps().forEach(step -> addNamed(candidates, plan + step.batchName(), step.name()));
        candidates.remove(plan + of.batchName() + "." + of.name());
        for (ImportedNames imported : imports.plans()) {
            String other = name.size() == 2 ? "" : imported.plan() + ".";
            imported.batches().forEach((key, steps) -> steps.forEach(step -> addNamed(candidates, other + key, step)));
        }
        return candidates;
    }

    private static void addNamed(Collection<String> names, String qualifier, String name) {
        if (!name.isEmpty()) {
            names.add(qualifier.isEmpty() ? name : qualifier + "." + name);
        }
    }

    private void sayAmbiguous(NameParts name, List<Resolved> matches) {
        List<String> candidates = new ArrayList<>();
        for (Resolved match : matches) {
            candidates.add("'" + shown(match) + "'");
        }
        var said = report.of(CompilerMessage.AMBIGUOUS_NAME, name.span(), name.text(), Hints.list(candidates, " or "));
        for (Resolved match : matches) {
            said = said.withFix(Hints.changeTo(shown(match)), report.edit(name.span(), shown(match)));
        }
        report.say(said);
    }

    private static String shown(Resolved resolved) {
        if (resolved instanceof Resolved.OwnStep own) {
            return own.step().batchName() + "." + own.step().name();
        }
        if (resolved instanceof Resolved.ImportedStep imported) {
            return imported.address().toString();
        }
        return resolved instanceof Resolved.OwnBatch own
                ? own.batch().name()
                : ((Resolved.ImportedBatch) resolved).name();
    }

    private static String key(String batch, String step) {
        return batch + "." + step;
    }
}
