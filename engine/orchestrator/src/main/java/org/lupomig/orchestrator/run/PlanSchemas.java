package org.lupomig.orchestrator.run;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Plan;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.Touch;

/** The schemas that a plan speaks of. */
final class PlanSchemas {
    private PlanSchemas() {}

    /** What unqualified names mean: the first schema declared; null where none is. */
    static @Nullable String first(Plan plan) {
        return plan.schemas().isEmpty() ? null : plan.schemas().get(0).name();
    }

    /** Every schema that the plan changes, reads, declares or counts, in lower case. */
    static Set<String> named(Plan plan) {
        Set<String> names = made(plan);
        for (Batch batch : plan.batches()) {
            batch.validations().forEach(validation -> addFrom(names, validation));
            for (Step step : batch.steps()) {
                step.validations().forEach(validation -> addFrom(names, validation));
            }
        }
        return names;
    }

    /** Every schema that the plan changes, reads or declares, in lower case. */
    static Set<String> made(Plan plan) {
        Set<String> names = new TreeSet<>();
        for (Schema schema : plan.schemas()) {
            add(names, schema.name());
        }
        for (Batch batch : plan.batches()) {
            addFrom(names, batch.undo());
            for (Step step : batch.steps()) {
                addFrom(names, step.undo());
                for (Statement statement : step.statements()) {
                    for (Touch touch : statement.touches()) {
                        add(names, touch.schema());
                    }
                }
            }
        }
        return names;
    }

    private static void addFrom(Set<String> names, Undo undo) {
        if (undo instanceof Undo.Authored authored) {
            for (Statement statement : authored.statements()) {
                statement.touches().forEach(touch -> add(names, touch.schema()));
            }
        }
    }

    private static void addFrom(Set<String> names, Validation validation) {
        validation.expectations().forEach(expectation -> addFrom(names, expectation.condition()));
    }

    private static void addFrom(Set<String> names, Expression expression) {
        if (expression instanceof Expression.TableCount count) {
            add(names, count.schema());
        } else if (expression instanceof Expression.RowCount count) {
            add(names, count.table().schema());
        }
        expression.operands().forEach(operand -> addFrom(names, operand));
    }

    private static void add(Set<String> names, @Nullable String schema) {
        if (schema != null) {
            names.add(schema.toLowerCase(Locale.ROOT));
        }
    }
}
