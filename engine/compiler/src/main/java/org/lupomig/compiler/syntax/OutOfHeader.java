package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.LupomigParser;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Span;

/**
 * Speaks of a clause, such as {@code rollback A}, that stands in the body of the element whose header it belongs to.
 */
final class OutOfHeader {
    private final Problems problems;

    OutOfHeader(Problems problems) {
        this.problems = problems;
    }

    /** The clause of the header of {@code body} that a word is, or was meant to be; null where it is none. */
    static @Nullable Keyword clause(PlanToken word, Place body) {
        Place header = header(body);
        Keyword keyword = word.keyword();
        if (header == null || (keyword == null && !word.is(LupomigLexer.NAME))) {
            return null;
        }
        if (keyword != null) {
            return keyword.fits(header) ? keyword : null;
        }
        List<Keyword> clauses = new ArrayList<>();
        for (Keyword clause : Keyword.values()) {
            if (clause.isToken() && clause.fits(header)) {
                clauses.add(clause);
            }
        }
        return NearKeyword.among(clauses, word.getText());
    }

    private static @Nullable Place header(Place body) {
        return switch (body) {
            case FILE, PLAN -> Place.PLAN_HEADER;
            case BATCH -> Place.BATCH_HEADER;
            case STEP -> Place.STEP_HEADER;
            case VALIDATE -> Place.VALIDATE_HEADER;
            default -> null;
        };
    }

    /** Says it of the word at the parser's place. */
    void report(Parser parser, PlanToken word, Place body) {
        Keyword clause = clause(word, body);
        if (clause == null) {
            throw new IllegalArgumentException(word.getText() + " belongs to no header");
        }
        problems.outOfHeader(clause);
        String where = body == Place.FILE ? "the header of the plan, behind its name" : "its header, before '{'";
        boolean exact = word.getType() == clause.tokenType();
        Diagnostic said = exact
                ? problems.at(CompilerMessage.MISPLACED_ELEMENT, word.span(), clause.word(), body.phrase(), where)
                : problems.at(
                        CompilerMessage.UNKNOWN_WORD,
                        word.span(),
                        word.getText(),
                        body.phrase(),
                        "Did you mean '" + clause.word() + "'? It stands in " + where + ".");
        Token brace = brace(parser.getContext());
        int end = endOfLine(parser);
        problems.report(
                brace == null || end == word.end() || PlanToken.isMissing(brace)
                        ? said
                        : said.withFix(
                                "move it into the header",
                                problems.insert(
                                        brace.getStartIndex(),
                                        clause.word() + problems.source().slice(new Span(word.end(), end)) + " "),
                                problems.replace(new Span(before(parser), end), "")));
    }

    private static int before(Parser parser) {
        return PlanToken.end(parser.getInputStream().LT(-1));
    }

    /** Where what follows on the word's line ends, a brace excluded. */
    private static int endOfLine(Parser parser) {
        int ahead = 1;
        PlanToken last = (PlanToken) parser.getInputStream().LT(ahead);
        while (true) {
            PlanToken next = (PlanToken) parser.getInputStream().LT(++ahead);
            boolean ends = next.startsLine
                    || next.is(Token.EOF)
                    || next.is(LupomigLexer.LBRACE)
                    || next.is(LupomigLexer.RBRACE)
                    || PlanToken.isMissing(next);
            if (ends) {
                return last.end();
            }
            last = next;
        }
    }

    private static @Nullable Token brace(RuleContext context) {
        for (RuleContext at = context; at != null; at = at.parent) {
            if (at instanceof LupomigParser.StepContext step) {
                return step.open;
            }
            if (at instanceof LupomigParser.ValidateContext validate) {
                return validate.open;
            }
            if (at instanceof LupomigParser.BatchContext batch) {
                return batch.open;
            }
            if (at instanceof LupomigParser.PlanContext plan) {
                return plan.open;
            }
        }
        return null;
    }
}
