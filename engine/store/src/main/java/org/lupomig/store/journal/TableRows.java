package org.lupomig.store.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows by table. */
final class TableRows {
    private final EnumMap<StoreTable, Map<Object, @Nullable Object[]>> rows = new EnumMap<>(StoreTable.class);

    /** All of them; of those that replace one another only the last. */
    EnumMap<StoreTable, List<@Nullable Object[]>> byTable() {
        var lists = new EnumMap<StoreTable, List<@Nullable Object[]>>(StoreTable.class);
        rows.forEach((table, byKey) -> lists.put(table, new ArrayList<>(byKey.values())));
        return lists;
    }

    /** Adds one; it replaces one of a table whose rows replace one another. */
    void add(StoreTable table, @Nullable Object... values) {
        if (values.length != table.width()) {
            throw new IllegalStateException(table + " has " + table.width() + " columns, not " + values.length);
        }
        Map<Object, @Nullable Object[]> byKey = rows.computeIfAbsent(table, t -> new LinkedHashMap<>());
        Object key =
                switch (table) {
                    case FILES -> Objects.requireNonNull(values[1]);
                    case PROGRESS -> "plan " + values[1];
                    default -> byKey.size();
                };
        byKey.remove(key);
        byKey.put(key, values);
    }
}
