package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.LupomigLexer;
import org.lupomig.model.source.Span;

/** Reads what a string or a raw block says: escapes, placeholders, the indentation that is not part of it. */
final class TextReader {
    private final Problems problems;
    private final String source;
    private final List<Text.Part> parts = new ArrayList<>();
    private final StringBuilder verbatim = new StringBuilder();
    private int verbatimFrom = -1;

    private TextReader(Problems problems) {
        this.problems = problems;
        this.source = problems.source().text();
    }

    /** The text of a token, which may be missing. */
    static Text read(Token token, Problems problems) {
        if (PlanToken.isMissing(token)) {
            return missing(token.getStartIndex());
        }
        TextReader reader = new TextReader(problems);
        boolean raw = token.getType() == LupomigLexer.RAW_BLOCK;
        if (raw) {
            reader.readRaw(token);
        } else {
            reader.readQuoted(token);
        }
        reader.flush();
        return new Text(PlanToken.span(token), raw ? Text.Form.RAW : Text.Form.QUOTED, reader.parts);
    }

    static Text missing(int offset) {
        return new Text(Span.at(offset), Text.Form.MISSING, List.of());
    }

    private void readQuoted(Token token) {
        int at = token.getStartIndex() + 1;
        int end = PlanToken.end(token);
        if (end - at >= 1 && isClosingQuote(end - 1, at)) {
            end--;
        }
        while (at < end) {
            if (source.charAt(at) == '\\') {
                at = readEscape(at, end);
            } else {
                at = readCharacter(at, end);
            }
        }
    }

