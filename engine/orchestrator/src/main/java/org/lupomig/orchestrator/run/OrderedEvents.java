package org.lupomig.orchestrator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lupomig.orchestrator.journal.RunEvent;
import org.lupomig.orchestrator.port.RunListener;

/**
 * Tells what steps do side by side as if they did it one after the other, in the order of the plan: the first that has
 * not ended is heard as it goes, what the others do is heard when it is their time.
 */
final class OrderedEvents {
    private final RunListener listener;
    private final List<Integer> order = new ArrayList<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Map<Integer, List<RunEvent>> kept = new HashMap<>();

    OrderedEvents(RunListener listener) {
        this.listener = listener;
    }

    /** Steps with these places are about to begin. */
    void begin(List<Integer> positions) {
        ended.clear();
        order.clear();
        order.addAll(positions);
    }

    /** A step says something; one with no place is the run itself. */
    void on(int position, RunEvent event) {
        int place = order.indexOf(position);
        // Those are of the moment, and of the run as a whole.
        boolean now = event instanceof RunEvent.Waiting || event instanceof RunEvent.Progressed;
        if (place <= 0 || now) {
            listener.on(event);
        } else {
            kept.computeIfAbsent(position, p -> new ArrayList<>()).add(event);
        }
    }

    /** A step says nothing any more, or will never begin. */
    void end(int position) {
        ended.add(position);
        while (!order.isEmpty() && ended.contains(order.get(0))) {
            order.remove(0);
            List<RunEvent> next = order.isEmpty() ? null : kept.remove(order.get(0));
            if (next != null) {
                next.forEach(listener::on);
            }
        }
    }
}
