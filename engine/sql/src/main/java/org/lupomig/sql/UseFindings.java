package org.lupomig.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lupomig.model.source.Span;
import org.lupomig.model.sql.FunctionCall;
import org.lupomig.model.sql.FunctionNature;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.model.sql.SqlText;
import org.lupomig.model.sql.TableRef;
import org.lupomig.model.sql.Uses;
import org.lupomig.model.sql.VariableUse;

/** Gathers what is found on the way through a query, each thing where it stands first. */
public final class UseFindings {
    private final Map<ObjectName, TableRef> reads = new LinkedHashMap<>();
    private final Map<ObjectName, TableRef> sequences = new LinkedHashMap<>();
    private final Map<String, FunctionCall> calls = new LinkedHashMap<>();
    private final Map<String, VariableUse> variables = new LinkedHashMap<>();
    private final List<Span> subqueries = new ArrayList<>();
    private final List<Span> stars = new ArrayList<>();
    private final List<SqlText> locks = new ArrayList<>();

    public void read(TableRef table) {
        reads.putIfAbsent(table.name(), table);
    }

    void sequence(TableRef sequence) {
        sequences.putIfAbsent(sequence.name(), sequence);
    }

    public void call(@Nullable String schema, String name, FunctionNature nature, Span span) {
        String key = schema == null ? name : schema + "." + name;
        if (!calls.containsKey(key)) {
            calls.put(key, new FunctionCall(schema, name, nature, span));
        }
    }

    void variable(boolean system, String name, boolean set, Span span) {
        String key = (system ? "@@" : "@") + (set ? "=" : "") + Characters.upper(name);
        if (!variables.containsKey(key)) {
            variables.put(key, new VariableUse(system, name, set, span));
        }
    }

    public void subquery(Span span) {
        subqueries.add(span);
    }

    public void star(Span span) {
        stars.add(span);
    }

    void lock(SqlText words) {
        locks.add(words);
    }

    public Uses uses() {
        boolean none = reads.isEmpty()
                && sequences.isEmpty()
                && calls.isEmpty()
                && variables.isEmpty()
                && subqueries.isEmpty()
                && stars.isEmpty()
                && locks.isEmpty();
        return none
                ? Uses.NONE
                : new Uses(
                        new ArrayList<>(reads.values()),
                        new ArrayList<>(sequences.values()),
                        new ArrayList<>(calls.values()),
                        new ArrayList<>(variables.values()),
                        subqueries,
                        stars,
                        locks);
    }
}
