package org.lupomig.store.target;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlQuoting;
import org.lupomig.orchestrator.port.ServerRefused;
import org.lupomig.store.connect.ServerConnection;

/** Looks which tables have no row, many in one question. */
final class EmptyTables {
    private static final int MOST = 100;

    private EmptyTables() {}

    /** Those of them that have none; of any that the server does not let be read, and those asked with it, nothing. */
    static Set<ObjectName> among(Set<ObjectName> tables, ServerConnection reader) {
        List<ObjectName> all = new ArrayList<>(tables);
        Set<ObjectName> empty = new HashSet<>();
        for (int from = 0; from < all.size(); from += MOST) {
            List<ObjectName> some = all.subList(from, Math.min(all.size(), from + MOST));
            StringJoiner sql = new StringJoiner(" UNION ALL ");
            for (int place = 0; place < some.size(); place++) {
                String table = SqlQuoting.identifier(some.get(place));
                sql.add("SELECT " + place + ", EXISTS (SELECT 1 FROM " + table + ")");
            }
            without(sql.toString(), reader).forEach(place -> empty.add(some.get(place)));
        }
        return empty;
    }

    private static List<Integer> without(String sql, ServerConnection reader) {
        try {
            return reader.list(sql, (row, ctx) -> row.getInt(2) == 0 ? row.getInt(1) : -1).stream()
                    .filter(place -> place >= 0)
                    .toList();
        } catch (ServerRefused e) {
            // Each is looked at by itself, and what is wrong with it is said there.
            return List.of();
        }
    }
}
