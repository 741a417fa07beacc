package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.InsertedRows;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramStep.Branch;
import org.lupomig.model.sql.ProgramStep.Words;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RoutineFact.CreateRoutine;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * Reads a procedure that can be followed step by step: one that sends statements, notes values in variables and decides
 * by them what to send. What repeats, catches errors or walks over rows is not followed.
 */
public final class ProgramReader {
    private static final String STEERS = "it has a statement that cannot be run by itself: ";
    private static final int DEEPEST = 32;

    private final Cursor c;
    private final ProgramVariables variables;
    private final ProgramWords words;
    private @Nullable String whyNot;
    private int depth;
    private int blocks;

    private ProgramReader(Cursor c, ProgramVariables variables) {
        this.c = c;
        this.variables = variables;
        this.words = new ProgramWords(c, variables);
    }

    /**
     * Reads it out of the statement that makes the procedure.
     *
     * @param schema the procedure's, which is the default one while it runs
     */
    public static Program read(String definition, @Nullable String schema) {
        List<Statement> made =
                SqlScript.statement(definition, schema, ScriptUse.FORWARD).statements();
        if (made.size() != 1
                || !(made.get(0).fact() instanceof CreateRoutine create)
                || create.type() != RoutineFact.RoutineType.PROCEDURE) {
            return Program.not("its definition cannot be read");
        }
        ProgramVariables variables = new ProgramVariables();
        for (RoutineFact.Parameter parameter : create.parameters()) {
            String whyNot = variables.add(parameter.name(), parameter.mode(), cursor(parameter.type(), schema));
            if (whyNot != null) {
                return Program.not(whyNot);
            }
        }
        String body = made.get(0)
                .sql()
                .substring(create.body().span().start(), create.body().span().end());
        ProgramReader reader = new ProgramReader(cursor(body, schema), variables);
        List<ProgramStep> steps = new ArrayList<>();
        reader.step(steps);
        String whyNot = reader.objection();
        return whyNot == null ? new Program(variables.all(), steps, definer(create), null) : Program.not(whyNot);
    }

    /** What stands between the parentheses of a call, one by one; empty where nothing does. */
    public static List<String> arguments(String call) {
        Cursor c = cursor(call, null);
        int open = 0;
        while (open < c.count() && !c.isSymbol(open, '(')) {
            open++;
        }
        List<String> arguments = new ArrayList<>();
        if (open >= c.count()) {
            return arguments;
        }
        int close = c.closing(open);
        for (int at = open + 1; at < close; ) {
            int end = ClauseWords.endOfItem(c, at, close);
            arguments.add(end > at ? c.slice(at, end) : "");
            at = end + 1;
        }
        return arguments;
    }

    private @Nullable String objection() {
        if (whyNot != null) {
            return whyNot;
        }
        if (words.whyNot() != null) {
            return words.whyNot();
        }
        return c.hasEnded() || !c.atEnd() ? "its body cannot be read" : null;
    }

    private static Cursor cursor(String text, @Nullable String schema) {
        Splitter splitter = Splitter.ofOne(text);
        Tokens tokens = splitter.next() ? splitter.tokens() : new Tokens();
        return new Cursor(text, tokens, schema, 0);
    }

    private static @Nullable String definer(CreateRoutine create) {
        boolean invoker = create.characteristics().stream()
                .anyMatch(each -> each.name().equals("SQL SECURITY") && "INVOKER".equalsIgnoreCase(each.value()));
        AccountRef definer = create.definer();
        return invoker || definer == null ? null : definer.toString();
    }

    private boolean ended() {
        return whyNot != null || c.atEnd();
    }

    private void refuse(String why) {
        whyNot = whyNot == null ? why : whyNot;
    }

    /** One step and its semicolon, where it has one. */
    private void step(List<ProgramStep> into) {
        if (++depth > DEEPEST) {
            refuse("its blocks are nested deeper than " + DEEPEST);
        }
        String label = "";
        if (!ended() && c.isSymbol(c.position() + 1, ':') && !c.isSymbol(c.position() + 2, '=')) {
            label = ProgramVariables.key(String.valueOf(c.nameAt(c.position())));
            c.moveTo(c.position() + 2);
        }
        switch (c.word()) {
            case "BEGIN" -> block(label, into);
            case "IF" -> choose(into);
            case "CASE" -> cases(into);
            case "DECLARE" -> declare(into);
            case "LEAVE" -> {
                c.next();
                into.add(new ProgramStep.Leave(ProgramVariables.key(c.name())));
            }
            case "LOOP", "WHILE", "REPEAT", "FOR", "ITERATE" -> refuse("it repeats what it runs");
            case "OPEN", "FETCH", "CLOSE" -> refuse("it walks over rows");
            case "SIGNAL", "RESIGNAL", "GET" -> refuse("it raises or looks at errors");
            case "RETURN" -> refuse("its body cannot be read");
            default -> simple(into);
        }
        c.acceptSymbol(';');
        depth--;
    }

