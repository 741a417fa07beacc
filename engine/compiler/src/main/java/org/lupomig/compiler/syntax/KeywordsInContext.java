package org.lupomig.compiler.syntax;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.Place;

/**
 * Tells keywords from names. A keyword is a name where a name must stand and nothing that could follow says otherwise:
 * in the header {@code step optional requires copy} there is a step of the name {@code optional}, while in {@code step
 * requires copy} the name was left out. A keyword that begins a line, and an element, stays one.
 */
final class KeywordsInContext {
    private final List<PlanToken> tokens;

    private KeywordsInContext(List<PlanToken> tokens) {
        this.tokens = tokens;
    }

    /** Makes names of the keywords that are meant as names. */
    static void settle(List<PlanToken> tokens) {
        KeywordsInContext context = new KeywordsInContext(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            Keyword keyword = token.keyword();
            if (keyword != null && context.isName(i, keyword)) {
                token.setType(LupomigLexer.NAME);
            }
        }
    }

    private boolean isName(int i, Keyword keyword) {
        PlanToken token = tokens.get(i);
        if (token.startsLine && keyword.beginsElement() && beginsElement(i)) {
            return false;
        }
        if (typeAt(i - 1) == LupomigLexer.DOT) {
            return true;
        }
        if (typeAt(i + 1) == LupomigLexer.DOT) {
            return true;
        }
        if (namesKind(i)) {
            return false;
        }
        return switch (typeAt(i - 1)) {
            case LupomigLexer.COMMA,
                    LupomigLexer.ARROW,
                    LupomigLexer.LPAREN,
                    LupomigLexer.EQ,
                    LupomigLexer.NE,
                    LupomigLexer.LT,
                    LupomigLexer.LE,
                    LupomigLexer.GT,
                    LupomigLexer.GE,
                    LupomigLexer.PLUS,
                    LupomigLexer.MINUS,
                    LupomigLexer.STAR,
                    LupomigLexer.SLASH,
                    LupomigLexer.AND,
                    LupomigLexer.OR,
                    LupomigLexer.NOT,
                    LupomigLexer.OF,
                    LupomigLexer.EXPECT,
                    LupomigLexer.WARN,
                    LupomigLexer.WHEN -> !keyword.fits(Place.EXPRESSION) && !beginsClause(i);
            case LupomigLexer.PLAN,
                    LupomigLexer.DATABASE,
                    LupomigLexer.SCHEMA,
                    LupomigLexer.TABLE,
                    LupomigLexer.PARAM,
                    LupomigLexer.BATCH,
                    LupomigLexer.STEP,
                    LupomigLexer.DOCTRINE,
                    LupomigLexer.FILES,
                    LupomigLexer.ROLLBACK,
                    LupomigLexer.TARGET,
                    LupomigLexer.IN,
                    LupomigLexer.DENY,
                    LupomigLexer.ALLOW,
                    LupomigLexer.COPY,
                    LupomigLexer.BACKUP,
                    LupomigLexer.ON,
                    LupomigLexer.REQUIRES,
                    LupomigLexer.OPTIONAL,
                    LupomigLexer.CONFLICTS -> !token.startsLine && !beginsClause(i);
            case LupomigLexer.NAME -> typeAt(i - 2) == LupomigLexer.VALIDATE && isKind(i);
            case LupomigLexer.STRING -> typeAt(i - 3) == LupomigLexer.VALIDATE && isKind(i);
            default -> false;
        };
    }

    /** {@code requires step a}: what is required is named by its name alone, and {@code step} is not it. */
    private boolean namesKind(int i) {
        boolean required =
                switch (typeAt(i - 1)) {
                    case LupomigLexer.REQUIRES, LupomigLexer.OPTIONAL, LupomigLexer.CONFLICTS -> true;
                    default -> false;
                };
        boolean kind = typeAt(i) == LupomigLexer.STEP || typeAt(i) == LupomigLexer.BATCH;
        return required && kind && typeAt(i + 1) == LupomigLexer.NAME && !tokens.get(i + 1).startsLine;
    }

    /** Whether a word in the header of a validation is its kind. */
    private boolean isKind(int i) {
        return typeAt(i) != LupomigLexer.EXPECT && typeAt(i) != LupomigLexer.WARN && !beginsClause(i);
    }

    /** Whether what follows on the line is what follows an element's first word. */
    private boolean beginsElement(int i) {
        PlanToken next = tokens.get(i + 1);
        boolean check = typeAt(i) == LupomigLexer.EXPECT || typeAt(i) == LupomigLexer.WARN;
        if (check && !next.is(LupomigLexer.DOT)) {
            return true;
        }
        if (next.startsLine || next.is(Token.EOF)) {
            return typeAt(i - 1) != LupomigLexer.COMMA;
        }
        return switch (next.getType()) {
            case LupomigLexer.LPAREN,
                    LupomigLexer.DOT,
                    LupomigLexer.COMMA,
                    LupomigLexer.EQ,
                    LupomigLexer.NE,
                    LupomigLexer.LT,
                    LupomigLexer.LE,
                    LupomigLexer.GT,
                    LupomigLexer.GE,
                    LupomigLexer.PLUS,
                    LupomigLexer.STAR,
                    LupomigLexer.SLASH -> false;
            default -> true;
        };
    }

    /** Whether the keyword and what follows it read like a clause. */
    private boolean beginsClause(int i) {
        PlanToken next = tokens.get(i + 1);
        int type = next.startsLine ? Token.EOF : next.getType();
        boolean name = type == LupomigLexer.NAME || type == LupomigLexer.STRING;
        return switch (tokens.get(i).getType()) {
            case LupomigLexer.REQUIRES,
                    LupomigLexer.OPTIONAL,
                    LupomigLexer.CONFLICTS,
                    LupomigLexer.WHEN,
                    LupomigLexer.TARGET,
                    LupomigLexer.IN -> name;
            case LupomigLexer.EXPECT, LupomigLexer.WARN -> name || type == LupomigLexer.INTEGER;
            case LupomigLexer.ROLLBACK -> type == LupomigLexer.NAME;
            case LupomigLexer.ON -> name || type == LupomigLexer.FAILURE;
            case LupomigLexer.CONFLICT ->
                typeAt(i - 1) == LupomigLexer.ON && type != LupomigLexer.LBRACE && !next.startsLine;
            case LupomigLexer.FAILURE -> type == LupomigLexer.ROLLBACK;
            case LupomigLexer.VERSION ->
                type == LupomigLexer.INTEGER || type == LupomigLexer.DECIMAL || type == LupomigLexer.VERSION_NUMBER;
            case LupomigLexer.BUDGET, LupomigLexer.PRIORITY, LupomigLexer.PARALLEL, LupomigLexer.TIMES ->
                type == LupomigLexer.INTEGER;
            case LupomigLexer.CATEGORY, LupomigLexer.BECAUSE, LupomigLexer.INTO, LupomigLexer.WHERE ->
                type == LupomigLexer.STRING;
            default -> false;
        };
    }

    private int typeAt(int i) {
        return i < 0 || i >= tokens.size() ? Token.EOF : tokens.get(i).getType();
    }
}
