package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.TableOption;
import org.lupomig.model.sql.TableRef;

/** Reads the parts of keys and foreign keys. */
final class KeyReader {
    private final Cursor c;
    private @Nullable String using;
    private List<Key.Part> parts = List.of();
    private List<TableOption> options = List.of();

    KeyReader(Cursor c) {
        this.c = c;
    }

    /** {@code UNIQUE}, {@code FULLTEXT} and the like with {@code INDEX} or {@code KEY}, or one of these alone. */
    static Key.Kind kind(Cursor c) {
        Key.Kind kind = kindOf(c.word());
        if (kind == Key.Kind.PLAIN) {
            if (!c.accept("INDEX")) {
                c.expect("KEY");
            }
            return kind;
        }
        c.next();
        if (kind == Key.Kind.PRIMARY) {
            c.expect("KEY");
        } else if (!c.accept("INDEX")) {
            c.accept("KEY");
        }
        return kind;
    }

    static Key.Kind kindOf(String word) {
        return switch (word) {
            case "PRIMARY" -> Key.Kind.PRIMARY;
            case "UNIQUE" -> Key.Kind.UNIQUE;
            case "FULLTEXT" -> Key.Kind.FULLTEXT;
            case "SPATIAL" -> Key.Kind.SPATIAL;
            case "VECTOR" -> Key.Kind.VECTOR;
            default -> Key.Kind.PLAIN;
        };
    }

    /** A name, or null at an opening parenthesis or {@code USING}: what stands where it may be left out. */
    static @Nullable String optionalName(Cursor c) {
        boolean type = c.at("TYPE") && c.isSymbol(c.position() + 2, '(');
        return c.atSymbol('(') || c.at("USING") || type ? null : c.name();
    }

    /** {@code USING BTREE} or {@code TYPE BTREE}, where it stands here. */
    KeyReader type() {
        if (c.accept("USING") || (c.at("TYPE") && !c.isSymbol(c.position() + 1, '(') && c.accept("TYPE"))) {
            using = Characters.upper(c.name());
        }
        return this;
    }

    /** {@code (a, b(10) DESC)}. */
    KeyReader columns() {
        parts = parts(c);
        return this;
    }

    /** {@code COMMENT '…' KEY_BLOCK_SIZE=8 USING HASH}, as far as they go. */
    KeyReader options() {
        List<TableOption> found = new ArrayList<>();
        boolean more = true;
        while (more && !c.atEnd()) {
            if (c.at("USING") || c.at("TYPE")) {
                type();
            } else {
                TableOption option = Options.ofKey(c);
                more = option != null && found.add(option);
            }
        }
        options = found;
        return this;
    }

    Key key(Key.Kind kind, @Nullable String name, @Nullable Span guard, Span span) {
        return new Key(kind, name, parts, using, options, guard, span);
    }

    static List<Key.Part> parts(Cursor c) {
        if (!c.acceptSymbol('(')) {
            c.unexpected("a list of columns is missing");
            return List.of();
        }
        List<Key.Part> parts = new ArrayList<>(4);
        do {
            parts.add(part(c));
        } while (c.acceptSymbol(','));
        if (!c.acceptSymbol(')')) {
            c.unexpected("a closing parenthesis is missing");
        }
        return parts;
    }

    private static Key.Part part(Cursor c) {
        int start = c.position();
        String column = c.column();
        long length = 0;
        if (c.acceptSymbol('(')) {
            length = c.number();
            if (!c.acceptSymbol(')')) {
                c.unexpected("a closing parenthesis is missing");
            }
        }
        boolean descending = c.accept("DESC");
        if (!descending) {
            c.accept("ASC");
        }
        boolean withoutOverlaps = c.accept("WITHOUT", "OVERLAPS");
        return new Key.Part(column, length, descending, withoutOverlaps, c.since(start));
    }

    /** {@code REFERENCES table (columns) MATCH … ON DELETE … ON UPDATE …}. */
    static ForeignKey.Target target(Cursor c, @Nullable String schema) {
        c.expect("REFERENCES");
        TableRef table = c.table(schema);
        List<Key.Part> columns = c.atSymbol('(') ? parts(c) : List.of();
        String match = null;
        ForeignKey.Action onDelete = null;
        ForeignKey.Action onUpdate = null;
        while (c.at("MATCH") || c.at("ON", "DELETE") || c.at("ON", "UPDATE")) {
            if (c.accept("MATCH")) {
                match = c.word();
                c.next();
            } else if (c.accept("ON", "DELETE")) {
                onDelete = action(c);
            } else {
                c.moveTo(c.position() + 2);
                onUpdate = action(c);
            }
        }
        return new ForeignKey.Target(table, columns, match, onDelete, onUpdate);
    }

    private static ForeignKey.@Nullable Action action(Cursor c) {
        for (ForeignKey.Action action : ForeignKey.Action.values()) {
            String words = action.words();
            int blank = words.indexOf(' ');
            boolean here =
                    blank < 0 ? c.accept(words) : c.accept(words.substring(0, blank), words.substring(blank + 1));
            if (here) {
                return action;
            }
        }
        c.unexpected("what is to happen is missing");
        return null;
    }
}
