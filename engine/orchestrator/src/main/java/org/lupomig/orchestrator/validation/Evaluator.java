package org.lupomig.orchestrator.validation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.NearestName;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.port.FileFacts;
import org.lupomig.orchestrator.port.Target;
import org.lupomig.orchestrator.port.Target.QueryAnswer;

/** Computes expressions by reading facts from the server and the file tree. */
final class Evaluator {
    private final Target.Facts facts;
    private final FileFacts files;
    private final @Nullable String defaultSchema;
    private final Set<String> schemas;

    /**
     * Over these facts.
     *
     * @param schemas that the plan declares, or its statements name, in lower case: without one of these nothing is in
     *     it; any other that is not there was mistyped
     */
    Evaluator(Target.Facts facts, FileFacts files, @Nullable String defaultSchema, Set<String> schemas) {
        this.schemas = Set.copyOf(schemas);
        this.facts = facts;
        this.files = files;
        this.defaultSchema = defaultSchema;
    }

    /** An expression that cannot be computed; one clause says why. */
    static final class Incomputable extends Exception {
        private static final long serialVersionUID = 1L;

        Incomputable(String reason) {
            super(reason);
        }
    }

    /**
     * Computes.
     *
     * @param before values of {@code before(…)}, encoded, by key
     * @param elapsed since what is checked began
     * @param lenient whether what does not exist counts 0, as it does inside {@code before}
     */
    Value value(Expression expression, Map<String, String> before, Duration elapsed, boolean lenient)
            throws Incomputable {
        return new Pass(before, elapsed, lenient).value(expression);
    }

    /** Reads for one expectation; each fact once, so that everything said of it is said of the same values. */
    Pass pass(Map<String, String> before, Duration elapsed, boolean lenient) {
        return new Pass(before, elapsed, lenient);
    }

    /** One reading. */
    final class Pass {
        private final Map<Expression, Value> read = new HashMap<>();
        private final Map<String, String> before;
        private final Duration elapsed;
        private final boolean lenient;

        private Pass(Map<String, String> before, Duration elapsed, boolean lenient) {
            this.before = before;
            this.elapsed = elapsed;
            this.lenient = lenient;
        }

        Value value(Expression e) throws Incomputable {
            if (e instanceof Expression.NumberLiteral literal) {
                return new Value.Num(literal.value());
            } else if (e instanceof Expression.BooleanLiteral literal) {
                return new Value.Bool(literal.value());
            } else if (e instanceof Expression.TextLiteral literal) {
                return new Value.Text(literal.value());
            } else if (e instanceof Expression.DurationLiteral literal) {
                return new Value.Span(literal.value());
            } else if (e instanceof Expression.Arithmetic arithmetic) {
                return Arithmetic.compute(arithmetic.operator(), value(arithmetic.left()), value(arithmetic.right()));
            } else if (e instanceof Expression.Negate negate) {
                return Arithmetic.negate(value(negate.operand()));
            } else if (e instanceof Expression.Comparison comparison) {
                return new Value.Bool(
                        Comparing.holds(comparison.operator(), value(comparison.left()), value(comparison.right())));
            } else if (e instanceof Expression.Within within) {
                return within(within);
            } else if (e instanceof Expression.And and) {
                return new Value.Bool(truth(and.left()) && truth(and.right()));
            } else if (e instanceof Expression.Or or) {
                return new Value.Bool(truth(or.left()) || truth(or.right()));
            } else if (e instanceof Expression.Not not) {
                return new Value.Bool(!truth(not.operand()));
            } else if (e instanceof Expression.Before earlier) {
                Value stored = Value.decode(before, earlier.key());
                if (stored == null) {
                    throw new Incomputable("no value of before(" + earlier.key() + ") was stored");
                }
                return stored;
            }
            Value known = read.get(e);
            if (known == null) {
                known = fact(e);
                read.put(e, known);
            }
            return known;
        }

        private Value within(Expression.Within within) throws Incomputable {
            BigDecimal value = Arithmetic.number(value(within.value()));
            BigDecimal of = Arithmetic.number(value(within.of()));
            BigDecimal allowed =
                    of.abs().multiply(within.percent()).divide(BigDecimal.valueOf(100), MathContext.DECIMAL128);
            return new Value.Bool(value.subtract(of).abs().compareTo(allowed) <= 0);
        }

        private boolean truth(Expression e) throws Incomputable {
            Value value = value(e);
            if (value instanceof Value.Bool bool) {
                return bool.flag();
            } else if (value instanceof Value.Num number) {
                return number.number().signum() != 0;
            }
            throw new Incomputable(value.show() + " is neither true nor false");
        }

        private Value fact(Expression e) throws Incomputable {
            if (e instanceof Expression.TableCount count) {
                return tables(count.schema());
            } else if (e instanceof Expression.RowCount count) {
                return counted(facts.rowCount(named(count.table())), "table " + count.table());
            } else if (e instanceof Expression.ColumnCount count) {
                return counted(facts.columnCount(named(count.table())), "table " + count.table());
            } else if (e instanceof Expression.FileCount count) {
                return number(files.count(count.glob()));
            } else if (e instanceof Expression.TableExists exists) {
                return new Value.Bool(facts.tableExists(named(exists.table())));
            } else if (e instanceof Expression.SchemaExists exists) {
                return new Value.Bool(facts.schemaExists(exists.schema()));
            } else if (e instanceof Expression.DatabaseExists) {
                // The run holds a connection to its only database, so it is there.
                return new Value.Bool(true);
            } else if (e instanceof Expression.FileExists exists) {
                return new Value.Bool(files.exists(exists.file()));
            } else if (e instanceof Expression.TableChecksum checksum) {
                String sum = facts.checksum(named(checksum.table()));
                return sum == null ? missing("table " + checksum.table()) : new Value.Text(sum);
            } else if (e instanceof Expression.Elapsed) {
                return new Value.Span(elapsed);
            } else if (e instanceof Expression.QueryScalar query) {
                return answered(facts.query(query.sql(), defaultSchema));
            }
            throw new Incomputable(
                    "this version does not compute " + e.getClass().getSimpleName());
        }

        private Value tables(String schema) throws Incomputable {
            long count = facts.tableCount(schema);
            if (count > 0
                    || lenient
                    || schemas.contains(schema.toLowerCase(Locale.ROOT))
                    || facts.schemaExists(schema)) {
                return number(count);
            }
            String near = NearestName.of(schema, schemas)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            throw new Incomputable(
                    "there is no schema '" + schema + "', and the plan neither declares nor makes it" + near);
        }

        private Value answered(QueryAnswer answer) throws Incomputable {
            if (answer instanceof QueryAnswer.Numeric number) {
                return new Value.Num(number.value());
            } else if (answer instanceof QueryAnswer.Text text) {
                return new Value.Text(text.value());
            } else if (answer instanceof QueryAnswer.Nothing) {
                return new Value.Nothing("the query gave NULL");
            } else if (answer instanceof QueryAnswer.Unusable unusable && !lenient) {
                throw new Incomputable(unusable.reason());
            }
            return number(0);
        }

        private Value counted(@Nullable Long count, String what) throws Incomputable {
            return count == null ? missing(what) : number(count);
        }

        private Value missing(String what) throws Incomputable {
            if (lenient) {
                return number(0);
            }
            throw new Incomputable(what + " does not exist");
        }

        private ObjectName named(ObjectName name) {
            return name.in(defaultSchema);
        }
    }

    private static Value number(long value) {
        return new Value.Num(BigDecimal.valueOf(value));
    }
}
