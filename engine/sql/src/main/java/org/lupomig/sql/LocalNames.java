package org.lupomig.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.lupomig.model.sql.SessionFact;
import org.lupomig.model.sql.StatementFact;

/** The variables of a stored program, by the blocks that declare them, and those that it sets and are none of them. */
final class LocalNames {
    private final TreeMap<Integer, Set<String>> byDepth = new TreeMap<>();
    private final List<String> others = new ArrayList<>();

    /** The names from token {@code from} on, up to one that no comma follows, are variables of a block this deep. */
    void declare(Cursor c, int from, int depth) {
        int at = from;
        boolean more = true;
        while (more) {
            byDepth.computeIfAbsent(depth, any -> new HashSet<>()).add(key(String.valueOf(c.nameAt(at))));
            more = c.isSymbol(at + 1, ',');
            at += 2;
        }
    }

    /** Blocks deeper than this have ended. */
    void leave(int depth) {
        byDepth.tailMap(depth, false).clear();
    }

    /** Notes what a statement sets that is no variable of the program, and no column of a trigger's row. */
    void note(StatementFact fact) {
        if (fact instanceof SessionFact.SetVariables set) {
            for (SessionFact.VariableAssignment each : set.assignments()) {
                String name = key(each.name());
                // a field of a record is named behind it
                int dot = name.indexOf('.');
                String first = dot < 0 ? name : name.substring(0, dot);
                boolean ofRow = dot > 0 && (first.equals("NEW") || first.equals("OLD"));
                if (each.scope() == SessionFact.Scope.UNSAID
                        && !ofRow
                        && byDepth.values().stream().noneMatch(names -> names.contains(first))) {
                    others.add(each.name());
                }
            }
        }
    }

    /** What is set that is none of them. */
    List<String> others() {
        return others;
    }

    private static String key(String name) {
        return name.replace("`", "").toUpperCase(Locale.ROOT);
    }
}
