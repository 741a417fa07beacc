package org.lupomig.orchestrator.claim;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lupomig.model.sql.ObjectName;

/**
 * Foreign keys, as far as they make tables go together: a change of a table reaches all whose keys lead to it, those
 * whose keys lead to these, and so on; and it is held against the tables to which its own keys lead.
 */
public final class KeyGraph {
    private final Map<ObjectName, Set<ObjectName>> children = new HashMap<>();
    private final Map<ObjectName, Set<ObjectName>> parents = new HashMap<>();

    /** Adds a key. */
    public void add(ObjectName child, ObjectName parent) {
        children.computeIfAbsent(parent, key -> new HashSet<>()).add(child);
        parents.computeIfAbsent(child, key -> new HashSet<>()).add(parent);
    }

    /** What goes with these tables, without themselves. */
    public Set<ObjectName> relatives(Collection<ObjectName> tables) {
        Set<ObjectName> reached = new HashSet<>(tables);
        Deque<ObjectName> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (ObjectName child : children.getOrDefault(open.poll(), Set.of())) {
                if (reached.add(child)) {
                    open.add(child);
                }
            }
        }
        Set<ObjectName> found = new TreeSet<>(reached);
        reached.forEach(table -> found.addAll(parents.getOrDefault(table, Set.of())));
        found.removeAll(tables);
        return found;
    }
}