    private boolean isClosingQuote(int at, int from) {
        int backslashes = 0;
        while (at - backslashes > from && source.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return "\"'\u201C\u201D".indexOf(source.charAt(at)) >= 0 && backslashes % 2 == 0;
    }

    private int readEscape(int at, int end) {
        int length = at + 1 < end && source.charAt(at + 1) == 'u' ? 6 : 2;
        String escape = source.substring(at, Math.min(at + length, end));
        Span span = new Span(at, at + escape.length());
        String value = escapeValue(escape);
        if (value == null) {
            String shown = escape.substring(0, Math.min(2, escape.length()));
            Span bad = new Span(at, at + shown.length());
            problems.report(problems.at(CompilerMessage.UNKNOWN_ESCAPE, bad, shown)
                    .withFix("write \\\\", problems.insert(at, "\\")));
            addVerbatim(at);
            return at + 1;
        }
        add(new Text.Chunk(span, value));
        return span.end();
    }

    private static @Nullable String escapeValue(String escape) {
        if (escape.length() == 6 && escape.charAt(1) == 'u') {
            int unit = 0;
            for (int i = 2; i < 6; i++) {
                int digit = Character.digit(escape.charAt(i), 16);
                if (digit < 0) {
                    return null;
                }
                unit = unit * 16 + digit;
            }
            return String.valueOf((char) unit);
        }
        return switch (escape) {
            case "\\\"" -> "\"";
            case "\\\\" -> "\\";
            case "\\n" -> "\n";
            case "\\r" -> "\r";
            case "\\t" -> "\t";
            default -> null;
        };
    }

    /** A character that stands for itself, a placeholder or an escaped one. */
    private int readCharacter(int at, int end) {
        if (source.startsWith("$${", at) && at + 3 <= end) {
            add(new Text.Chunk(new Span(at, at + 3), "${"));
            return at + 3;
        }
        if (source.startsWith("${", at) && at + 2 <= end) {
            int nameEnd = endOfName(at + 2, end);
            if (nameEnd > at + 2 && nameEnd < end && source.charAt(nameEnd) == '}') {
                flush();
                Name name = new Name(new Span(at + 2, nameEnd), source.substring(at + 2, nameEnd));
                parts.add(new Text.Placeholder(new Span(at, nameEnd + 1), name));
                return nameEnd + 1;
            }
            problems.report(problems.at(CompilerMessage.BAD_PLACEHOLDER, new Span(at, at + 2))
                    .withFix("write $${", problems.insert(at, "$")));
            addVerbatim(at);
            addVerbatim(at + 1);
            return at + 2;
        }
        addVerbatim(at);
        return at + 1;
    }

    private int endOfName(int from, int end) {
        int at = from;
        while (at < end && isNameCharacter(source.charAt(at), at == from)) {
            at++;
            boolean minus = at < end && source.charAt(at) == '-';
            if (minus && at + 1 < end && isNameCharacter(source.charAt(at + 1), false)) {
                at++;
            }
        }
        return at;
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    /**
     * The line of the opening quotes is not part of the block when nothing else stands on it, nor is that of the
     * closing ones, nor the line end before it; nor the blanks that all lines begin with.
     */
    private void readRaw(Token token) {
        int start = token.getStartIndex() + 3;
        int end = PlanToken.end(token);
        // The quotes that open it close it, those of another language, too.
        if (end - start >= 3 && source.startsWith(source.substring(start - 3, start), end - 3)) {
            end -= 3;
        }
        List<Span> lines = lines(start, end);
        boolean opensAlone = lines.size() > 1 && isBlank(lines.get(0));
        boolean closesAlone = lines.size() > 1 && isBlank(lines.get(lines.size() - 1));
        int from = opensAlone ? 1 : 0;
        int to = lines.size() - (closesAlone ? 1 : 0);
        String indent = sharedIndent(lines.subList(1, Math.max(1, to)));
        for (int i = from; i < to; i++) {
            Span line = lines.get(i);
            if (i > from) {
                addLineEnd(lines.get(i - 1).end(), line.start());
            }
            int at = i == 0 ? line.start() : Math.min(line.end(), line.start() + indent.length());
            while (at < line.end()) {
                at = readCharacter(at, line.end());
            }
        }
    }

    /** The lines of a part of the text, without their ends. */
    private List<Span> lines(int start, int end) {
        List<Span> lines = new ArrayList<>();
        int lineStart = start;
        for (int at = start; at < end; at++) {
            char c = source.charAt(at);
            if (c == '\n' || c == '\r') {
                lines.add(new Span(lineStart, at));
                if (c == '\r' && at + 1 < end && source.charAt(at + 1) == '\n') {
                    at++;
                }
                lineStart = at + 1;
            }
        }
        lines.add(new Span(lineStart, end));
        return lines;
    }

    private boolean isBlank(Span line) {
        for (int at = line.start(); at < line.end(); at++) {
            if (!Character.isWhitespace(source.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /** The blanks that all lines begin with, those aside that have nothing else. */
    private String sharedIndent(List<Span> lines) {
        String shared = null;
        for (Span line : lines) {
            if (isBlank(line)) {
                continue;
            }
            int at = line.start();
            int limit = shared == null ? line.end() : Math.min(line.end(), line.start() + shared.length());
            while (at < limit
                    && isIndent(source.charAt(at))
                    && (shared == null || source.charAt(at) == shared.charAt(at - line.start()))) {
                at++;
            }
            shared = source.substring(line.start(), at);
        }
        return shared == null ? "" : shared;
    }

    private static boolean isIndent(char c) {
        return c == ' ' || c == '\t';
    }

    private void addLineEnd(int from, int to) {
        if (to - from == 1 && source.charAt(from) == '\n') {
            addVerbatim(from);
        } else {
            add(new Text.Chunk(new Span(from, to), "\n"));
        }
    }

    private void add(Text.Chunk chunk) {
        flush();
        parts.add(chunk);
    }

    private void addVerbatim(int at) {
        if (verbatimFrom < 0 || verbatimFrom + verbatim.length() != at) {
            flush();
            verbatimFrom = at;
        }
        verbatim.append(source.charAt(at));
    }

    private void flush() {
        if (verbatim.length() > 0) {
            Span span = new Span(verbatimFrom, verbatimFrom + verbatim.length());
            parts.add(new Text.Chunk(span, verbatim.toString()));
            verbatim.setLength(0);
        }
        verbatimFrom = -1;
    }
}
