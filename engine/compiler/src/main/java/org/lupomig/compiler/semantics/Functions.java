package org.lupomig.compiler.semantics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.compiler.syntax.Expression.Call;
import org.lupomig.compiler.syntax.Expression.TextLiteral;
import org.lupomig.compiler.syntax.Expression.Use;
import org.lupomig.model.plan.Expression;
import org.lupomig.model.plan.Schema;
import org.lupomig.model.source.MappedText;
import org.lupomig.model.source.Span;
import org.lupomig.sql.SqlScript;
import org.lupomig.sql.sqlite.SqliteScript;

/** The functions of the language. */
final class Functions {
    private static final List<String> NAMES = List.of(
            "before", "checksum", "columns", "command", "elapsed", "exists", "files", "query", "rows", "tables");

    private final PlanContext context;
    private final Values values;
    private final Report report;
    private final String database;
    private final Typing typing;
    private final TableNames tables;
    private boolean inBefore;

    Functions(PlanContext context, Values values, String database, Typing typing) {
        this.context = context;
        this.values = values;
        this.report = values.report();
        this.database = database;
        this.typing = typing;
        this.tables = new TableNames(context.scope(), report);
    }

    /** The names of all functions, sorted. */
    static List<String> names() {
        return NAMES;
    }

    /** Whether a function has this name. */
    static boolean isFunction(String name) {
        return NAMES.contains(name);
    }

    /** A typed call; null where it is wrong, which is said. */
    @Nullable
    Expression read(Call call) {
        return switch (call.function().text()) {
            case "tables" -> tables(call);
            case "rows", "columns", "checksum" -> ofTable(call);
            case "exists" -> exists(call);
            case "files" -> {
                String glob = takes(call, "one pattern of files", 1, 1) ? text(call, 0, "a pattern in quotes") : null;
                yield glob == null ? null : new Expression.FileCount(glob);
            }
            case "elapsed" -> takes(call, "nothing", 0, 0) ? new Expression.Elapsed() : null;
            case "query" -> query(call);
            case "command" -> command(call);
            case "before" -> before(call);
            default -> unknown(call);
        };
    }

    private @Nullable Expression unknown(Call call) {
        String name = call.function().text();
        if (!name.isEmpty()) {
            String nearest = name.equals("count") ? "rows" : report.nearest(name, NAMES);
            String hint =
                    nearest == null ? "There are " + String.join(", ", NAMES) + "." : Hints.hint(nearest, NAMES, "");
            report.say(Hints.withChange(
                    report.of(CompilerMessage.UNKNOWN_FUNCTION, call.function().span(), name, hint),
                    report.plan().name(),
                    call.function().span(),
                    nearest));
        }
        return null;
    }

    private @Nullable Expression tables(Call call) {
        NameParts name = takes(call, "one schema", 1, 1) ? name(call, "the name of a schema") : null;
        if (name == null) {
            return null;
        }
        boolean ofFree = name.size() == 2
                && context.scope().database(name.part(0)) != null
                && context.scope().schemaNames(name.part(0)).isEmpty();
        if (ofFree) {
            return new Expression.TableCount(name.part(0), name.last());
        }
        Schema schema = context.targets().schema(name);
        if (schema == null) {
            return null;
        }
        context.unsupported().noteDatabase(schema.database(), name.span());
        return new Expression.TableCount(schema.database(), schema.name());
    }

    private @Nullable Expression ofTable(Call call) {
        NameParts name = takes(call, "one table", 1, 1) ? name(call, "the name of a table") : null;
        TableNames.Table table = name == null ? null : tables.find(name, database);
        if (name == null || table == null) {
            return null;
        }
        context.unsupported().noteDatabase(table.database(), name.span());
        return switch (call.function().text()) {
            case "rows" -> new Expression.RowCount(table.database(), table.name());
            case "columns" -> new Expression.ColumnCount(table.database(), table.name());
            default -> new Expression.TableChecksum(table.database(), table.name());
        };
    }

    private @Nullable Expression exists(Call call) {
        if (!takes(call, "one table, schema, database or file", 1, 1)) {
            return null;
        }
        Scope scope = context.scope();
        if (call.arguments().get(0) instanceof TextLiteral literal) {
            String text = values.fill(literal.text()).text();
            int dot = text.indexOf('.');
            String first = dot < 0 ? text : text.substring(0, dot);
            // in quotes it is a file, unless it begins with something that is declared
            if (text.indexOf('/') >= 0 || scope.kindOf(first) == null) {
                return new Expression.FileExists(text);
            }
        }
        NameParts name = name(call, "the name of a table, schema or database");
        if (name == null) {
            return null;
        }
        if (name.size() == 1 && scope.database(name.text()) != null) {
            return new Expression.DatabaseExists(name.text());
        }
        Schema schema = name.size() == 1 ? scope.schema(name.text()) : null;
        if (schema != null) {
            return new Expression.SchemaExists(schema.database(), schema.name());
        }
        TableNames.Table table = tables.find(name, database);
        return table == null ? null : new Expression.TableExists(table.database(), table.name());
    }

