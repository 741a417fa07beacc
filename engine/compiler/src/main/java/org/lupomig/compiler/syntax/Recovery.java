package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.Place;
import org.lupomig.model.source.Span;

/**
 * What the parser does where the text does not follow the grammar: says it once, in the author's words, and goes on so
 * that all that follows has its tree. The braces are right already, so that nothing here crosses one.
 *
 * <p>In this order: a mistyped keyword is taken for the one that was meant; what was left out is put in, empty; what is
 * too many is passed over.
 */
final class Recovery implements ANTLRErrorStrategy {
    private final Problems problems;
    private final Expected expected = new Expected();
    private final MissingParts missingParts;

    /** Something has been said, and nothing has been right since: what follows is of the same mistake. */
    private boolean recovering;

    Recovery(Problems problems) {
        this.problems = problems;
        this.missingParts = new MissingParts(problems);
    }

    @Override
    public void reset(Parser parser) {
        recovering = false;
    }

    @Override
    public boolean inErrorRecoveryMode(Parser parser) {
        return recovering;
    }

    @Override
    public void reportMatch(Parser parser) {
        recovering = false;
    }

    /** A token must stand here, and does not: mends what stands here, or puts the token in. */
    @Override
    public Token recoverInline(Parser parser) {
        PlanToken token = next(parser);
        IntervalSet wanted = expected.here(parser);
        IntervalSet after = expected.afterToken(parser);
        if (takeForKeyword(parser, token, wanted)) {
            return accept(parser);
        }
        if (wanted.contains(LupomigLexer.LBRACE) && skipToBrace(parser)) {
            return accept(parser);
        }
        if (after.contains(token.getType())) {
            return insert(parser, wanted, null);
        }
        if (wanted.contains(LupomigLexer.NAME) && token.keyword() != null && !token.startsLine) {
            token.setType(LupomigLexer.NAME);
            return accept(parser);
        }
        if (mayPass(token)) {
            PlanToken second = (PlanToken) parser.getInputStream().LT(2);
            if (wanted.contains(second.getType()) && !second.startsLine) {
                unexpected(parser, token);
                parser.consume();
                return accept(parser);
            }
            if (second.startsLine || after.contains(second.getType())) {
                Token inserted = insert(parser, wanted, token);
                parser.consume();
                return inserted;
            }
        }
        return insert(parser, wanted, null);
    }

    /** Passes over what stands before the brace of a block; there is one, or none of what follows is of the header. */
    private boolean skipToBrace(Parser parser) {
        int ahead = 1;
        PlanToken token = next(parser);
        while (!token.is(LupomigLexer.LBRACE)) {
            if (token.is(Token.EOF) || token.is(LupomigLexer.RBRACE)) {
                return false;
            }
            ahead++;
            token = (PlanToken) parser.getInputStream().LT(ahead);
        }
        unexpected(parser, next(parser));
        while (!next(parser).is(LupomigLexer.LBRACE)) {
            parser.consume();
        }
        return true;
    }

    private static Token accept(Parser parser) {
        Token token = parser.getCurrentToken();
        parser.getErrorHandler().reportMatch(parser);
        parser.consume();
        return token;
    }

    private Token insert(Parser parser, IntervalSet wanted, @Nullable PlanToken instead) {
        boolean brace = wanted.contains(LupomigLexer.LBRACE) || wanted.contains(LupomigLexer.RBRACE);
        boolean silent = recovering || next(parser).spokenOf || (brace && !problems.none());
        if (!silent) {
            missingParts.report(parser, wanted, instead);
        }
        recovering = true;
        return PlanToken.missing(wanted.getMinElement(), previousEnd(parser));
    }

    /** An element or a part of one must begin here, and none does. */
    @Override
    public void reportError(Parser parser, RecognitionException e) {
        if (!recovering && !next(parser).spokenOf) {
            missingParts.report(parser, expected.here(parser), null);
        }
        recovering = true;
    }

    /** Passes over what stands in the place of the part that is missing. */
    @Override
    public void recover(Parser parser, RecognitionException e) {
        IntervalSet after = expected.after(parser.getContext());
        while (!after.contains(parser.getInputStream().LA(1)) && mayPass(next(parser))) {
            parser.consume();
        }
    }

