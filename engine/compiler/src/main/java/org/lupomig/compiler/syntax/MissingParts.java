package org.lupomig.compiler.syntax;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser;
import org.lupomig.grammar.LupomigParser.NamedContext;
import org.lupomig.grammar.LupomigParser.ParamContext;
import org.lupomig.grammar.LupomigParser.SqlContext;
import org.lupomig.grammar.LupomigParser.UndoContext;
import org.lupomig.grammar.LupomigParser.ValidateContext;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/** Says what is missing, or too much, where the parser stands. */
final class MissingParts {
    static final String TEXT = "a text";
    static final String TITLE = "the title of the validation";
    static final String QUOTE_IT = "Write the text between double quotes.";

    private final Problems problems;

    MissingParts(Problems problems) {
        this.problems = problems;
    }

    /**
     * Says what must stand at the parser's place.
     *
     * @param wanted the tokens that could
     * @param instead what stands there instead; null when nothing does
     */
    void report(Parser parser, IntervalSet wanted, @Nullable PlanToken instead) {
        Token before = previous(parser);
        int end = before == null ? 0 : PlanToken.end(before);
        Span span = instead == null ? Span.at(end) : instead.span();
        String after = before == null ? "the beginning of the file" : PlanToken.describe(before);
        RuleContext context = parser.getContext();
        problems.report(
                switch (context.getRuleIndex()) {
                    case LupomigParser.RULE_name, LupomigParser.RULE_reference ->
                        problems.at(CompilerMessage.MISSING_NAME, span, after, "a name, such as move_users");
                    case LupomigParser.RULE_word -> word(span, after, context.parent);
                    case LupomigParser.RULE_text, LupomigParser.RULE_replace ->
                        wanted.contains(LupomigLexer.STRING)
                                ? problems.at(
                                        CompilerMessage.MISSING_TEXT, span, after, what(context), howToWrite(context))
                                : symbol(span, after, wanted);
                    case LupomigParser.RULE_undo ->
                        problems.at(
                                CompilerMessage.MISSING_WORD,
                                span,
                                after,
                                "a text or 'none'",
                                "Write a file, SQL in a raw block, or: none because \"reason\".");
                    case LupomigParser.RULE_count -> number(span, after, "a whole number", "Write digits, such as 3.");
                    case LupomigParser.RULE_timestamp ->
                        number(span, after, "a point in time", "Write UTC as YYYYMMDDHHMMSS: 14 digits.");
                    case LupomigParser.RULE_version ->
                        number(span, after, "a version", "Write dotted numbers, such as 1.2.3.");
                    case LupomigParser.RULE_timeout ->
                        number(span, after, "a duration", "Write 500ms, 30s, 10m, 24h or 7d, for example.");
                    case LupomigParser.RULE_primary ->
                        wanted.contains(LupomigLexer.LPAREN)
                                ? problems.at(
                                        CompilerMessage.MISSING_EXPRESSION,
                                        span,
                                        after,
                                        "Write a number, a text, a name, or a function such as rows(table).")
                                : symbol(span, after, wanted);
                    case LupomigParser.RULE_literal ->
                        problems.at(
                                CompilerMessage.MISSING_EXPRESSION,
                                span,
                                after,
                                "Write a number, a text in double quotes, a duration, true or false.");
                    case LupomigParser.RULE_named ->
                        wanted.contains(LupomigLexer.NAME)
                                ? problems.at(CompilerMessage.MISSING_NAME, span, after, "a name, such as move_users")
                                : symbol(span, after, wanted);
                    case LupomigParser.RULE_comparisonTail ->
                        wanted.contains(LupomigLexer.PERCENT)
                                ? number(span, after, "a percentage", "Write it with its sign, such as 5%.")
                                : symbol(span, after, wanted);
                    case LupomigParser.RULE_copyClause ->
                        wanted.contains(LupomigLexer.NAME)
                                ? problems.at(
                                        CompilerMessage.MISSING_WORD,
                                        span,
                                        after,
                                        "'skip' or 'replace'",
                                        "Say what happens to a row that is already there.")
                                : symbol(span, after, wanted);
                    default -> symbol(span, after, wanted);
                });
    }

