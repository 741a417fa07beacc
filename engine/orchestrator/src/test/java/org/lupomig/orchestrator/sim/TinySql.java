package org.lupomig.orchestrator.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.AlterClauses;
import org.lupomig.model.sql.Assignment;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnRef;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.Condition;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.ObjectRef;
import org.lupomig.model.sql.ProgramBody;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.StatementFact;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.TableShape;
import org.lupomig.model.sql.TableSource;
import org.lupomig.model.sql.TriggerFact;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.ViewFact;

/**
 * The SQL of these tests: the statement kinds that the engine runs, with columns that have no types.
 *
 * <p>{@code CREATE TABLE s.t (id, name, KEY k, FK f REFERENCES s.other)}, {@code INSERT INTO s.t VALUES 1, 2},
 * {@code UPDATE s.t SET name = x WHERE id = 1}, and RENAME, ALTER, DROP, USE as the server has them. What begins with
 * another word is a statement that has no way back.
 */
final class TinySql {
    private static final Span AT = Span.at(0);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.]+|[(),*]");

    /**
     * One statement, read.
     *
     * @param items of a CREATE TABLE's list, each with its words
     * @param values of an INSERT; or column and value that an UPDATE gives, and behind them those of a condition
     */
    record Parsed(StatementFact fact, List<List<String>> items, List<String> values) {}

    private record Token(String text, Span span) {}

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private TinySql(String sql) {
        this.sql = sql;
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(), new Span(matcher.start(), matcher.end())));
        }
    }

    static Parsed parse(String sql) {
        return new TinySql(sql).statement();
    }

    private Parsed statement() {
        String first = word();
        return switch (first) {
            case "CREATE" ->
                peek("SCHEMA") || peek("DATABASE")
                        ? createSchema()
                        : peek(peek("OR") ? 2 : 0, "TABLE") ? createTable() : createOther();
            case "RENAME" -> fact(rename());
            case "ALTER" -> fact(alter());
            case "INSERT" -> insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "TRUNCATE" -> fact(truncate());
            case "DROP" ->
                accept("VIEW")
                        ? fact(new ViewFact.DropViews(tables(), null, null, AT))
                        : accept("TRIGGER")
                                ? fact(new TriggerFact.DropTrigger(object(), null, AT))
                                : fact(accept("SCHEMA") ? dropSchema() : dropTable());
            case "USE" -> fact(new StatementFact.UseSchema(name()));
            case "SELECT" -> fact(new StatementFact.Query(List.of()));
            case "SET" -> fact(new StatementFact.SetNames());
            case "PREPARE" -> prepare();
            case "EXECUTE" -> fact(new DynamicFact.Execute(name(), Uses.NONE, List.of(), AT));
            default -> fact(new StatementFact.Refused(first, "it has no way back", Span.at(0)));
        };
    }

    /** {@code CREATE [OR REPLACE] VIEW s.v text} and {@code CREATE [OR REPLACE] TRIGGER s.g ON s.t text}. */
    private Parsed createOther() {
        boolean orReplace = accept("OR");
        if (orReplace) {
            expect("REPLACE");
        }
        boolean view = accept("VIEW");
        if (!view) {
            expect("TRIGGER");
        }
        Span opening = new Span(0, tokens.get(next).span().start() - 1);
        ObjectRef object = object();
        TableRef on = ref(object.name());
        if (!view) {
            expect("ON");
            on = ref(objectName());
        }
        Span text = tokens.get(next).span();
        List<String> body = List.of(name());
        ProgramBody program = new ProgramBody(text, List.of(), Uses.NONE, List.of(), List.of());
        StatementFact fact = view
                ? new ViewFact.CreateView(
                        on,
                        orReplace,
                        null,
                        new ViewFact.ViewDefinition(null, null, null, List.of(), text, Uses.NONE, null),
                        opening)
                : new TriggerFact.CreateTrigger(
                        object, orReplace, null, null, "BEFORE", List.of("INSERT"), on, null, program, opening);
        return new Parsed(fact, List.of(), body);
    }

    /** {@code PREPARE p FROM q}: the text is in the server's variable {@code q}. */
    private Parsed prepare() {
        String name = name();
        expect("FROM");
        Span variable = tokens.get(next).span();
        return fact(new DynamicFact.Prepare(name, new DynamicFact.TextSource(null, name(), variable, Uses.NONE), AT));
    }

    private ObjectRef object() {
        ObjectName name = objectName();
        return new ObjectRef(name, name.schema() != null, AT);
    }

    private List<TableRef> tables() {
        List<TableRef> tables = new ArrayList<>();
        do {
            tables.add(ref(objectName()));
        } while (accept(","));
        return tables;
    }

    private Parsed createSchema() {
        if (!accept("DATABASE")) {
            expect("SCHEMA");
        }
        Span guard = guard("IF", "NOT", "EXISTS");
        return fact(new StatementFact.CreateSchema(name(), false, guard, List.of(), AT));
    }

    private Parsed createTable() {
        boolean orReplace = accept("OR");
        if (orReplace) {
            expect("REPLACE");
        }
        expect("TABLE");
        Span guard = guard("IF", "NOT", "EXISTS");
        ObjectName table = objectName();
        if (accept("LIKE")) {
            return createTable(table, orReplace, guard, ref(objectName()), List.of(), List.of());
        }
        if (accept("SELECT")) {
            return fillTable(table, orReplace, guard);
        }
        expect("(");
        List<List<String>> items = new ArrayList<>();
        List<ForeignKey> references = new ArrayList<>();
        do {
            List<String> words = new ArrayList<>();
            while (!peek(",") && !peek(")")) {
                words.add(name());
            }
            items.add(words);
            if (words.get(0).equals("FK")) {
                references.add(foreignKey(words.get(1), objectName(words.get(3))));
            }
        } while (accept(","));
        return createTable(table, orReplace, guard, null, references, items);
    }

    /** {@code CREATE TABLE s.t SELECT 1, 2}: a row of each. */
    private Parsed fillTable(ObjectName table, boolean orReplace, @Nullable Span guard) {
        List<String> values = new ArrayList<>();
        do {
            values.add(name());
        } while (accept(","));
        StatementFact.TableQuery query = new StatementFact.TableQuery(null, Uses.NONE, AT, AT);
        return new Parsed(
                new StatementFact.CreateTable(ref(table), orReplace, false, guard, null, TableShape.EMPTY, query, AT),
                List.of(List.of("id")),
                values);
    }

    private static Parsed createTable(
            ObjectName table,
            boolean orReplace,
            @Nullable Span guard,
            @Nullable TableRef model,
            List<ForeignKey> references,
            List<List<String>> items) {
        TableShape shape = new TableShape(List.of(), List.of(), references, List.of(), List.of(), List.of(), null);
        return new Parsed(
                new StatementFact.CreateTable(ref(table), orReplace, false, guard, model, shape, null, AT),
                items,
                List.of());
    }

    private static ForeignKey foreignKey(String name, ObjectName parent) {
        ForeignKey.Target target = new ForeignKey.Target(ref(parent), List.of(), null, null, null);
        return new ForeignKey(name, null, List.of(), target, null, AT);
    }

    private static TableRef ref(ObjectName name) {
        return new TableRef(name, name.schema() != null, AT);
    }

    /** Columns whose names begin so get values of the server's choice. */
    static final String OF_THE_SERVER = "now";

    private static Column column(String name) {
        ColumnType type = new ColumnType("INT", List.of(), ColumnType.Sign.SIGNED, null, null, false, AT);
        List<ColumnAttribute> numbered =
                name.startsWith(OF_THE_SERVER) ? List.of(new ColumnAttribute.AutoIncrement(AT)) : List.of();
        return new Column(name, AT, type, numbered, null, AT);
    }

    private static Key key(@Nullable String name, @Nullable String column, @Nullable Span guard) {
        List<Key.Part> parts = column == null ? List.of() : List.of(new Key.Part(column, 0, false, false, AT));
        return new Key(Key.Kind.PLAIN, name, parts, null, List.of(), guard, AT);
    }

    private StatementFact rename() {
        expect("TABLE");
        Span guard = guard("IF", "EXISTS");
        List<StatementFact.Rename> pairs = new ArrayList<>();
        do {
            ObjectName from = objectName();
            expect("TO");
            pairs.add(new StatementFact.Rename(from, objectName()));
        } while (accept(","));
        return new StatementFact.RenameTable(pairs, List.of(), guard);
    }

    private StatementFact alter() {
        expect("TABLE");
        Span guard = guard("IF", "EXISTS");
        ObjectName table = objectName();
        List<AlterAction> actions = new ArrayList<>();
        do {
            String verb = word();
            if (accept("FK")) {
                actions.add(verb.equals("ADD") ? addForeignKey() : new AlterAction.DropForeignKey(name(), null, AT));
                continue;
            }
            boolean column = word().equals("COLUMN");
            if (verb.equals("ADD")) {
                Span own = guard("IF", "NOT", "EXISTS");
                actions.add(column ? new AlterAction.AddColumn(column(name()), own, AT) : addIndex(own));
            } else {
                Span own = guard("IF", "EXISTS");
                actions.add(
                        column
                                ? new AlterAction.DropColumn(name(), own, AT)
                                : new AlterAction.DropIndex(name(), own, AT));
            }
        } while (accept(","));
        return new StatementFact.AlterTable(ref(table), guard, actions, AlterClauses.NONE, "ALTER TABLE", AT);
    }

    private AlterAction addForeignKey() {
        String name = name();
        expect("REFERENCES");
        return new AlterAction.AddForeignKey(foreignKey(name, objectName()), AT);
    }

    /** {@code ADD INDEX (c)} is named by the server. */
    private AlterAction addIndex(@Nullable Span guard) {
        if (!accept("(")) {
            return new AlterAction.AddIndex(key(name(), null, guard), AT);
        }
        String column = name();
        expect(")");
        return new AlterAction.AddIndex(key(null, column, guard), AT);
    }

    private Parsed insert() {
        expect("INTO");
        ObjectName table = objectName();
        expect("VALUES");
        List<String> values = new ArrayList<>();
        do {
            values.add(name());
        } while (accept(","));
        return new Parsed(new StatementFact.Insert(table, List.of()), List.of(), values);
    }

    /** {@code UPDATE s.t SET c = v [WHERE d = w]}. */
    private Parsed update() {
        TableRef table = ref(objectName());
        expect("SET");
        Span at = tokens.get(next).span();
        ColumnRef column = new ColumnRef(null, name(), at);
        Assignment assignment = new Assignment(column, tokens.get(next).span());
        List<String> words = new ArrayList<>(List.of(column.name(), name()));
        Condition where = where(words);
        return new Parsed(
                new RowFact.Update(
                        List.of(new TableSource(table, null)),
                        List.of(table),
                        List.of(assignment),
                        false,
                        null,
                        where,
                        null,
                        null,
                        Uses.NONE,
                        AT),
                List.of(),
                words);
    }

    /** {@code DELETE FROM s.t [WHERE c = v]}. */
    private Parsed delete() {
        expect("FROM");
        TableRef table = ref(objectName());
        List<String> words = new ArrayList<>();
        Condition where = where(words);
        return new Parsed(
                new RowFact.Delete(
                        List.of(new TableSource(table, null)),
                        List.of(table),
                        false,
                        false,
                        null,
                        where,
                        null,
                        null,
                        null,
                        Uses.NONE,
                        AT),
                List.of(),
                words);
    }

    private @Nullable Condition where(List<String> words) {
        if (!accept("WHERE")) {
            return null;
        }
        Span from = tokens.get(next - 1).span();
        words.addAll(List.of(name(), name()));
        return new Condition(from.union(tokens.get(next - 1).span()), Uses.NONE);
    }

    private StatementFact truncate() {
        expect("TABLE");
        return new StatementFact.TruncateTable(ref(objectName()), null, AT);
    }

    private StatementFact dropTable() {
        expect("TABLE");
        Span guard = guard("IF", "EXISTS");
        List<TableRef> tables = new ArrayList<>();
        do {
            tables.add(ref(objectName()));
        } while (accept(","));
        return new StatementFact.DropTable(tables, false, guard, null, null, AT);
    }

    private StatementFact dropSchema() {
        Span guard = guard("IF", "EXISTS");
        return new StatementFact.DropSchema(name(), guard, AT);
    }

    private static Parsed fact(StatementFact fact) {
        return new Parsed(fact, List.of(), List.of());
    }

    private @Nullable Span guard(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (next + i >= tokens.size() || !tokens.get(next + i).text().equalsIgnoreCase(words[i])) {
                return null;
            }
        }
        Span span = tokens.get(next)
                .span()
                .union(tokens.get(next + words.length - 1).span());
        next += words.length;
        return span;
    }

    private ObjectName objectName() {
        return objectName(name());
    }

    static ObjectName objectName(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new ObjectName(null, text) : new ObjectName(text.substring(0, dot), text.substring(dot + 1));
    }

    private String name() {
        if (next >= tokens.size()) {
            throw new IllegalArgumentException("a word is missing: " + sql);
        }
        return tokens.get(next++).text();
    }

    private String word() {
        return name().toUpperCase(Locale.ROOT);
    }

    private boolean peek(String text) {
        return peek(0, text);
    }

    private boolean peek(int ahead, String text) {
        return next + ahead < tokens.size() && tokens.get(next + ahead).text().equalsIgnoreCase(text);
    }

    private boolean accept(String text) {
        boolean there = peek(text);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw new IllegalArgumentException(text + " is missing: " + sql);
        }
    }
}