    /** Before a choice or a repetition: makes sure that what stands here can go on, one way or another. */
    @Override
    public void sync(Parser parser) {
        int type = parser.getInputStream().LA(1);
        IntervalSet here = expected.here(parser);
        if (here.contains(type)) {
            return;
        }
        boolean mayEnd = here.contains(Token.EPSILON);
        IntervalSet all = mayEnd ? expected.hereOrAfter(parser) : here;
        boolean quiet = followsUnclosedRawBlock(parser);
        boolean inBody = !mayEnd && (all.contains(LupomigLexer.RBRACE) || all.contains(Token.EOF));
        boolean inHeader = !mayEnd && all.contains(LupomigLexer.LBRACE);
        while (!all.contains(parser.getInputStream().LA(1))) {
            PlanToken token = next(parser);
            if (inBody && token.startsLine && !quiet) {
                recovering = false;
            }
            if (takeForKeyword(parser, token, all)) {
                return;
            }
            if (token.is(Token.EOF) || token.is(LupomigLexer.RBRACE)) {
                return;
            }
            if (inBody || inHeader) {
                if (!quiet) {
                    unexpected(parser, token);
                }
                recovering = true;
                skip(parser, all, inHeader);
            } else if (mayBeName(parser, token, all)) {
                token.setType(LupomigLexer.NAME);
            } else if (mayEnd && expected.onlyLacksOne(parser, token.getType())) {
                return;
            } else if (mayEnd && mayPass(token)) {
                unexpected(parser, token);
                passOver(parser);
            } else {
                deleteOne(parser, token, all);
                return;
            }
        }
    }

    /** Passes over a word, and over parentheses and the parts of a name behind it. */
    private static void passOver(Parser parser) {
        parser.consume();
        int depth = 0;
        while (mayPass(next(parser))) {
            PlanToken token = next(parser);
            boolean ofName = token.is(LupomigLexer.DOT)
                    || (token.is(LupomigLexer.NAME) && parser.getInputStream().LA(-1) == LupomigLexer.DOT);
            if (token.is(LupomigLexer.LPAREN)) {
                depth++;
            } else if (depth == 0 && !ofName) {
                return;
            } else if (token.is(LupomigLexer.RPAREN)) {
                depth--;
            }
            parser.consume();
        }
    }

    /** {@code requires step a}: the kind of what is required stands before its name, and is too many. */
    private static boolean namesKind(Parser parser, PlanToken token) {
        boolean kind = token.is(LupomigLexer.STEP) || token.is(LupomigLexer.BATCH);
        return kind && !token.startsLine && parser.getInputStream().LA(2) == LupomigLexer.NAME;
    }

    /** Whether a keyword must have been meant as a name, because it could not come next otherwise. */
    private boolean mayBeName(Parser parser, PlanToken token, IntervalSet all) {
        return all.contains(LupomigLexer.NAME)
                && !namesKind(parser, token)
                && token.keyword() != null
                && !token.startsLine
                && !expected.after(parser.getContext()).contains(token.getType());
    }

    /** Where one of several parts must begin: passes over a token that stands before it. */
    private void deleteOne(Parser parser, PlanToken token, IntervalSet all) {
        PlanToken second = (PlanToken) parser.getInputStream().LT(2);
        boolean isPartNext = second != null && !second.startsLine && all.contains(second.getType());
        boolean operandIsMissing = all.contains(LupomigLexer.LPAREN) && isOperator(token);
        boolean belongsAfter =
                operandIsMissing || expected.after(parser.getContext()).contains(token.getType());
        boolean isWord = token.keyword() == null || namesKind(parser, token);
        if (isPartNext && isWord && mayPass(token) && !belongsAfter && !all.contains(Token.EPSILON)) {
            unexpected(parser, token);
            parser.consume();
        }
    }

    private static boolean isOperator(PlanToken token) {
        return switch (token.getType()) {
            case LupomigLexer.AND, LupomigLexer.OR, LupomigLexer.WITHIN, LupomigLexer.COMMA, LupomigLexer.RPAREN ->
                true;
            // It may begin a value.
            case LupomigLexer.MINUS -> false;
            default -> SyntaxTokens.kind(token.getType()) == SyntaxToken.Kind.OPERATOR;
        };
    }