    private static String what(RuleContext context) {
        return context.parent instanceof ValidateContext ? TITLE : TEXT;
    }

    /** SQL is a text, too, and who leaves out the quotes may not know which. */
    private static String howToWrite(RuleContext context) {
        boolean script = context.parent instanceof SqlContext || context.parent instanceof UndoContext;
        return script ? "Write a file between double quotes, or SQL between \"\"\" and \"\"\"." : QUOTE_IT;
    }

    private Diagnostic number(Span span, String after, String what, String help) {
        return problems.at(CompilerMessage.MISSING_NUMBER, span, after, what, help);
    }

    private Diagnostic word(Span span, String after, @Nullable RuleContext owner) {
        return switch (owner == null ? -1 : owner.getRuleIndex()) {
            case LupomigParser.RULE_schema, LupomigParser.RULE_table ->
                problems.at(
                        CompilerMessage.MISSING_WORD,
                        span,
                        after,
                        "a class",
                        "Write core, orchestration, ephemeral, legacy or deprecated.");
            case LupomigParser.RULE_database ->
                problems.at(
                        CompilerMessage.MISSING_WORD,
                        span,
                        after,
                        "'mariadb' or 'sqlite'",
                        "Say what kind of database it is.");
            case LupomigParser.RULE_files ->
                problems.at(
                        CompilerMessage.MISSING_WORD,
                        span,
                        after,
                        "a handler",
                        "Write doctrine, module, agent or documentation.");
            case LupomigParser.RULE_validate ->
                problems.at(
                        CompilerMessage.MISSING_WORD,
                        span,
                        after,
                        "'pre', 'during' or 'post'",
                        "Say when it is checked.");
            case LupomigParser.RULE_allow ->
                problems.at(CompilerMessage.MISSING_WORD, span, after, "'orphans'", "Say what is allowed.");
            default ->
                problems.at(CompilerMessage.MISSING_WORD, span, after, "a rollback class", "Write A, B, C or D.");
        };
    }

    private Diagnostic symbol(Span span, String after, IntervalSet wanted) {
        String literal = LupomigLexer.VOCABULARY.getLiteralName(wanted.getMinElement());
        String symbol = literal == null ? "something else" : literal;
        String text = literal == null ? "" : literal.replace("'", "");
        String help = span.isEmpty() ? "Insert " + symbol + " here." : "Write " + symbol + " instead.";
        Diagnostic diagnostic = problems.at(CompilerMessage.MISSING_SYMBOL, span, after, symbol, help);
        if (literal == null) {
            return diagnostic;
        }
        if (!span.isEmpty()) {
            return diagnostic.withFix("change to " + literal, problems.replace(span, text));
        }
        boolean apart = !text.equals(")") && !text.equals(",") && !text.equals(".");
        return diagnostic.withFix("insert " + literal, problems.insert(span.start(), apart ? " " + text : text));
    }

