package org.lupomig.sql.sqlite;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.Column;
import org.lupomig.model.sql.ColumnAttribute.AutoIncrement;
import org.lupomig.model.sql.ColumnAttribute.InlineKey;
import org.lupomig.model.sql.ColumnAttribute.Option;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.TableOption;
import org.lupomig.sql.Cursor;

/** Definitions of tables that can be read and that SQLite refuses, whatever is in the database. */
final class TableChecks {
    private final Cursor c;

    private TableChecks(Cursor c) {
        this.c = c;
    }

    /** Says the first thing that is wrong; the cursor stands behind the definition. */
    static void check(Cursor c, List<Column> columns, List<Key> keys, List<TableOption> options) {
        if (!c.hasEnded()) {
            new TableChecks(c).check(columns, keys, options);
        }
    }

    private void check(List<Column> columns, List<Key> keys, List<TableOption> options) {
        Set<String> names = new HashSet<>();
        int primary = 0;
        for (Column column : columns) {
            if (!names.add(SqliteWords.folded(column.name()))) {
                say("the column " + column.name() + " is there twice", column.span());
            }
            if (isPrimary(column) && ++primary > 1) {
                say("there are two primary keys", column.span());
            }
        }
        for (Key key : keys) {
            if (key.kind() == Key.Kind.PRIMARY && ++primary > 1) {
                say("there are two primary keys", key.span());
            }
            for (Key.Part part : key.parts()) {
                if (!names.contains(SqliteWords.folded(part.column()))) {
                    say("its key names " + part.column() + ", which is none of its columns", part.span());
                }
            }
        }
        boolean withoutRowid = has(options, "WITHOUT ROWID");
        if (withoutRowid && primary == 0) {
            say("WITHOUT ROWID needs a primary key", options.get(0).span());
        }
        automatic(columns, keys, withoutRowid);
        if (has(options, "STRICT")) {
            columns.forEach(this::strict);
        }
    }

    private void automatic(List<Column> columns, List<Key> keys, boolean withoutRowid) {
        for (Column column : columns) {
            if (column.has(AutoIncrement.class)) {
                boolean fits = column.type().name().equals("INTEGER")
                        && column.attributes().stream()
                                .noneMatch(attribute -> attribute instanceof Option said
                                        && said.option().name().equals("PRIMARY KEY"));
                automatic(fits, withoutRowid, column.span());
            }
        }
        for (Key key : keys) {
            if (has(key.options(), "AUTOINCREMENT")) {
                String only = key.parts().size() == 1 ? key.parts().get(0).column() : "";
                boolean fits = columns.stream()
                        .anyMatch(column -> column.name().equalsIgnoreCase(only)
                                && column.type().name().equals("INTEGER"));
                automatic(fits, withoutRowid, key.span());
            }
        }
    }

    private void automatic(boolean fits, boolean withoutRowid, Span at) {
        if (!fits) {
            say("AUTOINCREMENT needs an INTEGER PRIMARY KEY", at);
        } else if (withoutRowid) {
            say("AUTOINCREMENT needs the rowid that WITHOUT ROWID gives up", at);
        }
    }

    private void strict(Column column) {
        String type = column.type().name();
        switch (type) {
            case "INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY" -> {
                if (!column.type().arguments().isEmpty()) {
                    say("in a STRICT table the type of " + column.name() + " takes no size", column.span());
                }
            }
            case "" -> say("in a STRICT table " + column.name() + " needs a type", column.span());
            default ->
                say(
                        "in a STRICT table " + column.name() + " is INT, INTEGER, REAL, TEXT, BLOB or ANY, not " + type,
                        column.span());
        }
    }

    private static boolean isPrimary(Column column) {
        return column.attributes().stream().anyMatch(each -> each instanceof InlineKey key && key.primary());
    }

    private static boolean has(List<TableOption> options, String name) {
        return options.stream().anyMatch(option -> option.name().equals(name));
    }

    private void say(String reason, Span at) {
        int token = 0;
        while (token < c.count() - 1 && c.span(token, token + 1).start() < at.start()) {
            token++;
        }
        c.unreadable(reason, token);
    }
}
