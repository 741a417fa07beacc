package org.lupomig.sql.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.sql.ForeignKey;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.TableRef;
import org.lupomig.sql.Cursor;

/** Reads what stands behind {@code REFERENCES}. */
final class ReferenceReader {
    private final Cursor c;
    private final SqliteNames names;
    private final TableRef child;

    ReferenceReader(Cursor c, SqliteNames names, TableRef child) {
        this.c = c;
        this.names = names;
        this.child = child;
    }

    ForeignKey.Target read() {
        c.expect("REFERENCES");
        TableRef parent = names.beside(c, child);
        List<Key.Part> columns = c.atSymbol('(') ? parts() : List.of();
        String match = null;
        ForeignKey.Action onDelete = null;
        ForeignKey.Action onUpdate = null;
        while (c.at("ON") || c.at("MATCH")) {
            if (c.accept("MATCH")) {
                match = c.name().toUpperCase(Locale.ROOT);
            } else {
                c.next();
                boolean delete = c.accept("DELETE");
                if (!delete) {
                    c.expect("UPDATE");
                }
                ForeignKey.Action action = action();
                onDelete = delete ? action : onDelete;
                onUpdate = delete ? onUpdate : action;
            }
        }
        return new ForeignKey.Target(parent, columns, match, onDelete, onUpdate, deferrable());
    }

    /** {@code (a, b)}, of which no key is made. */
    List<Key.Part> parts() {
        List<Key.Part> parts = new ArrayList<>();
        c.expectSymbol('(');
        do {
            int from = c.position();
            parts.add(new Key.Part(c.name(), 0, false, false, c.since(from)));
        } while (c.acceptSymbol(','));
        c.expectSymbol(')');
        return parts;
    }

    private ForeignKey.@Nullable Action action() {
        if (c.accept("CASCADE")) {
            return ForeignKey.Action.CASCADE;
        } else if (c.accept("RESTRICT")) {
            return ForeignKey.Action.RESTRICT;
        } else if (c.accept("SET", "NULL")) {
            return ForeignKey.Action.SET_NULL;
        } else if (c.accept("SET", "DEFAULT")) {
            return ForeignKey.Action.SET_DEFAULT;
        } else if (c.accept("NO", "ACTION")) {
            return ForeignKey.Action.NO_ACTION;
        }
        c.unexpected("CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION is missing");
        return null;
    }

    private @Nullable String deferrable() {
        int from = c.position();
        if (!c.at("DEFERRABLE") && !c.at("NOT", "DEFERRABLE")) {
            return null;
        }
        c.accept("NOT");
        c.next();
        if (c.accept("INITIALLY") && !c.accept("DEFERRED")) {
            c.expect("IMMEDIATE");
        }
        return c.words(from, c.position()).toUpperCase(Locale.ROOT);
    }
}