    private void steps(List<ProgramStep> into, String... ends) {
        while (!ended() && List.of(ends).stream().noneMatch(c::at)) {
            step(into);
        }
    }

    private void block(String label, List<ProgramStep> into) {
        c.next();
        List<ProgramStep> inner = new ArrayList<>();
        blocks++;
        steps(inner, "END");
        blocks--;
        c.expect("END");
        if (!label.isEmpty() && !c.atEnd() && !c.atSymbol(';')) {
            c.next();
        }
        into.add(new ProgramStep.Block(label, inner));
    }

    private void choose(List<ProgramStep> into) {
        List<Branch> branches = new ArrayList<>();
        do {
            c.next();
            Words condition = expression(BodyWords.until(c, "THEN", "THEN"));
            c.expect("THEN");
            branches.add(branch(condition, "ELSEIF", "ELSE", "END"));
        } while (!ended() && c.at("ELSEIF"));
        if (c.accept("ELSE")) {
            branches.add(branch(null, "END"));
        }
        c.expect("END");
        c.expect("IF");
        into.add(new ProgramStep.Choose(branches));
    }

    /** Without an ELSE, a case that none of its ways fits is an error. */
    private void cases(List<ProgramStep> into) {
        c.next();
        if (!c.at("WHEN")) {
            refuse("it compares one value with several");
            return;
        }
        List<Branch> branches = new ArrayList<>();
        while (!ended() && c.accept("WHEN")) {
            Words condition = expression(BodyWords.until(c, "THEN", "THEN"));
            c.expect("THEN");
            branches.add(branch(condition, "WHEN", "ELSE", "END"));
        }
        if (c.accept("ELSE")) {
            branches.add(branch(null, "END"));
        } else {
            refuse("it has a CASE without ELSE");
        }
        c.expect("END");
        c.expect("CASE");
        into.add(new ProgramStep.Choose(branches));
    }

    private Branch branch(@Nullable Words condition, String... ends) {
        List<ProgramStep> steps = new ArrayList<>();
        steps(steps, ends);
        return new Branch(condition, steps);
    }

    private void declare(List<ProgramStep> into) {
        c.next();
        int semicolon = BodyWords.semicolon(c);
        if (blocks > 1) {
            refuse("it declares variables in an inner block");
            return;
        }
        if (c.isWord(c.position() + 1, "HANDLER")) {
            refuse("it catches errors");
            return;
        }
        if (c.isWord(c.position() + 1, "CURSOR") || c.isWord(c.position() + 1, "CONDITION")) {
            refuse(c.isWord(c.position() + 1, "CURSOR") ? "it walks over rows" : "it raises or looks at errors");
            return;
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(c.name());
        } while (c.acceptSymbol(','));
        int type = c.position();
        for (String name : names) {
            c.moveTo(type);
            String why = variables.add(name, "", c);
            if (why != null) {
                refuse(why);
                return;
            }
        }
        Words value = null;
        if (c.accept("DEFAULT")) {
            value = expression(semicolon);
        } else if (c.position() < semicolon) {
            refuse("its body cannot be read");
        }
        for (String name : names) {
            into.add(new ProgramStep.Assign(
                    ProgramVariables.key(name), value == null ? new Words("NULL", List.of()) : value));
        }
    }

    /** A value up to token {@code to}, behind which the cursor goes. */
    private Words expression(int to) {
        int from = c.position();
        if (from >= to) {
            refuse("its body cannot be read");
            return new Words("NULL", List.of());
        }
        c.moveTo(to);
        List<Refusal> effects = SessionRefusals.effects("CALL", UseScan.uses(c, from, to));
        if (!effects.isEmpty()) {
            refuse(STEERS + effects.get(0).reason());
        }
        return words.values(from, to);
    }

    private void simple(List<ProgramStep> into) {
        int from = c.position();
        int to = BodyWords.semicolon(c);
        if (ended() || from == to) {
            refuse("its body cannot be read");
            return;
        }
        c.moveTo(to);
        StatementFact fact = StatementReader.read(c.part(from, to));
        if (fact instanceof SessionFact.SetVariables set && c.isWord(from, "SET")) {
            assignments(set, from + 1, to, into);
            return;
        }
        if (fact instanceof RowFact.ActingQuery query && query.into() != null && intoOwn(query)) {
            fetch(query, from, to, into);
            return;
        }
        String why = whyNot(fact);
        if (why != null) {
            refuse(STEERS + why);
            return;
        }
        into.add(new ProgramStep.Send(sent(fact, from, to)));
    }

