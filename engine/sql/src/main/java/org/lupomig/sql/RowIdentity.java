package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute;
import org.lupomig.model.sql.ColumnType;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.sql.TableDefinition.Part;

/** By which columns the rows of a table are told apart before and after an ALTER: those of a unique key it leaves. */
public final class RowIdentity {
    /** InnoDB's, in bytes. */
    private static final long LONGEST_KEY = 3072;

    private RowIdentity() {}

    /**
     * The columns, the name after the statement by the name before it; empty where there are none.
     *
     * @param lost columns whose values do not come through
     */
    public static Map<String, String> of(AlterTable alter, TableDefinition before, List<String> lost) {
        List<String> candidates = new ArrayList<>();
        if (before.primaryKey() != null) {
            candidates.add(before.primaryKey());
        }
        for (Part key : before.keys()) {
            if (key.text().startsWith("UNIQUE ")) {
                candidates.add(key.text());
            }
        }
        for (String key : candidates) {
            Map<String, String> columns = columns(key, alter, before, lost);
            if (columns != null) {
                return columns;
            }
        }
        return Map.of();
    }

    private static @Nullable Map<String, String> columns(
            String key, AlterTable alter, TableDefinition before, List<String> lost) {
        List<String> names = whole(key);
        if (names == null || names.isEmpty() || (key.contains(") USING HASH") && isLong(names, before))) {
            return null;
        }
        Map<String, String> renamed = DefinitionWay.renamed(alter, before);
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : names) {
            boolean goes = lost.stream().anyMatch(name::equalsIgnoreCase) || dropped(alter, name);
            if (goes || !stored(before, name)) {
                return null;
            }
            columns.put(name, now(renamed, name));
        }
        return columns;
    }

    /** The name that a column has after an ALTER. */
    static String now(Map<String, String> renamed, String name) {
        for (Map.Entry<String, String> pair : renamed.entrySet()) {
            if (pair.getKey().equalsIgnoreCase(name)) {
                return pair.getValue();
            }
        }
        return name;
    }

    private static boolean dropped(AlterTable alter, String name) {
        return alter.actions().stream()
                .anyMatch(action -> action instanceof AlterAction.DropColumn drop
                        && drop.column().equalsIgnoreCase(name));
    }

    /** Whether a key of these columns is longer than one that is kept in order, as an image has it. */
    private static boolean isLong(List<String> names, TableDefinition before) {
        long bytes = 0;
        for (Part part : before.columns()) {
            Column column =
                    names.stream().anyMatch(part.name()::equalsIgnoreCase) ? ColumnText.read(part.text()) : null;
            if (column != null) {
                ColumnType type = TypeNames.canonical(column.type());
                boolean unbounded = Narrowing.textRank(type.name()) >= 0 || Narrowing.blobRank(type.name()) >= 0;
                bytes += unbounded ? LONGEST_KEY + 1 : 4 * Narrowing.number(type, 0, 1);
            }
        }
        return bytes > LONGEST_KEY;
    }

    private static boolean stored(TableDefinition before, String name) {
        for (Part part : before.columns()) {
            if (part.name().equalsIgnoreCase(name)) {
                Column column = ColumnText.read(part.text());
                return column != null
                        && column.notNull()
                        && !column.has(ColumnAttribute.Generated.class)
                        && !column.has(ColumnAttribute.RowTime.class);
            }
        }
        return false;
    }

    /** The columns of a key; null where it has only a part of one, or what is no column. */
    static @Nullable List<String> whole(String key) {
        Splitter splitter = new Splitter(key);
        if (!splitter.next() || splitter.problem() != null) {
            return null;
        }
        Tokens tokens = splitter.tokens();
        List<String> names = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < tokens.count(); i++) {
            String word = key.substring(tokens.start(i), tokens.end(i));
            if (!inside) {
                inside = word.equals("(");
            } else if (word.equals(")")) {
                return names;
            } else if (tokens.kind(i) == Tokens.QUOTED_NAME) {
                names.add(Characters.unquoted(word));
            } else if (!word.equals(",") && !word.equals("DESC") && !word.equals("ASC")) {
                return null;
            }
        }
        return null;
    }
}
