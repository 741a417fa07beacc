package org.lupomig.compiler.semantics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.source.Span;

/**
 * What steps and batches wait for.
 *
 * @param ofSteps by step index, sorted
 * @param stepEdges edges between steps of this plan
 * @param conflicts pairs of steps of this plan that never run at the same time
 * @param batchEdges edges between batches of this plan that the author wrote
 * @param batchConflicts pairs of batches of this plan that never run at the same time
 * @param ofBatches by batch index: names of batches, in the order written
 * @param apart by batch index: names of the batches that it never runs at the same time as, in the order written
 */
record Dependencies(
        List<List<Dependency>> ofSteps,
        List<Edge> stepEdges,
        List<Edge> conflicts,
        List<Edge> batchEdges,
        List<Edge> batchConflicts,
        List<Set<String>> ofBatches,
        List<Set<String>> apart) {

    /**
     * One waits for another.
     *
     * @param from index of the one that waits
     * @param to index of the one waited for
     * @param at where the plan says so
     */
    record Edge(int from, int to, Span at) {}

    static Dependencies read(Declarations declarations, StepNames names, Values values) {
        Reader reader = new Reader(declarations, names, values);
        declarations.batches().forEach(reader::read);
        return reader.result;
    }

    private static final class Reader {
        private final Declarations declarations;
        private final StepNames names;
        private final Values values;
        private final Dependencies result = new Dependencies(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());

        Reader(Declarations declarations, StepNames names, Values values) {
            this.declarations = declarations;
            this.names = names;
            this.values = values;
        }

        void read(BatchDeclaration batch) {
            Set<String> required = new LinkedHashSet<>();
            result.ofBatches.add(required);
            batch.node().clause(Clause.Requires.class).ifPresent(clause -> {
                for (Reference target : clause.targets()) {
                    addBatch(batch, target, required, result.batchEdges);
                }
            });
            Set<String> apart = new LinkedHashSet<>();
            result.apart.add(apart);
            batch.node().clause(Clause.Conflicts.class).ifPresent(clause -> {
                for (Reference target : clause.targets()) {
                    addBatch(batch, target, apart, result.batchConflicts);
                }
            });
            for (StepDeclaration step : batch.steps()) {
                result.ofSteps.add(read(step, batch));
            }
        }

        private void addBatch(BatchDeclaration batch, Reference target, Set<String> found, List<Edge> edges) {
            Resolved resolved = resolveBatch(target);
            if (resolved instanceof Resolved.OwnBatch own) {
                found.add(own.batch().name());
                edges.add(new Edge(batch.index(), own.batch().index(), target.span()));
            } else if (resolved instanceof Resolved.ImportedBatch imported) {
                found.add(imported.name());
            }
        }

        private @Nullable Resolved resolveBatch(Reference target) {
            NameParts parts = NameParts.of(target, values);
            return parts == null ? null : names.batch(parts);
        }

        private List<Dependency> read(StepDeclaration step, BatchDeclaration batch) {
            Optional<Clause.Requires> requires = step.node().clause(Clause.Requires.class);
            Optional<Clause.OptionalAfter> after = step.node().clause(Clause.OptionalAfter.class);
            Optional<Clause.Conflicts> conflicts = step.node().clause(Clause.Conflicts.class);
            if (requires.isEmpty() && after.isEmpty() && conflicts.isEmpty()) {
                return List.of();
            }
            // The strictest comes first: what is required comes earlier, and so not at the same time.
            Set<Dependency> found = new TreeSet<>();
            requires.ifPresent(c -> add(step, batch, c.targets(), Dependency.Kind.REQUIRED, found));
            after.ifPresent(c -> add(step, batch, c.targets(), Dependency.Kind.OPTIONAL, found));
            conflicts.ifPresent(c -> add(step, batch, c.targets(), Dependency.Kind.CONFLICT, found));
            return List.copyOf(found);
        }

        private void add(
                StepDeclaration step,
                BatchDeclaration batch,
                List<Reference> targets,
                Dependency.Kind kind,
                Set<Dependency> found) {
            for (Reference target : targets) {
                NameParts parts = NameParts.of(target, values);
                Resolved resolved = parts == null ? null : names.step(parts, step, batch);
                if (resolved instanceof Resolved.OwnStep own) {
                    add(new Dependency(address(own.step()), kind), found);
                    List<Edge> edges = kind == Dependency.Kind.CONFLICT ? result.conflicts : result.stepEdges;
                    edges.add(new Edge(step.index(), own.step().index(), target.span()));
                } else if (resolved instanceof Resolved.ImportedStep imported) {
                    add(new Dependency(imported.address(), kind), found);
                }
            }
        }

        private static void add(Dependency dependency, Set<Dependency> found) {
            if (found.stream().noneMatch(stricter -> stricter.on().equals(dependency.on()))) {
                found.add(dependency);
            }
        }

        private Address address(StepDeclaration step) {
            return new Address(declarations.plan(), step.batchName(), step.name());
        }
    }
}
