package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AccountRef;
import org.lupomig.model.sql.DynamicFact;
import org.lupomig.model.sql.Program;
import org.lupomig.model.sql.ProgramStep;
import org.lupomig.model.sql.ProgramStep.Branch;
import org.lupomig.model.sql.ProgramStep.Words;
import org.lupomig.model.sql.RoutineFact;
import org.lupomig.model.sql.RoutineFact.CreateRoutine;
import org.lupomig.model.sql.RowFact;
import org.lupomig.model.sql.Statement;
import org.lupomig.model.sql.StatementFact;

/**
 * Reads a procedure that can be followed step by step: one that sends statements, notes values in variables and decides
 * by them what to send. What repeats, catches errors or walks over rows is not followed.
 */
public final class ProgramReader {
    private static final int DEEPEST = 32;

    private final Cursor c;
    private final ProgramVariables variables;
    private final ProgramWords words;
    private final ProgramStatements statements;
    private @Nullable String whyNot;
    private int depth;
    private int blocks;

    private ProgramReader(Cursor c, ProgramVariables variables) {
        this.c = c;
        this.variables = variables;
        this.words = new ProgramWords(c, variables);
        this.statements = new ProgramStatements(c, variables, words, this::refuse);
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
        return c.hasEnded() || !c.atEnd() ? ProgramStatements.UNREAD : null;
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
            case "RETURN" -> refuse(ProgramStatements.UNREAD);
            default -> {
                if (ended()) {
                    refuse(ProgramStatements.UNREAD);
                } else {
                    statements.read(into);
                }
            }
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
            Words condition = statements.expression(BodyWords.until(c, "THEN", "THEN"));
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
            Words condition = statements.expression(BodyWords.until(c, "THEN", "THEN"));
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
            value = statements.expression(semicolon);
        } else if (c.position() < semicolon) {
            refuse(ProgramStatements.UNREAD);
        }
        for (String name : names) {
            into.add(new ProgramStep.Assign(
                    ProgramVariables.key(name), value == null ? new Words("NULL", List.of()) : value));
        }
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
