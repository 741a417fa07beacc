package org.lupomig.compiler.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lupomig.compiler.CompilerMessage;
import org.lupomig.grammar.Keyword;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.diagnostic.Edit;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.SourceText;
import org.lupomig.model.source.Span;

/** Collects what is wrong with one text. */
final class Problems {
    /** More would help nobody, and a text of four million mistakes shall not fill the memory. */
    private static final int LIMIT = 1000;

    private final SourceText source;
    private final String lineEnd;
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Keyword> outOfHeaders = EnumSet.noneOf(Keyword.class);
    private boolean saidNested;
    private int unreadFrom = Integer.MAX_VALUE;

    Problems(SourceText source) {
        this.source = source;
        this.lineEnd = source.text().contains("\r\n") ? "\r\n" : "\n";
    }

    SourceText source() {
        return source;
    }

    /** From here on the text was not read, and that has been said: nothing else is said about it. */
    void unreadFrom(int offset) {
        unreadFrom = Math.min(unreadFrom, offset);
    }

    /** What stands in {@code span} is passed over whole: whatever was said of its characters is forgotten. */
    void passedOver(Span span) {
        found.removeIf(said -> span.covers(said.location().span())
                && (said.type() == CompilerMessage.UNKNOWN_CHARACTER
                        || said.type() == CompilerMessage.WRONG_QUOTES
                        || said.type() == CompilerMessage.WRONG_COMMENT));
    }

    /** Whether nothing has been said yet. */
    boolean none() {
        return found.isEmpty();
    }

    /** Once for a text: levels below the deepest are not read. */
    void nestedTooDeeply(Span span) {
        if (!saidNested) {
            saidNested = true;
            report(CompilerMessage.NESTED_TOO_DEEPLY, span, Syntax.MAX_NESTING);
        }
    }

    /** A clause stands in a body instead of its header, and that has been said: it is not missing as well. */
    void outOfHeader(Keyword clause) {
        outOfHeaders.add(clause);
    }

    /** Whether such a clause stands in a body, and that has been said. */
    boolean isOutOfHeader(Keyword clause) {
        return outOfHeaders.contains(clause);
    }

    /** Whether part of the text was not read. */
    boolean isCutShort() {
        return unreadFrom < Integer.MAX_VALUE;
    }

    Diagnostic at(CompilerMessage message, Span span, Object... arguments) {
        return Diagnostic.of(message, Location.of(source, span), arguments);
    }

    void report(CompilerMessage message, Span span, Object... arguments) {
        report(at(message, span, arguments));
    }

    void report(Diagnostic diagnostic) {
        if (diagnostic.location().span().start() >= unreadFrom) {
            return;
        }
        if (found.size() < LIMIT) {
            found.add(diagnostic);
        } else if (found.size() == LIMIT) {
            found.add(
                    at(CompilerMessage.TOO_MANY_MISTAKES, diagnostic.location().span(), LIMIT));
        }
    }

    /** Also where the text was not read: says why. */
    void reportAnyway(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    /** A line end as the text has them, and blanks. */
    String newLine(int indent) {
        return lineEnd + " ".repeat(indent);
    }

    /** In place of all that was said: one thing that explains it. */
    void reportInstead(Diagnostic diagnostic) {
        found.clear();
        found.add(diagnostic);
    }

    Edit replace(Span span, String text) {
        return new Edit(source.name(), span, text);
    }

    Edit insert(int offset, String text) {
        return replace(Span.at(offset), text);
    }

    Location location(Span span) {
        return Location.of(source, span);
    }

    List<Diagnostic> ordered() {
        Collections.sort(found);
        return found;
    }
}
