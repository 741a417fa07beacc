package org.lupomig.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.model.sql.UnfitRows;
import org.lupomig.model.sql.UnfitRows.Unique;
import org.lupomig.sql.TableDefinition.Part;

/**
 * Which rows would keep a unique key from coming back: those that have the same in its columns as others. A key that is
 * there counts as one that comes back where its columns get another collation, in which more may be alike.
 */
final class UniqueWay {
    private final TableDefinition before;
    /** The definition now, but for its columns in the names from before. */
    private final TableDefinition after;

    private final RenamedColumns names;
    private final OptionWay options;
    private final List<UnfitRows> rows = new ArrayList<>();

    private UniqueWay(TableDefinition before, TableDefinition after, RenamedColumns names, OptionWay options) {
        this.before = before;
        this.after = after;
        this.names = names;
        this.options = options;
    }

    /**
     * By each key the rows in its way, as they are asked for in the table now. A key of columns that are not there now,
     * or that are computed in another way, is left out: what will be in them is not known yet.
     */
    static List<UnfitRows> of(TableDefinition before, TableDefinition after, RenamedColumns names, OptionWay options) {
        UniqueWay way = new UniqueWay(before, after, names, options);
        if (before.primaryKey() != null) {
            way.add(before.primaryKey(), after.primaryKey(), "the primary key comes back", true);
        }
        Map<String, String> is = WayBuilder.byName(after.keys());
        for (Part key : before.keys()) {
            if (key.text().startsWith("UNIQUE ")) {
                way.add(key.text(), is.get(key.name()), "key " + key.name() + " comes back", false);
            }
        }
        return way.rows;
    }

    private void add(String was, @Nullable String is, String why, boolean primary) {
        List<Piece> pieces = pieces(was);
        boolean there = is != null && WayBuilder.used(was).equals(WayBuilder.used(is));
        List<String> by = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        StringJoiner filled = new StringJoiner(" AND ");
        filled.setEmptyValue("TRUE");
        for (Piece piece : pieces) {
            Part then = column(before, piece.column());
            String now = then == null ? null : names.now(then.name());
            Part part = now == null ? null : column(after, now);
            Column earlier = then == null ? null : ColumnText.read(then.text());
            Column current = part == null ? null : ColumnText.read(part.text());
            if (then == null
                    || part == null
                    || earlier == null
                    || current == null
                    || isOtherwise(then, part, earlier, current)) {
                return;
            }
            String name = SqlQuoting.identifier(part.name());
            String value = value(name, earlier, current);
            there = there && value.equals(name);
            by.add(piece.length() == 0 ? value : "LEFT(" + value + ", " + piece.length() + ")");
            columns.add(part.name());
            if (!current.notNull()) {
                filled.add(name + " IS NOT NULL");
            }
        }
        if (!there && !by.isEmpty()) {
            rows.add(new UnfitRows(filled.toString(), why, new Unique(by, primary ? columns : List.of())));
        }
    }

    private static @Nullable Part column(TableDefinition table, String name) {
        return table.columns().stream()
                .filter(part -> part.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether a column is computed by one of the definitions, and not in the same way by the other. */
    private boolean isOtherwise(Part then, Part now, Column earlier, Column current) {
        boolean computed = earlier.has(ColumnAttribute.Generated.class) || current.has(ColumnAttribute.Generated.class);
        return computed && !then.text().equals(names.back(now.text(), 0));
    }

    /** A column's value as the key compares it. */
    private String value(String name, Column earlier, Column current) {
        if (!Narrowing.isText(TypeNames.canonical(earlier.type()))) {
            return name;
        }
        String charset = Narrowing.charset(earlier.type(), options.charset(false));
        String collation = collation(earlier, false);
        boolean same = Narrowing.isText(TypeNames.canonical(current.type()))
                && charset.equalsIgnoreCase(Narrowing.charset(current.type(), options.charset(true)))
                && collation.equalsIgnoreCase(collation(current, true));
        if (same || !isName(charset) || !isName(collation + "x")) {
            return name;
        }
        return "CONVERT(" + name + " USING " + charset + ")" + (collation.isEmpty() ? "" : " COLLATE " + collation);
    }

    /** Empty where it is what the character set has by itself. */
    private String collation(Column column, boolean now) {
        String own = column.type().collation();
        return own != null ? own : column.type().charset() != null ? "" : options.collation(now);
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> Characters.isName((char) c) && c < 0x80);
    }

    /**
     * A column of a key.
     *
     * @param length of how much of it the key has; 0 for all
     */
    private record Piece(String column, int length) {}

    /** What a key is made of; nothing where it goes by more than values that are to be different. */
    private static List<Piece> pieces(String key) {
        Splitter splitter = new Splitter(key);
        if (!splitter.next() || splitter.problem() != null) {
            return List.of();
        }
        Tokens tokens = splitter.tokens();
        List<Piece> pieces = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.count(); i++) {
            String word = key.substring(tokens.start(i), tokens.end(i));
            if (word.equals("(")) {
                depth++;
            } else if (word.equals(")")) {
                depth--;
                if (depth == 0) {
                    return pieces;
                }
            } else if (depth == 1 && tokens.kind(i) == Tokens.QUOTED_NAME) {
                pieces.add(new Piece(Characters.unquoted(word), 0));
            } else if (depth == 2 && !pieces.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                String column = pieces.remove(pieces.size() - 1).column();
                pieces.add(new Piece(column, Integer.parseInt(word)));
            } else if (depth > 0 && !word.equals(",") && !word.equals("DESC") && !word.equals("ASC")) {
                return List.of();
            }
        }
        return List.of();
    }
}