    private Words sent(StatementFact fact, int from, int to) {
        if (fact instanceof StatementFact.Insert insert) {
            return words.changing(from, to, named(insert.rows()));
        } else if (fact instanceof RowFact.Replace replace) {
            return words.changing(from, to, named(replace.rows()));
        } else if (fact instanceof RowFact.Update update) {
            List<Span> names = new ArrayList<>();
            update.assignments().forEach(each -> names.add(each.column().span()));
            return words.changing(from, to, names);
        } else if (fact instanceof DynamicFact) {
            return words.texts(from, to);
        }
        boolean values = fact instanceof StatementFact.Query || fact instanceof RowFact || fact instanceof SessionFact;
        return values ? words.values(from, to) : words.names(from, to);
    }

    /** Where an INSERT names what it fills. */
    private static List<Span> named(InsertedRows rows) {
        List<Span> names = new ArrayList<>();
        names.add(rows.target().span());
        rows.columns().forEach(column -> names.add(column.span()));
        rows.assignments().forEach(each -> names.add(each.column().span()));
        InsertedRows.OnDuplicate onDuplicate = rows.onDuplicate();
        if (onDuplicate != null) {
            onDuplicate.assignments().forEach(each -> names.add(each.column().span()));
        }
        return names;
    }

    /** {@code SET a = 1, @b = 2}: each by itself, in their order. */
    private void assignments(SessionFact.SetVariables set, int from, int to, List<ProgramStep> into) {
        int at = from;
        for (SessionFact.VariableAssignment assignment : set.assignments()) {
            int end = ClauseWords.endOfItem(c, at, to);
            boolean own = assignment.scope() == SessionFact.Scope.UNSAID && variables.has(assignment.name());
            int value = at;
            while (value < end && !c.isSymbol(value, '=')) {
                value++;
            }
            if (value + 1 >= end) {
                refuse("its body cannot be read");
                return;
            }
            c.moveTo(value + 1);
            Words words = expression(end);
            if (own) {
                into.add(new ProgramStep.Assign(ProgramVariables.key(assignment.name()), words));
            } else {
                String why = LateRule.whyNot(new SessionFact.SetVariables(List.of(assignment), set.opening()));
                if (why != null || assignment.name().equalsIgnoreCase("sql_mode")) {
                    refuse(STEERS + (why != null ? why : "the server forgets a sql_mode that it sets when it ends"));
                }
                String head = "SET " + c.slice(at, value + 1) + " ";
                into.add(new ProgramStep.Send(new Words(
                        head + words.text(),
                        words.variables().stream()
                                .map(place -> new ProgramStep.Place(
                                        place.variable(), place.start() + head.length(), place.end() + head.length()))
                                .toList())));
            }
            at = end + 1;
        }
        c.moveTo(to);
    }

    private boolean intoOwn(RowFact.ActingQuery query) {
        return Objects.requireNonNull(query.into()).variables().stream().anyMatch(name -> !name.startsWith("@"));
    }

    private void fetch(RowFact.ActingQuery query, int from, int to, List<ProgramStep> into) {
        RowFact.Into target = Objects.requireNonNull(query.into());
        List<Refusal> effects = SessionRefusals.effects("CALL", query.uses());
        boolean one = target.variables().size() == 1
                && variables.has(target.variables().get(0));
        if (!effects.isEmpty() || !one || query.procedure() != null) {
            refuse(
                    effects.isEmpty()
                            ? "it fetches several values at once"
                            : STEERS + effects.get(0).reason());
            return;
        }
        int list = ClauseWords.find(c, from, to, "FROM");
        if (!c.isWord(from, "SELECT") || ClauseWords.endOfItem(c, from + 1, list) < list) {
            refuse("it fetches several values at once");
            return;
        }
        int start = ClauseWords.find(c, from, to, "INTO");
        int end = start + 2;
        if (start >= to || end > to) {
            refuse("its body cannot be read");
            return;
        }
        Words head = words.values(from, start);
        String key = ProgramVariables.key(target.variables().get(0));
        if (end == to) {
            into.add(new ProgramStep.Fetch(key, head));
            return;
        }
        Words tail = words.values(end, to);
        List<ProgramStep.Place> places = new ArrayList<>(head.variables());
        int shift = head.text().length() + 1;
        tail.variables()
                .forEach(place -> places.add(
                        new ProgramStep.Place(place.variable(), place.start() + shift, place.end() + shift)));
        into.add(new ProgramStep.Fetch(key, new Words(head.text() + " " + tail.text(), places)));
    }

    /**
     * Why a statement that a procedure sends does not run as part of a change, one clause; null where it does. What is
     * not run out of a text is, where the session keeps it.
     */
    public static @Nullable String whyNot(StatementFact fact) {
        if (fact instanceof DynamicFact dynamic) {
            Refusal refusal = LateRule.of(dynamic);
            return refusal == null ? null : refusal.reason();
        }
        if (fact instanceof RowFact.Call call) {
            Refusal refusal = LateRule.of(call);
            return refusal == null ? null : refusal.reason();
        }
        return LateRule.whyNot(fact);
    }
}
