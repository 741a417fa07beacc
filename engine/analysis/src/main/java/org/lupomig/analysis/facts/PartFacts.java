package org.lupomig.analysis.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.syntax.BatchItem;
import org.lupomig.compiler.syntax.Clause;
import org.lupomig.compiler.syntax.FileAction;
import org.lupomig.compiler.syntax.Reference;
import org.lupomig.compiler.syntax.StepItem;
import org.lupomig.model.doctrine.BackupDeclared;
import org.lupomig.model.doctrine.DependencyDeclared;
import org.lupomig.model.doctrine.FilesHandled;
import org.lupomig.model.doctrine.FreezeDeclared;
import org.lupomig.model.doctrine.UndoDeclared;
import org.lupomig.model.doctrine.ValidationDeclared;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Dependency;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** The facts of what stands in one batch and in its steps. */
final class PartFacts {
    private final List<Object> facts;
    private final SourceText text;
    private final Batch batch;

    PartFacts(List<Object> facts, SourceText text, Batch batch) {
        this.facts = facts;
        this.text = text;
        this.batch = batch;
    }

    /** The names that a batch, or one of its steps, waits for. */
    void dependencies(List<Clause> clauses, @Nullable Step step) {
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Requires requires) {
                dependencies(requires.targets(), Dependency.Kind.REQUIRED, step);
            } else if (clause instanceof Clause.OptionalAfter optional) {
                dependencies(optional.targets(), Dependency.Kind.OPTIONAL, step);
            } else if (clause instanceof Clause.Conflicts conflicts) {
                dependencies(conflicts.targets(), Dependency.Kind.CONFLICT, step);
            }
        }
    }

    private void dependencies(List<Reference> targets, Dependency.Kind kind, @Nullable Step step) {
        for (Reference target : targets) {
            facts.add(new DependencyDeclared(batch, step, kind, WrittenName.of(target), at(target.span())));
        }
    }

    void batch(List<BatchItem> items) {
        for (BatchItem item : items) {
            if (item instanceof BatchItem.Freeze freeze) {
                facts.add(new FreezeDeclared(batch, at(freeze.keyword())));
            } else if (item instanceof BatchItem.Backup backup) {
                facts.add(new BackupDeclared(batch, at(backup.keyword())));
            } else if (item instanceof StepItem.Undo undo) {
                facts.add(new UndoDeclared(batch.undo(), batch, null, at(undo.keyword())));
            } else if (item instanceof StepItem.Validate validate) {
                validation(validate, batch.validations(), null);
            }
        }
    }

    void step(List<StepItem> items, Step step) {
        for (StepItem item : items) {
            if (item instanceof StepItem.Undo undo) {
                facts.add(new UndoDeclared(step.undo(), batch, step, at(undo.keyword())));
            } else if (item instanceof StepItem.Validate validate) {
                validation(validate, step.validations(), step);
            } else if (item instanceof StepItem.Files files) {
                List<String> actions = new ArrayList<>();
                for (FileAction action : files.actions()) {
                    actions.add(text.slice(action.keyword()));
                }
                Span place = files.keyword().union(files.glob().span());
                facts.add(new FilesHandled(
                        step, batch, files.handler().text(), files.glob().value(), actions, at(place)));
            }
        }
    }

    private void validation(StepItem.Validate node, List<Validation> validations, @Nullable Step step) {
        for (Validation validation : validations) {
            if (node.span().covers(validation.location().span())) {
                facts.add(new ValidationDeclared(validation, batch, step, validation.location()));
            }
        }
    }

    private Location at(Span span) {
        return Location.of(text, span);
    }
}
