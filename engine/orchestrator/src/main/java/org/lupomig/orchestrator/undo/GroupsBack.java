package org.lupomig.orchestrator.undo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.lupomig.model.diagnostic.Problem;
import org.lupomig.model.sql.ObjectName;
import org.lupomig.orchestrator.EnginePorts;
import org.lupomig.orchestrator.run.GroupedWork;
import org.lupomig.orchestrator.run.RunLog;

/** Undoes steps in groups, which take turns: no two steps of these have anything in common. */
final class GroupsBack {
    private final EnginePorts ports;
    private final RunLog log;
    private final StepsBack steps;
    private final UndoSessions sessions;
    private final UnitLedgers ledgers;
    private final SingleSteps single;

    /** Of an undo whose other steps are undone one by one. */
    GroupsBack(
            EnginePorts ports,
            RunLog log,
            StepsBack steps,
            UndoSessions sessions,
            UnitLedgers ledgers,
            SingleSteps single) {
        this.ports = ports;
        this.log = log;
        this.steps = steps;
        this.sessions = sessions;
        this.ledgers = ledgers;
        this.single = single;
    }

    /**
     * Those that are taken back together, group behind group, from {@code i} on down.
     *
     * @return their numbers, from 1: not their places in the plan, which may be those of older steps, too, where the
     *     plan has changed
     */
    List<List<Integer>> from(int i) {
        // Those of the same place in the plan, as it was when each was run, have the same name for their sessions.
        Set<Integer> positions = new HashSet<>();
        Set<ObjectName> tables = new HashSet<>();
        List<List<Integer>> groups = new ArrayList<>();
        int at = i;
        for (List<Integer> group = group(at, positions, tables);
                !group.isEmpty();
                group = group(at, positions, tables)) {
            groups.add(group);
            at -= group.size();
        }
        return groups;
    }

    private List<Integer> group(int i, Set<Integer> positions, Set<ObjectName> tables) {
        int most = UndoGroups.size(steps.trails(), i, tables);
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < most
                && steps.decided(i - numbers.size()) == null
                && positions.add(steps.cursor(i - numbers.size()).record().position())) {
            numbers.add(i - numbers.size() + 1);
        }
        return numbers.size() < UndoGroups.LEAST ? List.of() : numbers;
    }

    /**
     * Undoes them. One that cannot be undone stops none of its own group; a step of another group that is begun when
     * that is known is not tried, but rests.
     */
    List<Problem> undo(List<List<Integer>> groups, String reason) {
        Map<Integer, Integer> groupOf = new HashMap<>();
        Set<Object> units = new HashSet<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int number : groups.get(group)) {
                groupOf.put(number, group);
                if (units.add(steps.trail(number - 1).unit())) {
                    // As the last of them left it, all others have: none of them touches the tables of another.
                    ledgers.asLeftBy(number - 1);
                }
            }
        }
        Set<String> living = sessions.ended(groups.stream()
                .flatMap(List::stream)
                .map(number -> steps.sessionName(number - 1))
                .toList());
        TreeMap<Integer, Problem> problems = new TreeMap<>(Comparator.reverseOrder());
        GroupedWork.on(groups, ports, log, (number, shared) -> {
            int i = number - 1;
            Problem older = problems.entrySet().stream()
                    .filter(each -> !Objects.equals(groupOf.get(each.getKey()), groupOf.get(number)))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            steps.enter(i, older == null ? reason : older.message());
            Problem problem;
            if (older != null) {
                problem = steps.broken(i, StepsBack.RESTS);
            } else {
                UndoResult result = living.contains(steps.sessionName(i))
                        ? new UndoResult.Stuck(UndoSessions.LIVES)
                        : single.attempt(i, shared);
                problem = single.endedOrWaiting(i, result);
            }
            if (problem != null) {
                problems.put(number, problem);
            }
        });
        return List.copyOf(problems.values());
    }
}