    /** Passes over an element that means nothing, with its block, or over a word of a header that does not belong. */
    private void skip(Parser parser, IntervalSet all, boolean inHeader) {
        PlanToken first = next(parser);
        boolean wholeFile = all.contains(LupomigLexer.IMPORT) && all.contains(Token.EOF);
        if (!first.is(LupomigLexer.LBRACE)) {
            parser.consume();
        }
        while (true) {
            PlanToken token = next(parser);
            if (token.is(Token.EOF) || token.is(LupomigLexer.RBRACE)) {
                return;
            }
            boolean goesOn = all.contains(token.getType());
            if (token.is(LupomigLexer.LBRACE)) {
                if (!goesOn) {
                    skipBlock(parser);
                }
                return;
            }
            boolean ends = token.startsLine
                    ? goesOn || (!wholeFile && !inHeader && token.indent <= first.indent)
                    : goesOn && (inHeader ? token.keyword() != null : !first.startsLine);
            if (ends) {
                return;
            }
            parser.consume();
        }
    }

    private void skipBlock(Parser parser) {
        int start = next(parser).getStartIndex();
        int depth = 0;
        do {
            int type = parser.getInputStream().LA(1);
            if (type == Token.EOF) {
                break;
            }
            depth += type == LupomigLexer.LBRACE ? 1 : type == LupomigLexer.RBRACE ? -1 : 0;
            parser.consume();
        } while (depth > 0);
        problems.passedOver(new Span(start, Math.max(start, previousEnd(parser))));
    }

    /** Whether the word is a keyword that may stand here, were it not for the letters, or for having been a name. */
    private boolean takeForKeyword(Parser parser, PlanToken token, IntervalSet wanted) {
        if (!token.is(LupomigLexer.NAME)) {
            return false;
        }
        List<Keyword> candidates = new ArrayList<>();
        List<Keyword> fitting = new ArrayList<>();
        Place place = Contexts.place(parser.getContext(), wanted);
        for (int type : wanted.toArray()) {
            Keyword keyword = Keyword.ofToken(type);
            if (keyword != null) {
                candidates.add(keyword);
                if (keyword.fits(place)) {
                    fitting.add(keyword);
                }
            }
        }
        Keyword meant = NearKeyword.among(fitting, token.getText());
        if (meant == null) {
            meant = NearKeyword.among(candidates, token.getText());
        }
        if (meant == null) {
            return false;
        }
        if (!meant.word().equals(token.getText()) && !recovering) {
            problems.report(problems.at(
                            CompilerMessage.UNKNOWN_WORD,
                            token.span(),
                            token.getText(),
                            placeOf(meant, place).phrase(),
                            "Did you mean '" + meant.word() + "'?")
                    .withFix("change to '" + meant.word() + "'", problems.replace(token.span(), meant.word())));
        }
        token.setType(meant.tokenType());
        return true;
    }

    /** Where the keyword stands, when it begins an element outside of the one that is being read. */
    private static Place placeOf(Keyword keyword, Place read) {
        if (!keyword.fits(read)) {
            for (Place place : keyword.places()) {
                if (place.isBody()) {
                    return place;
                }
            }
        }
        return read;
    }

    private void unexpected(Parser parser, PlanToken token) {
        if (!recovering && !token.spokenOf && !PlanToken.isMissing(token)) {
            missingParts.reportUnexpected(parser, token, expected.hereOrAfter(parser));
        }
        recovering = true;
    }

    /** Whether a token may be passed over inside an element. */
    private static boolean mayPass(PlanToken token) {
        return !token.startsLine
                && !token.is(Token.EOF)
                && !token.is(LupomigLexer.LBRACE)
                && !token.is(LupomigLexer.RBRACE);
    }

    /** The lines behind a raw block that is not closed may still be of it. */
    private static boolean followsUnclosedRawBlock(Parser parser) {
        Token before = parser.getInputStream().LT(-1);
        return before instanceof PlanToken token && token.spokenOf && token.is(LupomigLexer.RAW_BLOCK);
    }

    private static PlanToken next(Parser parser) {
        return (PlanToken) parser.getCurrentToken();
    }

    private static int previousEnd(Parser parser) {
        Token before = parser.getInputStream().LT(-1);
        return before == null ? 0 : PlanToken.end(before);
    }
}
