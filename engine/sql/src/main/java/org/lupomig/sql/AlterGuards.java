package org.lupomig.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.AlterAction;
import org.lupomig.model.sql.Key;
import org.lupomig.model.sql.StatementFact.AlterTable;
import org.lupomig.sql.TableDefinition.Part;

/**
 * What {@code IF [NOT] EXISTS} of an ALTER's actions comes to where it meets a definition.
 *
 * @param met the guards whose actions all find what they ask for: without them the server does the same, and says so
 *     where somebody else is faster
 * @param idle whether no action finds what it asks for, so that nothing would be done
 */
public record AlterGuards(List<Span> met, boolean idle) {
    public AlterGuards {
        met = List.copyOf(met);
    }

    private enum Finding {
        MET,
        UNMET,
        /** Only the server knows. */
        OPEN
    }

    /** The guards of a statement that meets this definition. */
    public static AlterGuards of(AlterTable alter, TableDefinition live) {
        Map<String, Integer> mentions = new HashMap<>();
        for (AlterAction action : alter.actions()) {
            mentions.merge(key(action), 1, Integer::sum);
        }
        Map<Span, Boolean> met = new java.util.TreeMap<>();
        boolean idle = !alter.actions().isEmpty();
        for (AlterAction action : alter.actions()) {
            Span guard = action.guard();
            boolean alone = mentions.getOrDefault(key(action), 0) == 1;
            Finding finding = guard == null || !alone ? Finding.OPEN : finding(action, live);
            idle &= finding == Finding.UNMET;
            if (guard != null) {
                met.merge(guard, finding == Finding.MET, (a, b) -> a && b);
            }
        }
        List<Span> cut = new ArrayList<>();
        met.forEach((guard, all) -> {
            if (all) {
                cut.add(guard);
            }
        });
        return new AlterGuards(cut, idle);
    }

    private static Finding finding(AlterAction action, TableDefinition live) {
        if (action instanceof AlterAction.AddColumn add) {
            return unless(has(live.columns(), add.column()));
        } else if (action instanceof AlterAction.AddIndex add) {
            return add.primary() ? unless(live.primaryKey() != null) : added(add.key(), live);
        } else if (action instanceof AlterAction.AddForeignKey add) {
            return add.key().name() == null
                    ? Finding.OPEN
                    : unless(has(live.foreignKeys(), add.key().name()));
        } else if (action instanceof AlterAction.AddCheck add) {
            return add.check().name() == null
                    ? Finding.OPEN
                    : unless(has(live.checks(), add.check().name()));
        }
        String column = column(action);
        if (column != null) {
            return when(has(live.columns(), column));
        }
        String index = index(action);
        if (index != null) {
            boolean primary = index.equals(AlterAction.DropIndex.PRIMARY);
            return when(primary ? live.primaryKey() != null : has(live.keys(), index));
        }
        if (action instanceof AlterAction.DropForeignKey drop) {
            return when(has(live.foreignKeys(), drop.name()));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            boolean there = has(live.foreignKeys(), drop.name())
                    || has(live.checks(), drop.name())
                    || has(live.keys(), drop.name());
            return there ? Finding.MET : Finding.OPEN;
        }
        return Finding.OPEN;
    }

    private static Finding added(Key key, TableDefinition live) {
        return key.name() == null ? Finding.OPEN : unless(has(live.keys(), key.name()));
    }

    private static @Nullable String column(AlterAction action) {
        if (action instanceof AlterAction.DropColumn drop) {
            return drop.column();
        } else if (action instanceof AlterAction.ModifyColumn modify) {
            return modify.definition().name();
        } else if (action instanceof AlterAction.ChangeColumn change) {
            return change.column();
        } else if (action instanceof AlterAction.RenameColumn rename) {
            return rename.column();
        }
        return action instanceof AlterAction.AlterDefault alter ? alter.column() : null;
    }

    private static @Nullable String index(AlterAction action) {
        if (action instanceof AlterAction.DropIndex drop) {
            return drop.index();
        } else if (action instanceof AlterAction.RenameIndex rename) {
            return rename.index();
        }
        return action instanceof AlterAction.IgnoreIndex ignore ? ignore.index() : null;
    }

    /** What an action is about, so that one that is mentioned twice is left to the server. */
    private static String key(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return "column " + add.column().toLowerCase(Locale.ROOT);
        } else if (action instanceof AlterAction.AddIndex add) {
            String name = add.primary() ? AlterAction.DropIndex.PRIMARY : add.index();
            return "index " + (name == null ? action.span() : name.toLowerCase(Locale.ROOT));
        }
        String column = column(action);
        String index = index(action);
        return column != null
                ? "column " + column.toLowerCase(Locale.ROOT)
                : index != null ? "index " + index.toLowerCase(Locale.ROOT) : String.valueOf(action.span());
    }

    private static boolean has(List<Part> parts, @Nullable String name) {
        return parts.stream().anyMatch(part -> part.name().equalsIgnoreCase(name));
    }

    private static Finding when(boolean there) {
        return there ? Finding.MET : Finding.UNMET;
    }

    private static Finding unless(boolean there) {
        return there ? Finding.UNMET : Finding.MET;
    }
}