    private @Nullable Expression query(Call call) {
        if (!takes(call, "a SELECT and, if need be, a database", 1, 2)) {
            return null;
        }
        String in = database;
        if (call.arguments().size() == 2) {
            in = databaseArgument(call);
        }
        boolean isText = call.arguments().get(0) instanceof TextLiteral;
        String sql = text(call, 0, "a SELECT in quotes");
        if (sql == null || in == null || !isText) {
            return null;
        }
        if (in.equals(Scope.NO_DATABASE)) {
            report.say(CompilerMessage.NO_DATABASE, call.function().span(), "query()");
            return null;
        }
        context.unsupported().noteDatabase(in, call.span());
        TextLiteral literal = (TextLiteral) call.arguments().get(0);
        String sqlite = context.scope().sqliteFile(in);
        MappedText filled = values.fill(literal.text());
        String wrong = QueryText.wrongWith(
                sqlite != null
                        ? SqliteScript.read(filled, report.plan(), sqlite)
                        : SqlScript.read(filled, report.plan(), context.scope().defaultSchema(in)));
        if (wrong != null) {
            report.say(CompilerMessage.NOT_A_QUERY, literal.span(), wrong);
            return null;
        }
        return new Expression.QueryScalar(in, sql);
    }

    private @Nullable String databaseArgument(Call call) {
        var argument = call.arguments().get(1);
        NameParts name = null;
        if (argument instanceof Use use) {
            name = NameParts.of(use.reference(), values);
        } else if (argument instanceof TextLiteral literal) {
            name = NameParts.of(literal.text(), values);
        } else {
            sayArgument(call, 1, "the name of a database");
        }
        if (name == null) {
            return null;
        }
        if (context.scope().database(name.text()) == null) {
            report.say(Hints.unknown(
                    report,
                    "database",
                    name.text(),
                    name.span(),
                    context.scope().databaseNames(),
                    "None is declared."));
            return null;
        }
        return name.text();
    }

    private @Nullable Expression command(Call call) {
        String command = takes(call, "one command line", 1, 1) ? text(call, 0, "a command in quotes") : null;
        if (command == null) {
            return null;
        }
        context.unsupported().note("command()", call.span());
        return new Expression.CommandStatus(command);
    }

    private @Nullable Expression before(Call call) {
        if (!takes(call, "one expression", 1, 1)) {
            return null;
        }
        if (inBefore) {
            report.say(CompilerMessage.BEFORE_IN_BEFORE, call.span());
            return null;
        }
        inBefore = true;
        Expression inner = typing.read(call.arguments().get(0));
        inBefore = false;
        return inner == null ? null : new Expression.Before(ExpressionText.of(inner), inner);
    }

    private boolean takes(Call call, String what, int least, int most) {
        int given = call.arguments().size();
        if (given >= least && given <= most) {
            return true;
        }
        Span brackets = new Span(call.function().span().end(), call.span().end());
        Span wrong = given <= most
                ? brackets
                : call.arguments()
                        .get(most)
                        .span()
                        .union(call.arguments().get(given - 1).span());
        if (!report.hasErrorWithin(call.span())) {
            report.say(
                    CompilerMessage.WRONG_ARGUMENTS,
                    wrong,
                    call.function().text(),
                    what,
                    given == 0 ? "nothing is" : given == 1 ? "one is" : given + " are");
        }
        return false;
    }

    private @Nullable NameParts name(Call call, String what) {
        var argument = call.arguments().get(0);
        if (argument instanceof Use use) {
            return NameParts.of(use.reference(), values);
        }
        if (argument instanceof TextLiteral literal) {
            return NameParts.of(literal.text(), values);
        }
        sayArgument(call, 0, what);
        return null;
    }

    private @Nullable String text(Call call, int index, String what) {
        if (call.arguments().get(index) instanceof TextLiteral literal) {
            return values.fill(literal.text()).text();
        }
        sayArgument(call, index, what, true);
        return null;
    }

    private void sayArgument(Call call, int index, String what) {
        sayArgument(call, index, what, false);
    }

    private void sayArgument(Call call, int index, String what, boolean quoted) {
        var argument = call.arguments().get(index);
        if (argument instanceof org.lupomig.compiler.syntax.Expression.Missing || report.hasErrorWithin(call.span())) {
            return;
        }
        String found;
        String hint = "";
        if (argument instanceof Use use) {
            found = "the name '" + use.reference().text() + "'";
            hint = quoted ? "Put it between double quotes." : "";
        } else {
            Expression typed = typing.read(argument);
            if (typed == null) {
                return;
            }
            found = Types.name(typed.type());
        }
        report.say(CompilerMessage.WRONG_TYPE, argument.span(), call.function().text() + "()", what, found, hint);
    }
}
