package org.lupomig.orchestrator.byhand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lupomig.orchestrator.port.ObjectState;

/** Names of columns, as a table's {@code SHOW CREATE} has them: a line each. */
final class ColumnLines {
    private ColumnLines() {}

    /** Those whose values are stored. */
    static List<String> stored(ObjectState state) {
        return columns(state, "", " GENERATED ALWAYS AS ");
    }

    /** Those that change by themselves with their row. */
    static List<String> counting(ObjectState state) {
        return columns(state, " ON UPDATE ", "");
    }

    /** Those of the primary key; none where there is none. */
    static List<String> key(ObjectState state) {
        for (String line : lines(state)) {
            if (line.startsWith("PRIMARY KEY (")) {
                List<String> names = new ArrayList<>();
                for (int at = line.indexOf('`'); at >= 0; ) {
                    int end = end(line, at);
                    names.add(name(line, at, end));
                    at = line.indexOf('`', end + 1);
                }
                return names;
            }
        }
        return List.of();
    }

    private static List<String> columns(ObjectState state, String with, String without) {
        List<String> names = new ArrayList<>();
        for (String line : lines(state)) {
            if (line.startsWith("`")) {
                int end = end(line, 0);
                String rest = withoutTexts(line.substring(end + 1)).toUpperCase(Locale.ROOT);
                if (rest.contains(with) && (without.isEmpty() || !rest.contains(without))) {
                    names.add(name(line, 0, end));
                }
            }
        }
        return names;
    }

    private static List<String> lines(ObjectState state) {
        return state instanceof ObjectState.Present present
                ? present.definition().lines().map(String::strip).toList()
                : List.of();
    }

    private static int end(String line, int from) {
        int at = from + 1;
        while (at < line.length() && (line.charAt(at) != '`' || line.startsWith("``", at))) {
            at += line.charAt(at) == '`' ? 2 : 1;
        }
        return at;
    }

    private static String name(String line, int from, int end) {
        return line.substring(from + 1, end).replace("``", "`");
    }

    /** Without what stands in quotes, such as a comment that speaks of columns. */
    private static String withoutTexts(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inside && c == '\\') {
                i++;
            } else if (c == '\'') {
                inside = !inside;
            } else if (!inside) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
