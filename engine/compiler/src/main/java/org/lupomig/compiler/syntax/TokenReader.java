package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;
import org.lupomig.grammar.Lines;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.grammar.PlanStream;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Cuts a text into tokens, and speaks of the characters that make none. */
final class TokenReader implements TokenFactory<PlanToken> {
    private final SourceText source;
    private final String text;
    private final Problems problems;
    private final LexicalMistakes mistakes;
    private final SquareBrackets brackets;

    private final List<PlanToken> all = new ArrayList<>();
    private final List<PlanToken> meaningful = new ArrayList<>();
    private final Map<Integer, Doc> docs = new HashMap<>();
    private final List<PlanToken> docLines = new ArrayList<>();

    private int readTo;
    private boolean onFreshLine = true;
    private int indent;

    private TokenReader(Problems problems) {
        this.source = problems.source();
        this.text = source.text();
        this.problems = problems;
        this.mistakes = new LexicalMistakes(problems);
        this.brackets = new SquareBrackets(problems);
    }

    /**
     * What was read.
     *
     * @param all comments included, blanks not; they cover the rest
     * @param meaningful what the parser sees, the end of the file at the end
     * @param docs doc comments by the offset of the token that they stand before
     */
    record Tokens(List<PlanToken> all, List<PlanToken> meaningful, Map<Integer, Doc> docs) {}

    static Tokens read(Problems problems) {
        return new TokenReader(problems).read();
    }

    private Tokens read() {
        LupomigLexer lexer = new LupomigLexer(new PlanStream(source.name(), text));
        lexer.removeErrorListeners();
        lexer.setTokenFactory(this);
        while (true) {
            PlanToken token = (PlanToken) lexer.nextToken();
            if (token.is(Token.EOF)) {
                mistakes.finish();
                meaningful.add(token);
                return new Tokens(all, meaningful, docs);
            }
            take(token);
        }
    }

    private void take(PlanToken token) {
        all.add(token);
        if (!token.is(LupomigLexer.UNKNOWN) && !token.is(LupomigLexer.COLON)) {
            mistakes.finish();
        }
        switch (token.getType()) {
            case LupomigLexer.LINE_COMMENT, LupomigLexer.BLOCK_COMMENT -> {}
            case LupomigLexer.DOC_COMMENT -> {
                if (token.startsLine) {
                    docLines.add(token);
                }
            }
            case LupomigLexer.WRONG_COMMENT -> mistakes.wrongComment(token);
            case LupomigLexer.UNCLOSED_COMMENT -> {
                problems.unreadFrom(meaningful.isEmpty() ? 0 : last().end());
                mistakes.unclosedComment(token);
            }
            case LupomigLexer.UNKNOWN -> {
                int meant = brackets.read(token, typeBefore(1) == LupomigLexer.NAME ? last().end() : -1);
                if (meant == LupomigLexer.UNKNOWN) {
                    mistakes.unknownCharacter(token);
                } else if (meant != Token.INVALID_TYPE) {
                    token.setType(meant);
                    token.spokenOf = true;
                    keep(token);
                }
            }
            case LupomigLexer.UNCLOSED_STRING -> takeUnclosed(token);
            case LupomigLexer.COLON -> {
                boolean declares = typeBefore(1) == LupomigLexer.NAME
                        && (typeBefore(2) == LupomigLexer.DATABASE || typeBefore(2) == LupomigLexer.PARAM);
                if (declares) {
                    token.setType(LupomigLexer.WRONG_OPERATOR);
                    mistakes.correct(token, LupomigLexer.NAME, false);
                    keep(token);
                } else {
                    mistakes.unknownCharacter(token);
                }
            }
            default -> {
                mistakes.correct(token, typeBefore(1), inExpression());
                keep(token);
            }
        }
    }

    /** A brace at the end of the line was hardly meant to be part of the text: it opens or closes a block. */
    private void takeUnclosed(PlanToken token) {
        int end = trimmed(token.end());
        int cut = end;
        while (cut > token.getStartIndex() + 1 && "{}".indexOf(text.charAt(cut - 1)) >= 0) {
            cut--;
        }
        boolean apart = cut < end && isBlank(text.charAt(cut - 1));
        int textEnd = apart ? Math.max(trimmed(cut), token.getStartIndex() + 1) : token.end();
        PlanToken string = new PlanToken(
                LupomigLexer.STRING, text, token.getStartIndex(), textEnd, token.startsLine, token.indent);
        all.set(all.size() - 1, string);
        mistakes.unclosedString(string);
        keep(string);
        for (int at = cut; apart && at < end; at++) {
            int type = text.charAt(at) == '{' ? LupomigLexer.LBRACE : LupomigLexer.RBRACE;
            PlanToken brace = new PlanToken(type, text, at, at + 1, false, token.indent);
            all.add(brace);
            keep(brace);
        }
    }

    private void keep(PlanToken token) {
        if (!docLines.isEmpty()) {
            docs.put(token.getStartIndex(), doc());
            docLines.clear();
        }
        meaningful.add(token);
    }

    private Doc doc() {
        StringBuilder lines = new StringBuilder();
        for (PlanToken line : docLines) {
            String content = line.getText().substring(3).stripTrailing();
            lines.append(lines.length() == 0 ? "" : "\n")
                    .append(content.startsWith(" ") ? content.substring(1) : content);
        }
        Span first = docLines.get(0).span();
        return new Doc(first.union(docLines.get(docLines.size() - 1).span()), lines.toString());
    }

    private int typeBefore(int back) {
        int at = meaningful.size() - back;
        return at < 0 ? Token.EOF : meaningful.get(at).getType();
    }

    /** Whether what was read last is of an expression, as far as the words before it on its line tell. */
    private boolean inExpression() {
        for (int i = meaningful.size() - 1; i >= 0; i--) {
            PlanToken token = meaningful.get(i);
            switch (token.getType()) {
                case LupomigLexer.EXPECT, LupomigLexer.WARN, LupomigLexer.WHEN -> {
                    return true;
                }
                case LupomigLexer.LBRACE, LupomigLexer.RBRACE -> {
                    return false;
                }
                default -> {
                    if (token.startsLine) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private PlanToken last() {
        return meaningful.get(meaningful.size() - 1);
    }

    private int trimmed(int end) {
        int trimmed = end;
        while (trimmed > 0 && isBlank(text.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public PlanToken create(
            Pair<TokenSource, CharStream> from,
            int type,
            String ignored,
            int channel,
            int start,
            int stop,
            int line,
            int column) {
        for (int at = readTo; at < start; at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                onFreshLine = true;
            }
        }
        int end = type == Token.EOF ? start : stop + 1;
        if (onFreshLine) {
            indent = Lines.indent(text, Lines.start(text, start));
        }
        PlanToken token = new PlanToken(type, text, start, end, onFreshLine, indent);
        if (channel == Token.DEFAULT_CHANNEL) {
            onFreshLine = false;
        }
        readTo = end;
        return token;
    }

    @Override
    public PlanToken create(int type, String ignored) {
        throw new UnsupportedOperationException("tokens stand somewhere");
    }
}
