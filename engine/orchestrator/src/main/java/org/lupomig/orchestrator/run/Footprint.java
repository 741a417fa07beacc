package org.lupomig.orchestrator.run;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Step;
import org.lupomig.model.plan.Undo;
import org.lupomig.model.plan.Validation;
import org.lupomig.model.sql.MaintenanceFact;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SequenceFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.SessionWork;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.Touch;
import org.lupomig.model.sql.TransactionFact;
import org.lupomig.model.sql.UndoForecast;
import org.lupomig.model.sql.ViewFact;
import org.lupomig.orchestrator.port.StatementReader;

/**
 * Everything that a step may read or change, as far as its text and its checks tell, its way back included. Names are
 * compared without their case: a server may have one name for all spellings.
 */
final class Footprint {
    private final UnaryOperator<ObjectName> whole;
    private final @Nullable String ownSchema;
    private final Set<ObjectName> read = new HashSet<>();
    private final Set<ObjectName> changed = new HashSet<>();
    private final Set<String> schemasNeeded = new HashSet<>();
    private final Set<String> schemasCounted = new HashSet<>();
    private final Set<String> schemasChanged = new HashSet<>();
    private final Set<String> schemasRefilled = new HashSet<>();
    private boolean anything;
    private long mask;

    private Footprint(@Nullable String ownSchema, UnaryOperator<ObjectName> whole) {
        this.ownSchema = ownSchema;
        this.whole = whole;
    }

    /**
     * Of one step.
     *
     * @param ofBatch checks of its batch
     * @param reader reads the questions of checks
     * @param defaultSchema what unqualified names in these mean
     * @param ownSchema what unqualified names in statements mean where nothing else says it
     * @param whole from a name to the one by which it, and what hangs together with it, is known
     */
    static Footprint of(
            Step step,
            List<Validation> ofBatch,
            StatementReader reader,
            @Nullable String defaultSchema,
            @Nullable String ownSchema,
            UnaryOperator<ObjectName> whole) {
        Footprint footprint = new Footprint(ownSchema, whole);
        step.statements().forEach(footprint::add);
        if (step.undo() instanceof Undo.Authored authored) {
            authored.statements().forEach(footprint::add);
        }
        Questions questions = footprint.new Questions(reader, defaultSchema);
        if (step.when() != null) {
            questions.add(step.when(), step);
        }
        step.validations().forEach(validation -> questions.add(validation, step));
        // What is checked after each step sees what others do meanwhile.
        ofBatch.stream()
                .filter(validation -> validation.phase() == Validation.Phase.DURING)
                .forEach(validation -> questions.add(validation, step));
        return footprint;
    }

    /** Every table that it names. */
    Set<ObjectName> tables() {
        Set<ObjectName> all = new HashSet<>(read);
        all.addAll(changed);
        return all;
    }

    /** Nothing is known of it any more. */
    void isAnything() {
        anything = true;
    }

    /** Whether neither changes what the other reads or changes. */
    boolean isApartFrom(Footprint other) {
        if (anything || other.anything) {
            return false;
        }
        // Most have nothing to do with each other, and of very many steps each is held against each.
        boolean tables = (mask & other.mask) == 0 || (leavesTables(other) && other.leavesTables(this));
        return tables && leavesSchemas(other) && other.leavesSchemas(this);
    }

    private boolean leavesTables(Footprint other) {
        return none(changed, other.changed) && none(changed, other.read);
    }

    private boolean leavesSchemas(Footprint other) {
        return none(schemasChanged, other.schemasChanged)
                && none(schemasChanged, other.schemasNeeded)
                && none(schemasChanged, other.schemasCounted)
                && (other.schemasCounted.isEmpty() || none(schemasRefilled, other.schemasCounted));
    }

    private static <T> boolean none(Set<T> one, Set<T> other) {
        return one.isEmpty() || other.isEmpty() || Collections.disjoint(one, other);
    }

