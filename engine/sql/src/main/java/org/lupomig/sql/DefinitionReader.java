package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lupomig.sql.TableDefinition.Part;

/** Takes apart what {@code SHOW CREATE TABLE} gives: by its words, so that no comment or name can mislead it. */
final class DefinitionReader {
    private final String text;
    private final Tokens tokens;
    private final Cursor c;
    private final List<Part> columns = new ArrayList<>();
    private final List<Part> keys = new ArrayList<>();
    private final List<Part> foreignKeys = new ArrayList<>();
    private final List<Part> checks = new ArrayList<>();
    private final List<String> periods = new ArrayList<>();
    private @Nullable String primaryKey;

    private DefinitionReader(String text, Tokens tokens) {
        this.text = text;
        this.tokens = tokens;
        this.c = new Cursor(text, tokens, null);
    }

    static Optional<TableDefinition> read(String text) {
        Splitter splitter = new Splitter(text);
        boolean one = splitter.next() && splitter.problem() == null;
        return one ? new DefinitionReader(text, splitter.tokens()).table() : Optional.empty();
    }

    private Optional<TableDefinition> table() {
        c.expect("CREATE");
        c.accept("TEMPORARY");
        c.expect("TABLE");
        String name = c.object().name();
        int open = c.position();
        int close = c.atSymbol('(') ? c.closing(open) : -1;
        if (close < 0 || !parts(open, close)) {
            return Optional.empty();
        }
        int partition = close + 1;
        while (partition < c.count() && !c.isWord(partition, "PARTITION")) {
            partition++;
        }
        // PARTITION may stand in a comment that is code: its opening marker belongs to the tail's text alone.
        int end = partition < c.count() ? tokens.start(partition) : text.length();
        String options = withoutCounter(close, partition, end);
        return Optional.of(new TableDefinition(
                name,
                columns,
                primaryKey,
                keys,
                foreignKeys,
                checks,
                periods,
                options,
                text.substring(end).strip()));
    }

    private boolean parts(int open, int close) {
        int first = open + 1;
        int depth = 0;
        for (int i = open + 1; i <= close; i++) {
            if (c.isSymbol(i, '(')) {
                depth++;
            } else if (i < close && c.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && (i == close || c.isSymbol(i, ','))) {
                if (first >= i || !part(first, i)) {
                    return false;
                }
                first = i + 1;
            }
        }
        return !columns.isEmpty();
    }

    /** The part between two tokens, the second being the comma or parenthesis behind it. */
    private boolean part(int from, int to) {
        String definition =
                text.substring(tokens.end(from - 1), tokens.start(to)).strip();
        if (tokens.kind(from) == Tokens.QUOTED_NAME) {
            return add(columns, from, definition);
        }
        return switch (c.word(from)) {
            case "PRIMARY" -> {
                primaryKey = definition;
                yield true;
            }
            case "KEY" -> add(keys, from + 1, definition);
            case "UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR" -> add(keys, from + 2, definition);
            case "CONSTRAINT" ->
                c.isWord(from + 2, "FOREIGN")
                        ? add(foreignKeys, from + 1, definition)
                        : c.isWord(from + 2, "CHECK") && add(checks, from + 1, definition);
            case "PERIOD" -> periods.add(definition);
            default -> false;
        };
    }

    private boolean add(List<Part> parts, int nameAt, String definition) {
        if (nameAt >= c.count() || tokens.kind(nameAt) != Tokens.QUOTED_NAME) {
            return false;
        }
        c.moveTo(nameAt);
        return parts.add(new Part(c.name(), definition));
    }

    /** The options' text between the closing parenthesis and {@code end}, without {@code AUTO_INCREMENT=n}. */
    private String withoutCounter(int close, int behind, int end) {
        int start = tokens.end(close);
        for (int i = close + 1; i + 2 < behind; i++) {
            if (c.isWord(i, "AUTO_INCREMENT") && c.isSymbol(i + 1, '=')) {
                String before = text.substring(start, tokens.start(i)).strip();
                String after = text.substring(tokens.end(i + 2), end).strip();
                return before.isEmpty() ? after : after.isEmpty() ? before : before + " " + after;
            }
        }
        return text.substring(start, end).strip();
    }
}
