package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.Place;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Span;

/**
 * Speaks of limits, such as {@code timeout 5m}, in the header of a step, and takes them out. They read like the clauses
 * that do stand there, and left in place they would be taken for the beginning of a body whose brace is missing.
 */
final class StepLimits {
    private final List<PlanToken> tokens;
    private final Problems problems;
    private @Nullable List<PlanToken> kept;
    private int keptTo;

    private StepLimits(List<PlanToken> tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** The tokens without limits in headers. */
    static List<PlanToken> outOfHeaders(List<PlanToken> tokens, Problems problems) {
        return new StepLimits(tokens, problems).read();
    }

    private List<PlanToken> read() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            boolean begins = token.startsLine || (i > 0 && tokens.get(i - 1).is(LupomigLexer.LBRACE));
            if (begins && token.is(LupomigLexer.STEP)) {
                header(i);
            }
        }
        if (kept == null) {
            return tokens;
        }
        kept.addAll(tokens.subList(keptTo, tokens.size()));
        return kept;
    }

    /** A header ends with its brace; where another element comes first, the brace is missing and this is no header. */
    private void header(int step) {
        List<Integer> limits = new ArrayList<>(0);
        for (int i = step + 1; i + 1 < tokens.size(); i++) {
            PlanToken token = tokens.get(i);
            Keyword keyword = token.keyword();
            if (token.is(LupomigLexer.LBRACE)) {
                int brace = i;
                limits.forEach(limit -> takeOut(limit, brace));
                return;
            }
            if (i > step + 1 && limit(i) != null) {
                limits.add(i);
                i++;
            } else if (token.is(LupomigLexer.RBRACE) || (keyword != null && isElement(token, keyword))) {
                return;
            }
        }
    }

    private static boolean isElement(PlanToken token, Keyword keyword) {
        return keyword.beginsElement() && (token.startsLine || keyword.fits(Place.STEP));
    }

    /** The limit that stands at a token, or was meant to; null where none does. */
    private @Nullable Keyword limit(int i) {
        PlanToken token = tokens.get(i);
        Keyword limit =
                switch (tokens.get(i + 1).getType()) {
                    case LupomigLexer.DURATION -> Keyword.TIMEOUT;
                    case LupomigLexer.INTEGER -> Keyword.RETRY;
                    default -> null;
                };
        if (limit == null || token.getType() == limit.tokenType()) {
            return limit;
        }
        boolean mayName = token.is(LupomigLexer.NAME) && tokens.get(i - 1).is(LupomigLexer.NAME);
        return mayName ? NearKeyword.among(List.of(limit), token.getText()) : null;
    }

    private void takeOut(int i, int brace) {
        PlanToken word = tokens.get(i);
        PlanToken value = tokens.get(i + 1);
        Keyword limit = limit(i);
        if (limit == null) {
            return;
        }
        boolean exact = word.getType() == limit.tokenType();
        Span span = word.span();
        String header = Place.STEP_HEADER.phrase();
        String body = "the body of the step, behind '{'";
        Edit remove = problems.replace(new Span(tokens.get(i - 1).end(), value.end()), "");
        Edit insert =
                problems.insert(tokens.get(brace).end(), before(brace + 1) + limit.word() + " " + value.getText());
        problems.report((exact
                        ? problems.at(CompilerMessage.MISPLACED_ELEMENT, span, limit.word(), header, body)
                        : problems.at(
                                CompilerMessage.UNKNOWN_WORD,
                                span,
                                word.getText(),
                                header,
                                "Did you mean '" + limit.word() + "'? It stands in " + body + "."))
                .withFix("move '" + limit.word() + " " + value.getText() + "' into the body", remove, insert));
        List<PlanToken> rest = kept == null ? new ArrayList<>(tokens.size()) : kept;
        rest.addAll(tokens.subList(keptTo, i));
        kept = rest;
        keptTo = i + 2;
    }

    /** What stands between the opening brace and the next token: a line of its own, where that one has one. */
    private String before(int next) {
        PlanToken token = tokens.get(next);
        boolean ownLine = token.startsLine && !token.is(LupomigLexer.RBRACE) && !token.is(LupomigLexer.EOF);
        return ownLine ? problems.newLine(token.indent) : " ";
    }
}