    private void add(Statement statement) {
        if (statement.undo().strategy() == UndoForecast.Strategy.WAIVED || !staysInItsTables(statement.fact())) {
            anything = true;
        }
        statement.touches().forEach(this::add);
    }

    private void add(Touch touch) {
        if (touch.isUnknown()) {
            anything = true;
            return;
        }
        boolean reads = touch.access() == Touch.Access.READS;
        String schema = lower(touch.schema() == null ? ownSchema : touch.schema());
        if (touch.table() == null) {
            (reads ? schemasNeeded : schemasChanged).add(schema);
            return;
        }
        add(schema, new ObjectName(touch.schema(), touch.table()), reads ? read : changed);
        if (!reads && touch.access() != Touch.Access.WRITES) {
            schemasRefilled.add(schema);
        }
    }

    private void add(String schema, ObjectName table, Set<ObjectName> to) {
        ObjectName name = whole.apply(table);
        to.add(name);
        mask |= 1L << (name.hashCode() & 63);
        schemasNeeded.add(schema);
    }

    /** Whether all that a statement does is done to the tables and schemas that it names, or to its own session. */
    private static boolean staysInItsTables(StatementFact fact) {
        if (fact instanceof SessionFact.SetStatement set) {
            return staysInItsTables(set.statement());
        }
        return SessionWork.of(fact) != null
                || fact instanceof TransactionFact
                || fact instanceof StatementFact.CreateSchema
                || fact instanceof StatementFact.AlterSchema
                || fact instanceof StatementFact.DropSchema
                || fact instanceof StatementFact.CreateTable
                || fact instanceof StatementFact.AlterTable
                || fact instanceof StatementFact.RenameTable
                || fact instanceof StatementFact.TruncateTable
                || fact instanceof StatementFact.DropTable
                || fact instanceof StatementFact.Insert
                || fact instanceof StatementFact.UseSchema
                || fact instanceof RowFact.Replace
                || fact instanceof RowFact.Update
                || fact instanceof RowFact.Delete
                || fact instanceof MaintenanceFact.TableCare
                || fact instanceof SequenceFact
                || fact instanceof ViewFact;
    }

    static String lower(@Nullable String name) {
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** What checks ask. */
    private final class Questions {
        private final StatementReader reader;
        private final @Nullable String defaultSchema;

        Questions(StatementReader reader, @Nullable String defaultSchema) {
            this.reader = reader;
            this.defaultSchema = defaultSchema;
        }

        void add(Validation validation, Step step) {
            validation.expectations().forEach(expectation -> add(expectation.condition(), step));
        }

        void add(Expression expression, Step step) {
            if (expression instanceof Expression.TableCount count) {
                schemasCounted.add(lower(count.schema()));
            } else if (expression instanceof Expression.RowCount count) {
                read(count.table());
            } else if (expression instanceof Expression.ColumnCount count) {
                read(count.table());
            } else if (expression instanceof Expression.TableExists exists) {
                read(exists.table());
            } else if (expression instanceof Expression.TableChecksum checksum) {
                read(checksum.table());
            } else if (expression instanceof Expression.SchemaExists exists) {
                schemasNeeded.add(lower(exists.schema()));
            } else if (expression instanceof Expression.QueryScalar query) {
                Statement asked =
                        reader.late(query.sql(), defaultSchema, step.location()).statement();
                if (asked == null || !(asked.fact() instanceof StatementFact.Query)) {
                    anything = true;
                } else {
                    asked.touches().forEach(Footprint.this::add);
                }
            } else if (expression instanceof Expression.CommandStatus) {
                anything = true;
            }
            expression.operands().forEach(operand -> add(operand, step));
        }

        private void read(ObjectName table) {
            ObjectName name = table.in(defaultSchema);
            Footprint.this.add(lower(name.schema() == null ? ownSchema : name.schema()), name, read);
        }
    }
}
