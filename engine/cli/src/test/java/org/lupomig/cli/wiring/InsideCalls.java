package org.lupomig.cli.wiring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lupomig.orchestrator.port.Store;
import org.lupomig.testkit.wire.Wire;

/**
 * Finds between which statements nobody gets who strikes before and behind calls to ports, because one call sends both
 * of them.
 */
final class InsideCalls extends WatchedPorts {
    private static final Set<Class<?>> OF_STORE = Set.of(Store.class, Store.Ticket.class, Store.Lock.class);

    private final Wire wire;
    private final IdentityHashMap<Call, Integer> begun = new IdentityHashMap<>();
    private final Set<Integer> reached = new TreeSet<>();
    private final Map<Integer, Call> sending = new TreeMap<>();

    /** Of a command that is given over a wire. */
    InsideCalls(Wire wire) {
        this.wire = wire;
    }

    @Override
    synchronized void before(Call call) {
        if (call.hasEffect()) {
            begun.put(call, sent());
        }
    }

    @Override
    synchronized void behind(Call call) {
        Integer from = begun.remove(call);
        if (from != null) {
            for (int gap = from + 1; gap < sent(); gap++) {
                // one call may be made within another, and is behind first
                sending.putIfAbsent(gap, call);
            }
        }
    }

    private int sent() {
        int sent = wire.commands().size();
        reached.add(sent);
        return sent;
    }

    /**
     * By what is called, after which statements there is such a gap: first what is sent for the plan, then what is sent
     * for the journal, and of either first what has most.
     */
    synchronized Map<String, List<Integer>> gaps() {
        Map<String, List<Integer>> gaps = new LinkedHashMap<>();
        for (boolean store : new boolean[] {false, true}) {
            Map<String, List<Integer>> some = new TreeMap<>();
            sending.forEach((gap, call) -> {
                if (!reached.contains(gap) && OF_STORE.contains(call.port()) == store) {
                    some.computeIfAbsent(call.toString(), key -> new ArrayList<>())
                            .add(gap);
                }
            });
            some.entrySet().stream()
                    .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                    .forEach(each -> gaps.put(each.getKey(), each.getValue()));
        }
        return gaps;
    }
}
