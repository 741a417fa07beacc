package org.lupomig.sql;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.diagnostic.Diagnostic;
import org.lupomig.model.source.Location;
import org.lupomig.model.source.Position;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Statement;

/**
 * Reads a script statement by statement, and keeps no more of it than the statement needs: some hundred thousand
 * characters, or the longest statement. What it reads is what {@link SqlScript} reads. Not safe for use by several
 * threads.
 *
 * <p>A statement is taken as soon as there is text behind its end. Where the text that was read so far ends first, more
 * is read and the statement is cut anew from its start.
 */
public final class ScriptStream {
    private static final int CHUNK = 256 * 1024;

    private final Reader reader;
    private final String file;
    private final List<Statement> statements = new ArrayList<>(1);
    private final List<Diagnostic> diagnostics = new ArrayList<>(1);
    private final StatementMaker maker;
    private final char[] chunk;
    private final int longest;
    private String window = "";
    private Splitter splitter = new Splitter("");
    private boolean exhausted;
    private boolean ended;
    /** Where the window begins in the file. */
    private int base;

    private int line = 1;
    private int column = 1;
    /** The offset in the window that line and column are of. */
    private int counted;

    /**
     * A stream over a script.
     *
     * @param reader the script, without a byte-order mark; closing it is the caller's
     * @param file what locations call it
     * @param defaultSchema what unqualified names mean before the first {@code USE}; null: the connection's own
     * @param use whether it may hold what only undo scripts may
     * @param dialect how quotes are read at its beginning
     */
    public ScriptStream(
            Reader reader, String file, @Nullable String defaultSchema, ScriptUse use, ScriptDialect dialect) {
        this(reader, file, defaultSchema, use, dialect, CHUNK, SqlScript.LONGEST);
    }

    /**
     * @param size how many characters are read at once
     * @param longest how many characters a statement may have
     */
    ScriptStream(
            Reader reader,
            String file,
            @Nullable String defaultSchema,
            ScriptUse use,
            ScriptDialect dialect,
            int size,
            int longest) {
        this.reader = reader;
        this.chunk = new char[size];
        this.longest = longest;
        this.file = file;
        this.maker = new StatementMaker(defaultSchema, use, dialect, statements, diagnostics);
        maker.inPassing(window, this::locate);
        splitter.dialect(dialect);
    }

    /**
     * A statement and what is wrong with it.
     *
     * @param statement null where a statement is too long to be read, which then is the last
     * @param diagnostics sorted
     */
    public record Read(@Nullable Statement statement, List<Diagnostic> diagnostics) {
        public Read {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The next statement; null behind the last one. */
    public @Nullable Read next() throws IOException {
        while (true) {
            int start = splitter.position();
            Splitter before = new Splitter(window, splitter);
            boolean found = splitter.next();
            if (splitter.position() - start > longest) {
                return tooLong(start);
            } else if (!exhausted && splitter.position() >= window.length()) {
                refill(start, before);
            } else if (!found) {
                return end();
            } else {
                Read read = take();
                if (read != null) {
                    return read;
                }
            }
        }
    }

    /** How many characters are kept. */
    int kept() {
        return window.length();
    }

    /** What is wrong with the script as a whole, once. */
    private @Nullable Read end() {
        if (ended) {
            return null;
        }
        ended = true;
        maker.end();
        return diagnostics.isEmpty() ? null : new Read(null, diagnostics);
    }

    private @Nullable Read take() {
        maker.take(splitter);
        splitter.dialect(maker.dialect());
        Read read = statements.isEmpty() && diagnostics.isEmpty()
                ? null
                : new Read(
                        statements.isEmpty() ? null : statements.get(0),
                        diagnostics.stream().sorted().toList());
        statements.clear();
        diagnostics.clear();
        return read;
    }

    /** Forgets what is before {@code from} and reads as much again as is kept, a chunk at least. */
    private void refill(int from, Splitter before) throws IOException {
        // half a line end counts as one only when it is known what follows
        boolean half = from > 0 && from == window.length() && window.charAt(from - 1) == '\r';
        int start = half ? from - 1 : from;
        countTo(start);
        StringBuilder next = new StringBuilder(2 * (window.length() - start) + chunk.length);
        next.append(window, start, window.length());
        int wanted = Math.min(Math.max(chunk.length, next.length()), longest + chunk.length - next.length());
        while (wanted > 0) {
            int got = reader.read(chunk, 0, Math.min(wanted, chunk.length));
            if (got < 0) {
                exhausted = true;
                break;
            }
            next.append(chunk, 0, got);
            wanted -= got;
        }
        base += start;
        counted -= start;
        window = next.toString();
        splitter = new Splitter(window, before);
        maker.inPassing(window, this::locate);
    }

    /** What is kept is given up; nothing comes behind it. */
    private Read tooLong(int start) {
        Diagnostic said =
                Diagnostic.of(SqlMessage.SCRIPT_TOO_LARGE, locate(Span.at(start)), window.length() - start, longest);
        exhausted = true;
        window = "";
        splitter = new Splitter(window);
        return new Read(null, List.of(said));
    }

    /** Statements come in order, and so do most places: lines are counted from the last one on. */
    private Location locate(Span span) {
        if (span.start() >= counted) {
            countTo(span.start());
            return new Location(file, span.shift(base), new Position(line, column));
        }
        throw new IllegalStateException("a place before the last one");
    }

    private void countTo(int offset) {
        for (int i = counted; i < offset; i++) {
            char c = window.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && (i + 1 == window.length() || window.charAt(i + 1) != '\n'));
            if (ends) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        counted = Math.max(counted, offset);
    }
}
