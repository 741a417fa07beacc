package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.lupomig.compiler.syntax.SyntaxToken.Kind;
import org.lupomig.grammar.Keyword;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Makes the list of tokens that tiles a text. */
final class SyntaxTokens {
    private SyntaxTokens() {}

    /** The tokens with the blanks between them. Comes last: only now is it settled which keywords are names. */
    static List<SyntaxToken> tile(SourceText source, List<PlanToken> tokens) {
        List<SyntaxToken> tiles = new ArrayList<>(tokens.size() * 2 + 1);
        int end = 0;
        for (PlanToken token : tokens) {
            addBlanks(tiles, end, token.getStartIndex());
            tiles.add(new SyntaxToken(kind(token.getType()), token.span()));
            end = token.end();
        }
        addBlanks(tiles, end, source.length());
        return tiles;
    }

    private static void addBlanks(List<SyntaxToken> tiles, int from, int to) {
        if (from < to) {
            tiles.add(new SyntaxToken(Kind.WHITESPACE, new Span(from, to)));
        }
    }

    /** What a token of a type of the lexer is. */
    static Kind kind(int type) {
        if (Keyword.ofToken(type) != null) {
            return Kind.KEYWORD;
        }
        return switch (type) {
            case LupomigLexer.NAME -> Kind.NAME;
            case LupomigLexer.STRING -> Kind.STRING;
            case LupomigLexer.RAW_BLOCK -> Kind.RAW_BLOCK;
            case LupomigLexer.INTEGER,
                    LupomigLexer.DECIMAL,
                    LupomigLexer.VERSION_NUMBER,
                    LupomigLexer.DURATION,
                    LupomigLexer.PERCENT -> Kind.NUMBER;
            case LupomigLexer.LBRACE,
                    LupomigLexer.RBRACE,
                    LupomigLexer.LPAREN,
                    LupomigLexer.RPAREN,
                    LupomigLexer.COMMA,
                    LupomigLexer.DOT -> Kind.PUNCTUATION;
            case LupomigLexer.ARROW,
                    LupomigLexer.EQ,
                    LupomigLexer.NE,
                    LupomigLexer.LT,
                    LupomigLexer.LE,
                    LupomigLexer.GT,
                    LupomigLexer.GE,
                    LupomigLexer.PLUS,
                    LupomigLexer.MINUS,
                    LupomigLexer.STAR,
                    LupomigLexer.SLASH -> Kind.OPERATOR;
            case LupomigLexer.DOC_COMMENT -> Kind.DOC_COMMENT;
            case LupomigLexer.LINE_COMMENT,
                    LupomigLexer.BLOCK_COMMENT,
                    LupomigLexer.WRONG_COMMENT,
                    LupomigLexer.UNCLOSED_COMMENT -> Kind.COMMENT;
            default -> Kind.UNKNOWN;
        };
    }
}
