package org.lupomig.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;

/**
 * Finds the end of a raw block and of a comment. That of a raw block is more than a pattern: when the closing quotes
 * are left out, the block must not swallow the rest of the file, nor take the opening quotes of the next block for its
 * own end.
 */
public abstract class BlockLexer extends Lexer {
    private static final String QUOTES = "\"\"\"";

    protected BlockLexer(CharStream input) {
        super(input);
    }

    /** Called behind the opening quotes: goes to the end of the block, and says if it has none. */
    protected final void endRawBlock() {
        String text = ((PlanStream) getInputStream()).text();
        int from = getInputStream().index();
        int quotes = text.indexOf(QUOTES, from);
        int outdent = outdentedLine(text, from, quotes < 0 ? text.length() : quotes);
        boolean closed = quotes >= 0 && (outdent < 0 || !opensBlock(text, quotes));
        if (closed) {
            getInputStream().seek(quotes + QUOTES.length());
        } else {
            getInputStream().seek(trimmedEnd(text, from, outdent < 0 ? text.length() : outdent));
            setType(LupomigLexer.UNCLOSED_RAW_BLOCK);
        }
    }

    /**
     * Called behind three quotes that open nothing in this language: goes to the next three, and takes what they
     * enclose for a raw block; where there are none, they are characters that mean nothing.
     */
    protected final void endWrongRawBlock() {
        String text = ((PlanStream) getInputStream()).text();
        int from = getInputStream().index();
        int end = text.indexOf(text.substring(from - QUOTES.length(), from), from);
        if (end < 0) {
            setType(LupomigLexer.UNKNOWN);
        } else {
            getInputStream().seek(end + QUOTES.length());
        }
    }

    /** Called behind the opening of a comment: goes to its end, and says if it has none. */
    protected final void endBlockComment() {
        String text = ((PlanStream) getInputStream()).text();
        int end = text.indexOf("*/", getInputStream().index());
        getInputStream().seek(end < 0 ? text.length() : end + 2);
        if (end < 0) {
            setType(LupomigLexer.UNCLOSED_COMMENT);
        }
    }

    /** Where the first line begins, not blank, that is indented no deeper than the line the block begins on; or -1. */
    private static int outdentedLine(String text, int from, int to) {
        int indent = Lines.indent(text, Lines.start(text, from));
        int line = Lines.next(text, from);
        while (line < to) {
            if (!Lines.isBlank(text, line) && Lines.indent(text, line) <= indent) {
                return line;
            }
            line = Lines.next(text, line);
        }
        return -1;
    }

    /** Whether what stands before quotes on their line asks for a text, so that they are not the end of one. */
    private static boolean opensBlock(String text, int quotes) {
        int end = trimmedEnd(text, Lines.start(text, quotes), quotes);
        int start = end;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        if (start == end) {
            return end > 0 && "(,=".indexOf(text.charAt(end - 1)) >= 0 && end > Lines.start(text, quotes);
        }
        return switch (text.substring(start, end)) {
            case "sql", "undo", "replace", "all", "matching", "with", "where", "because", "header", "to" -> true;
            default -> false;
        };
    }

    private static int trimmedEnd(String text, int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