    /**
     * Says that a token does not belong where it stands.
     *
     * @param wanted the tokens that could stand there
     */
    void reportUnexpected(Parser parser, PlanToken token, IntervalSet wanted) {
        Place place = Contexts.place(parser.getContext(), wanted);
        Keyword keyword = token.keyword();
        Token before = previous(parser);
        boolean begins = before == null
                || token.startsLine
                || before.getType() == LupomigLexer.LBRACE
                || before.getType() == LupomigLexer.RBRACE;
        boolean inBody = wanted.contains(LupomigLexer.RBRACE) || wanted.contains(LupomigLexer.IMPORT);
        if (begins && inBody && keyword != null && keyword.beginsElement()) {
            problems.report(
                    CompilerMessage.MISPLACED_ELEMENT,
                    token.span(),
                    keyword.word(),
                    place.phrase(),
                    Contexts.bodies(keyword));
        } else if (begins && inBody && OutOfHeader.clause(token, place) != null) {
            new OutOfHeader(problems).report(parser, token, place);
        } else if (begins && inBody && token.is(LupomigLexer.NAME)) {
            boolean isCheck = place == Place.VALIDATE && parser.getInputStream().LA(2) == LupomigLexer.LPAREN;
            Diagnostic diagnostic = problems.at(
                    CompilerMessage.UNKNOWN_WORD,
                    token.span(),
                    token.getText(),
                    place.phrase(),
                    isCheck ? "A check begins with 'expect' or 'warn'." : hint(wanted, place, true));
            problems.report(
                    isCheck
                            ? diagnostic.withFix("insert 'expect'", problems.insert(token.getStartIndex(), "expect "))
                            : diagnostic);
        } else if (before == null) {
            problems.report(
                    CompilerMessage.UNEXPECTED,
                    token.span(),
                    PlanToken.describe(token),
                    "the beginning of the file",
                    hint(wanted, place, true));
        } else {
            if (new WordsOfName(problems).report(parser, token)) {
                return;
            }
            if (parser.getContext() instanceof ParamContext && before.getType() == LupomigLexer.NAME) {
                int end = PlanToken.end(before);
                problems.report(problems.at(
                                CompilerMessage.MISSING_SYMBOL,
                                Span.at(end),
                                PlanToken.describe(before),
                                "'='",
                                "Insert '=' here.")
                        .withFix("insert '='", problems.insert(end, " =")));
                return;
            }
            boolean and = wanted.contains(LupomigLexer.COMMA) && token.is(LupomigLexer.AND);
            boolean list = and || (wanted.contains(LupomigLexer.COMMA) && token.is(LupomigLexer.NAME));
            Diagnostic diagnostic = problems.at(
                    CompilerMessage.UNEXPECTED,
                    token.span(),
                    PlanToken.describe(token),
                    PlanToken.describe(before),
                    list
                            ? "Separate names by ','."
                            : place == Place.EXPRESSION && isWord(before) && isWord(token)
                                    ? "What a function is asked of stands in brackets: " + before.getText() + "(…)."
                                    : isInTextArgument(parser)
                                            ? "Put double quotes around what stands in the brackets."
                                            : hint(wanted, place, inBody && begins));
            problems.report(
                    and
                            ? diagnostic.withFix(
                                    "change to ','",
                                    problems.replace(new Span(PlanToken.end(before), token.end()), ","))
                            : list
                                    ? diagnostic.withFix("insert ','", problems.insert(PlanToken.end(before), ","))
                                    : diagnostic);
        }
    }

    private static boolean isWord(Token token) {
        return token.getType() == LupomigLexer.NAME;
    }

    /** Whether the parser stands in the brackets of a function that takes a text. */
    private static boolean isInTextArgument(Parser parser) {
        for (RuleContext at = parser.getContext(); at != null; at = at.parent) {
            if (at instanceof NamedContext named && named.open != null && named.first != null) {
                return switch (named.first.getText()) {
                    case "query", "command", "files" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    /** Which elements, or else which other words, could stand there. */
    private static String hint(IntervalSet wanted, Place place, boolean elements) {
        StringBuilder words = new StringBuilder();
        String last = null;
        for (int type : wanted.toArray()) {
            Keyword keyword = Keyword.ofToken(type);
            if (keyword != null && (elements ? keyword.fits(place) : !keyword.beginsElement())) {
                if (last != null) {
                    words.append(words.length() == 0 ? "" : ", ")
                            .append('\'')
                            .append(last)
                            .append('\'');
                }
                last = keyword.word();
            }
        }
        if (last == null) {
            return "Remove it.";
        }
        String list = words.length() == 0 ? "'" + last + "'" : words + " or '" + last + "'";
        return "Here may stand " + list + ".";
    }

    /** The last token that the author wrote. */
    private static @Nullable Token previous(Parser parser) {
        for (int back = -1; ; back--) {
            Token token = parser.getInputStream().LT(back);
            if (token == null || !PlanToken.isMissing(token)) {
                return token;
            }
        }
    }
}
